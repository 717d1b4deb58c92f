import { folded, groupOf } from "@clickclack/sdk";

/** `Ada Lovelace` → `ada`; only a suggestion, and none where the name is a word that calls several people. */
export function suggestHandle(name: string): string {
	const [first = ""] = folded(name)
		.split(/[^a-z0-9]+/)
		.filter(Boolean);
	return groupOf(first) ? "" : first;
}
