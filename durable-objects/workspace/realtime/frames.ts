import { deflateRawSync } from "node:zlib";
import type { Connect } from "@clickclack/protocol";

/** What goes out on a socket at once. */
export type Frame = string | Uint8Array;

/** A text shorter than this gains little by it: three events or fewer. */
const worth_compressing = 4_096;

/** Events, each already JSON, as frames of the kind that a socket asked for (R5). */
export function toFrames(events: string[], kind: Connect["frames"]): Frame[] {
	if (kind === "single") return events;
	const list = `[${events.join()}]`;
	// higher levels take longer and save no more: what repeats is ids and names
	return [kind === "compressed" && list.length >= worth_compressing ? deflateRawSync(list, { level: 1 }) : list];
}
