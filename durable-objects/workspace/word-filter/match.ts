/*
 * Whether one of some words is in a text. A text is read once, whatever there are: words are found in a tree by their
 * first, second and further word.
 */

const ignorable = /\p{Default_Ignorable_Code_Point}+/gu;
/** Putting thousands of marks into order takes quadratic time. */
const needless_marks = /(?<=\p{M}{8})\p{M}+/gu;
/** In these, words are written without blanks, or grow together with others. */
const unspaced =
	/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Arabic}]/u;
const word = /[\p{L}\p{N}\p{M}_]+/gu;

/** The same for every case, width and what nobody sees: `Ｓtraße` → `strasse`. Accents count. */
const folded = (text: string): string =>
	text
		.replace(ignorable, "")
		.replace(needless_marks, "")
		.normalize("NFKC")
		.toUpperCase()
		.toLowerCase()
		.replaceAll("ς", "σ");

interface Branch {
	next: Map<string, Branch>;
	/** what ends here, as somebody has written it */
	end?: string;
	/** what ends with all that begins so */
	beginnings: Map<string, string>;
	/** the lengths of those */
	lengths: Set<number>;
}
const newBranch = (): Branch => ({ next: new Map(), beginnings: new Map(), lengths: new Set() });

export type Matcher = (text: string) => string | undefined;

/** @returns says which of the words is in a text, as it was given */
export function matcherOf(words: readonly string[]): Matcher {
	const root = newBranch();
	const parts: [part: string, given: string][] = [];
	for (const given of words) {
		const text = folded(given);
		if (unspaced.test(text)) parts.push([text.replace(/\*$/, ""), given]);
		else plant(root, text, given);
	}
	return (text) => {
		const form = folded(text);
		return parts.find(([part]) => form.includes(part))?.[1] ?? findIn(root, form.match(word) ?? []);
	};
}

function plant(root: Branch, text: string, given: string): void {
	const all = text.match(word) ?? [];
	const isBeginning = text.endsWith("*");
	const whole = isBeginning ? all.slice(0, -1) : all;
	let branch = root;
	for (const one of whole) {
		const next = branch.next.get(one) ?? newBranch();
		branch.next.set(one, next);
		branch = next;
	}
	const last = all.at(-1);
	if (!isBeginning) branch.end ??= given;
	else if (last !== undefined) {
		branch.beginnings.set(last, given);
		branch.lengths.add(last.length);
	}
}

function findIn(root: Branch, all: string[]): string | undefined {
	for (let at = 0; at < all.length; at++) {
		let branch: Branch | undefined = root;
		for (let end = at; branch && end < all.length; end++) {
			const found = beginningOf(branch, all[end]!);
			if (found !== undefined) return found;
			branch = branch.next.get(all[end]!);
			if (branch?.end !== undefined) return branch.end;
		}
	}
	return undefined;
}

function beginningOf({ beginnings, lengths }: Branch, one: string): string | undefined {
	for (const length of lengths) {
		const found = length <= one.length ? beginnings.get(one.slice(0, length)) : undefined;
		if (found !== undefined) return found;
	}
	return undefined;
}
