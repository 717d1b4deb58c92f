import type { Entry, History } from "./history.ts";

/** What was looked at, by the kind of entry that tells of it. */
const looks = {
	events_heard: "heard",
	events_on_sockets: "got",
	whispers: "whisper",
	ears_compared: "folded",
	windows_listed: "window",
	unread_counts: "counted",
	searches: "searched",
	nonces: "kept",
} as const satisfies Record<string, Entry["kind"]>;

export type Look = keyof typeof looks;
export const all_looks = Object.keys(looks) as Look[];
export type Looks = Record<Look | "typing" | "presence", number>;

export const noLooks = (): Looks => ({
	typing: 0,
	presence: 0,
	...(Object.fromEntries(all_looks.map((look) => [look, 0])) as Record<Look, number>),
});

export function countLooks(counts: Looks, history: History): void {
	for (const entry of history) {
		for (const look of all_looks) if (looks[look] === entry.kind) counts[look]++;
		if (entry.kind === "whisper") counts[entry.type === "presence.changed" ? "presence" : "typing"]++;
	}
}
