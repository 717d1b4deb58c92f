import { type UserId, toPlace } from "@clickclack/protocol";
import type { MessageRow } from "../messages/row.ts";

/** Of a root, or of a reply in its thread. */
type InThread = Pick<MessageRow, "root_id" | "conversation_id">;

/** Events about following and reading go to the person's own devices only. */
export const toOne = ({ root_id, conversation_id }: InThread, user_id: UserId) =>
	({
		audience: "nobody",
		also: user_id,
		conversation_id,
		ids: { ...toPlace(conversation_id), root_message_id: root_id, user_id },
		resource: {},
	}) as const;
