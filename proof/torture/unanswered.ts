import type { Act } from "./history.ts";
import type { DiskChannel } from "./host.ts";
import { key } from "./keys.ts";

/** An act whose answer was lost may have made a channel: its name says which. */
export function nameChannels(acts: Act[], channels: DiskChannel[]): void {
	for (const act of acts)
		if (act.name === "createChannel" && act.outcome !== "refused") {
			const made = channels.filter(({ name }) => act.may.includes(`create #${name}`));
			act.may.push(...made.flatMap(({ id }) => [key.create(id), key.enter(id, act.who)]));
		}
}
