import { idOf, type Draft } from "./draft-copies.ts";
import { storage } from "./storage.ts";
import type { WrittenRow } from "./database.ts";

/** How an earlier version kept what somebody wrote: JSON in localStorage, one entry each. */
const entry = /^clickclack\.(draft|outbox|deletion)\.([^.]+)\.(.+)$/;

const keysOf = (person: string): string[] => storage.keys().filter((key) => entry.exec(key)?.[2] === person);

/** What an earlier version kept in localStorage: it is taken over once. */
export const legacy = {
	rows: (person: string): WrittenRow[] => keysOf(person).flatMap((key) => rowOf(person, key)),

	clear(person: string): void {
		for (const key of keysOf(person)) storage.remove(key);
	},
};

function rowOf(person: string, key: string): WrittenRow[] {
	const [, kind = "", , id = ""] = entry.exec(key)!;
	const value: unknown = storage.get(key);
	if (value === undefined) return [];
	if (kind !== "draft") return [{ person, kind, id, value }];
	if (typeof value !== "string") return [];
	const draft: Draft = { timeline: id, tab: "earlier", at: 0, body: value };
	return [{ person, kind, id: idOf(draft), value: draft }];
}
