import { deflateRawSync } from "node:zlib";
import type { Connect } from "@clickclack/protocol";

/** One WebSocket message, text or deflated. */
export type Frame = string | Uint8Array;

/** A shorter text, of three events or fewer, gains little by compression. */
const worth_compressing = 4_096;

/** Events, already serialized, as frames of the kind that a socket asked for (R5). */
export function toFrames(events: string[], kind: Connect["frames"]): Frame[] {
	if (kind === "single") return events;
	const list = `[${events.join()}]`;
	// higher levels take longer and save no more: the repetition is in ids and names
	return [kind === "compressed" && list.length >= worth_compressing ? deflateRawSync(list, { level: 1 }) : list];
}
