import type { Act, Row } from "./history.ts";
import type { DiskChannel } from "./disk.ts";
import { key } from "./keys.ts";

/** What a channel was named first: a rename adds to it, so that it can still be told by whom it was made. */
const firstName = (name: string): string => name.split("-", 2).join("-");

/**
 * An act whose answer was lost may have made a channel: its name says which. One that was deleted since has no name any
 * more, but who made it was the first to enter it, in the row after.
 */
export function nameChannels(acts: Act[], channels: DiskChannel[], rows: Row[]): void {
	const named = new Set(channels.flatMap(({ id, name }) => (name === "" ? [] : id)));
	const gone = rows.filter(({ type, channel = "" }) => type === "channel.created" && !named.has(channel));
	const written = new Map(rows.map((row) => [row.num, row.key]));
	for (const act of acts) {
		if (act.name !== "createChannel" || act.outcome === "refused") continue;
		const made = channels.flatMap(({ id, name }) => (act.may.includes(`create #${firstName(name)}`) ? id : []));
		const lost = gone.flatMap(({ num, channel = "" }) =>
			written.get(num + 1) === key.enter(channel, act.who) ? channel : [],
		);
		act.may.push(...[...made, ...lost].flatMap((id) => [key.create(id), key.enter(id, act.who)]));
	}
}
