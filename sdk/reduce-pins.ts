import { conversationOf } from "./conversations.ts";
import type { Projection } from "./projection.ts";
import type { DurableEvent } from "./types.ts";

/** A message was pinned, or is no more: in the lists of pins that were loaded. */
export function applyPin(
	{ pins }: Projection,
	{ type, channel_id, payload }: Extract<DurableEvent, { type: "pin.added" | "pin.removed" }>,
): void {
	const id = conversationOf({ channel_id, ...payload });
	const known = pins.get(id);
	if (!known) return;
	const others = known.filter((message_id) => message_id !== payload.message_id);
	pins.set(id, type === "pin.added" ? [payload.message_id, ...others] : others);
}
