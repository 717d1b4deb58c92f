import {
	type ConversationId,
	type EphemeralEvent,
	type Presence,
	type PublishEphemeral,
	type UserId,
	toPlace,
} from "@clickclack/protocol";
import { permit } from "../access.ts";
import { visibleConversation } from "../conversations/row.ts";
import type { Read, Write } from "../transaction.ts";

let count = 0;

/** Ephemeral events are not in the log, so the id only has to differ from the ones before. */
const ephemeralId = (now: string): string => `eph_${Date.parse(now)}${String(count++ % 1000).padStart(3, "0")}`;

export const envelope = (tx: Read) => ({
	id: ephemeralId(tx.now),
	cursor: "" as const,
	workspace_id: tx.identity.id,
	created_at: tx.now,
});

export const presenceChanged = (tx: Read, user_id: UserId, status: Presence): EphemeralEvent => ({
	...envelope(tx),
	type: "presence.changed",
	payload: { user_id, status },
});

type Publish = Pick<PublishEphemeral, "type" | "payload"> &
	Partial<Pick<PublishEphemeral, "workspace_id">> & { conversation_id?: ConversationId | undefined };

/** Broadcasts that the caller is typing or away. Other members of the payload are passed on. */
export function publishEphemeral(tx: Write, { type, conversation_id, payload }: Publish): EphemeralEvent {
	const { user_id } = tx.me;
	if (conversation_id !== undefined) permit(tx, "message.reply", visibleConversation(tx, conversation_id));
	const { channel_id: _, direct_conversation_id: __, ...said } = payload;
	const place = conversation_id === undefined ? {} : toPlace(conversation_id);
	const event = {
		...envelope(tx),
		type,
		...("channel_id" in place && { channel_id: place.channel_id }),
		payload: { ...said, ...place, user_id },
	} as EphemeralEvent;
	tx.broadcast(event, { conversation_id }, user_id);
	return event;
}
