import type { SearchResult } from "@clickclack/protocol";
import { type Word, wordsOf } from "./words.ts";

const lead_in = 40;
const longest = 200;

interface Span {
	start: number;
	end: number;
}

/** The part of a body around its first match, and where the matches are in it, in code points. */
export function excerpt(body: string, asked: Word[]): Pick<SearchResult, "snippet" | "highlights"> {
	const characters = [...body];
	const spans = matches(body, asked);
	const points = codePointPlaces(body);
	const first = points[spans[0]?.start ?? 0]!;
	const from = first > lead_in ? first - lead_in : 0;
	const to = Math.min(characters.length, from + longest);
	const lead = from > 0 ? "…" : "";
	const snippet = lead + characters.slice(from, to).join("") + (to < characters.length ? "…" : "");
	const highlights = spans
		.map(({ start, end }) => ({ start: points[start]! - from + lead.length, end: points[end]! - from + lead.length }))
		.filter(({ start, end }) => start >= lead.length && end <= to - from + lead.length);
	return { snippet, highlights };
}

/** Words by their stem, runs of pairs by the text itself; in order, none inside another. */
export function matches(body: string, asked: Word[]): Span[] {
	const stems = new Set(asked.filter((word) => !word.isRun).map((word) => word.tokens[0]));
	const runs = asked.filter((word) => word.isRun).map((word) => word.tokens.map((pair) => [...pair][0]).join(""));
	const spans: Span[] = [];
	for (const { tokens, isRun, start, end } of wordsOf(body)) {
		if (!isRun && stems.has(tokens[0])) spans.push({ start, end });
		if (isRun) for (const run of runs) spans.push(...occurrences(body.slice(start, end), run, start));
	}
	const ordered = spans.toSorted((a, b) => a.start - b.start || b.end - a.end);
	return ordered.filter((span, i) => i === 0 || span.start >= ordered[i - 1]!.end);
}

function* occurrences(text: string, part: string, offset: number): Generator<Span> {
	for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length))
		yield { start: offset + at, end: offset + at + part.length };
}

/** For each place in UTF-16 units, the same place in code points. */
function codePointPlaces(text: string): number[] {
	const places: number[] = [];
	let count = 0;
	for (const character of text) {
		for (let i = 0; i < character.length; i++) places.push(count);
		count++;
	}
	places.push(count);
	return places;
}
