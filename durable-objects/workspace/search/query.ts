import { max_words } from "@clickclack/protocol";
import { pairsOf, tokenize } from "./tokenizer.ts";

/** What somebody searches for: all of it. */
export interface SearchQuery {
	stems: ReadonlySet<string>;
	runs: ReadonlySet<string>;
	/** finds the runs, the longest first; there may be none */
	anyRun: RegExp | undefined;
}

/** The first words that differ; of a run each pair of characters counts as one. Undefined when there is none. */
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
	// runs are made of letters, so nothing in them means anything else here
	return { stems, runs, anyRun: runs.size > 0 ? new RegExp(longestFirst.join("|"), "gu") : undefined };
}

const phraseOf = (run: string): string => pairsOf([...run]).join(" ") || run;

/** Every word has to be there, the pairs of a run side by side. */
export const matchFor = ({ stems, runs }: SearchQuery): string =>
	[...stems, ...Array.from(runs, phraseOf)].map((phrase) => `"${phrase}"`).join(" ");
