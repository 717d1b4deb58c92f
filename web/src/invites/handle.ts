import { folded } from "@clickclack/sdk";

/** `Ada Lovelace` → `ada`; only a suggestion. */
export function suggestHandle(name: string): string {
	const [first = ""] = folded(name)
		.split(/[^a-z0-9]+/)
		.filter(Boolean);
	return first;
}
