import { folded } from "@clickclack/sdk";

/** Names as they are compared: they are looked at again at each key. More than a workspace has are forgotten together. */
const known = new Map<string, string>();
const max_known = 50_000;

export function foldedOnce(name: string): string {
	const before = known.get(name);
	if (before !== undefined) return before;
	if (known.size >= max_known) known.clear();
	const text = folded(name);
	known.set(name, text);
	return text;
}

/** How well letters fit that are in a name with others between. */
export const scattered = 10;

/**
 * How well a name fits what was typed; 0 is not at all. Best is the whole name, then its beginning, the beginning of one of
 * its words, a part of it, and last its letters in order with others between.
 */
export function fit(name: string, typed: string): number {
	const [text, wanted] = [foldedOnce(name), foldedOnce(typed.trim())];
	if (wanted === "") return 1;
	const at = text.indexOf(wanted);
	if (text === wanted) return 100;
	if (at === 0) return 80 - Math.min(20, text.length - wanted.length);
	if (at > 0) return /[\p{L}\p{N}]/u.test(text[at - 1]!) ? 30 : 50;
	return hasInOrder(text, wanted) ? scattered : 0;
}

function hasInOrder(text: string, wanted: string): boolean {
	let from = 0;
	for (const letter of wanted) {
		const at = text.indexOf(letter, from);
		if (at < 0) return false;
		from = at + letter.length;
	}
	return true;
}
