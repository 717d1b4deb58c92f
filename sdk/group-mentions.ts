import { calls } from "../protocol/group-mentions.ts";
import type { Message, User } from "./types.ts";

// The rules are in protocol, where the server uses them too.
export { groupOf, isGroupWord } from "../protocol/group-mentions.ts";

/** Whether it calls somebody who is in its conversation, by name or with others. Only in a workspace have people the number that it takes. */
export const mentions = (
	{ author_id, mentioned_user_ids, group_mention }: Message,
	{ id, member_number }: Pick<User, "id" | "member_number">,
): boolean =>
	author_id !== id &&
	(mentioned_user_ids.includes(id) || (group_mention !== undefined && calls(group_mention, member_number)));
