import { max_words } from "@clickclack/protocol";
import { pairsOf, tokenize } from "./tokenizer.ts";

/** A parsed query. */
export interface SearchQuery {
	stems: ReadonlySet<string>;
	runs: ReadonlySet<string>;
	/** matches any of the runs, the longest first; undefined without runs */
	anyRun: RegExp | undefined;
}

/** The first different words; in a run each pair of characters counts as one. Undefined when there is none. */
export function readQuery(q: string): SearchQuery | undefined {
	const [stems, runs] = [new Set<string>(), new Set<string>()];
	let left = max_words;
	for (const { stems: said, run } of tokenize(q)) {
		if (left <= 0) break;
		for (const stem of said) if (left > 0 && !stems.has(stem)) left -= stems.add(stem) && 1;
		const characters = run === undefined ? [] : [...run].slice(0, left + 1);
		if (left > 0 && characters.length > 0 && !runs.has(characters.join(""))) {
			runs.add(characters.join(""));
			left -= Math.max(1, characters.length - 1);
		}
	}
	if (left === max_words) return undefined;
	const longestFirst = [...runs].toSorted((a, b) => b.length - a.length);
	// runs consist of letters, so nothing in them is special in a regular expression
	return { stems, runs, anyRun: runs.size > 0 ? new RegExp(longestFirst.join("|"), "gu") : undefined };
}

const phraseOf = (run: string): string => pairsOf([...run]).join(" ") || run;

/** All words have to be there, the pairs of a run next to each other. */
export const matchFor = ({ stems, runs }: SearchQuery): string =>
	[...stems, ...Array.from(runs, phraseOf)].map((phrase) => `"${phrase}"`).join(" ");
