import type { EphemeralEvent, Presence, PublishEphemeral, UserId } from "@clickclack/protocol";
import { permit } from "../access.ts";
import { visibleChannel } from "../channels.ts";
import { messageRow } from "../messages/row.ts";
import type { Read, Write } from "../transaction.ts";

let count = 0;

/** Not kept, so it needs no place in the log: only something to tell it from the one before. */
const ephemeralId = (now: string): string => `eph_${Date.parse(now)}${String(count++ % 1000).padStart(3, "0")}`;

export function presenceChanged(tx: Read, user_id: UserId, status: Presence): EphemeralEvent {
	const envelope = { id: ephemeralId(tx.now), cursor: "" as const, workspace_id: tx.identity.id, created_at: tx.now };
	return { ...envelope, type: "presence.changed", payload: { user_id, status } };
}

/** Tells those present that the caller types, or is away; the caller is not told. */
export function publishEphemeral(tx: Write, input: PublishEphemeral): EphemeralEvent {
	const { user_id } = tx.me;
	if (input.type === "presence.changed") {
		const event = presenceChanged(tx, user_id, input.payload.status ?? "online");
		tx.broadcast(event, {}, user_id);
		return event;
	}
	const { channel_id, type } = input;
	permit(tx, "post here", visibleChannel(tx, channel_id));
	const { thread_root_id } = input.payload;
	const inHere = thread_root_id !== undefined && messageRow(tx, thread_root_id)?.channel_id === channel_id;
	const payload = { user_id, channel_id, ...(inHere && { thread_root_id }) };
	const envelope = {
		id: ephemeralId(tx.now),
		cursor: "" as const,
		workspace_id: tx.identity.id,
		channel_id,
		created_at: tx.now,
	};
	const event: EphemeralEvent = { ...envelope, type, payload };
	tx.broadcast(event, { channel_id }, user_id);
	return event;
}
