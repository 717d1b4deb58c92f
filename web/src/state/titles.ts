import { isolated, type MyChannel, type Role, type UserId } from "@clickclack/sdk";
import * as common from "../strings/common.ts";
import * as strings from "../strings/state.ts";
import { isDirect, othersIn, type Conversation, type DirectConversation } from "./conversations.ts";

/** What to call a channel on the screen. */
export const titleOf = ({ display_title, name }: Pick<MyChannel, "display_title" | "name">): string =>
	display_title || name;

/** The names of those in a direct conversation beside me: "Ada, Grace". */
export const namesIn = (one: DirectConversation, my_id: UserId): string =>
	othersIn(one, my_id)
		.map(({ display_name }) => isolated(display_name))
		.join(", ");

/** What to call a conversation in a sentence: "#general", or "Ada, Grace". */
export const placeOf = (one: Conversation, my_id: UserId): string =>
	isDirect(one) ? namesIn(one, my_id) : common.channel(titleOf(one));

export const roleTitles: Record<Role, string> = strings.roleTitles;
