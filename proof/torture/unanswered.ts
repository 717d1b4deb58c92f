import type { Act } from "./history.ts";
import type { DiskChannel } from "./disk.ts";
import { key } from "./keys.ts";

/** What a channel was named first: a rename adds to it, so that it can still be told by whom it was made. */
const firstName = (name: string): string => name.split("-", 2).join("-");

/** An act whose answer was lost may have made a channel: its name says which. */
export function nameChannels(acts: Act[], channels: DiskChannel[]): void {
	for (const act of acts)
		if (act.name === "createChannel" && act.outcome !== "refused") {
			const made = channels.filter(({ name }) => act.may.includes(`create #${firstName(name)}`));
			act.may.push(...made.flatMap(({ id }) => [key.create(id), key.enter(id, act.who)]));
		}
}
