import { type SearchResult, codePoints } from "@clickclack/protocol";
import { matchesIn } from "./matches.ts";
import type { SearchQuery } from "./query.ts";
import { type Token, tokenize } from "./tokenizer.ts";

const lead_in = 40;
const longest = 200;
/** How far back the beginning of a character is looked for, in UTF-16 units. */
const longest_character = 64;

/** In UTF-16 units. */
interface Span {
	start: number;
	end: number;
}

type Snippet = Pick<SearchResult, "snippet" | "highlights"> & {
	/** how much of the text was tokenized for it, in UTF-16 units or in tokens, if it has more of these */
	tokenized: number;
};

const segmenter = new Intl.Segmenter();
const isFlagLetter = /^\p{RI}$/u;
const isPlain = /^[\0-\x7f]*$/;

/** The part of a text around its first match, with the matches in it, in code points; without words its beginning. Reads no further. */
export function snippetOf(text: string, query: SearchQuery): Snippet {
	if (query.phrases.length === 0) return { ...withHighlights(text, partAround(text, 0), []), tokenized: 0 };
	const spans: Span[] = [];
	let part: Span | undefined;
	let [units, read] = [text.length, 0];
	function* beginning(): Generator<Token, void> {
		for (const token of tokenize(text)) {
			if (part && token.start >= part.end) {
				units = token.start;
				return;
			}
			read++;
			yield token;
		}
	}
	for (const { start, end } of matchesIn(beginning(), query)) {
		part ??= partAround(text, start);
		if (start >= part.start && end <= part.end) spans.push({ start, end });
	}
	return { ...withHighlights(text, part ?? partAround(text, 0), spans), tokenized: Math.max(units, read) };
}

function withHighlights(text: string, part: Span, spans: Span[]): Omit<Snippet, "tokenized"> {
	const shown = text.slice(part.start, part.end);
	const lead = part.start > 0 ? "…" : "";
	const offset = (at: number) => lead.length + codePoints(shown.slice(0, at));
	const relative = spans.map(({ start, end }) => ({ start: start - part.start, end: end - part.start }));
	return {
		snippet: lead + shown + (part.end < text.length ? "…" : ""),
		highlights: whole(shown, relative).map(({ start, end }) => ({ start: offset(start), end: offset(end) })),
	};
}

/** Widened to whole characters as people see them, in order, without overlaps. */
function whole(text: string, spans: Span[]): Span[] {
	const merged: Span[] = [];
	for (const span of (isPlain.test(text) ? spans : widened(text, spans)).toSorted((a, b) => a.start - b.start)) {
		const before = merged.at(-1);
		if (before && span.start < before.end) before.end = Math.max(before.end, span.end);
		else merged.push({ ...span });
	}
	return merged;
}

function widened(text: string, spans: Span[]): Span[] {
	const characters = segmenter.segment(text);
	return spans.map(({ start, end }) => {
		const last = characters.containing(end - 1)!;
		return { start: characters.containing(start)!.index, end: last.index + last.segment.length };
	});
}

/** A code point has at most two units. */
function partAround(text: string, at: number): Span {
	const before = Array.from(text.slice(Math.max(0, at - 2 * lead_in), at))
		.slice(-lead_in)
		.join("");
	const start = wholeCharacter(text, at - before.length);
	const after = Array.from(text.slice(start, start + 2 * longest))
		.slice(0, longest)
		.join("");
	const end = wholeCharacter(text, start + after.length);
	return { start, end: end > start ? end : start + after.length };
}

/** Where the character begins that a position is inside. */
function wholeCharacter(text: string, at: number): number {
	const from = flagsFrom(text, Math.max(0, at - longest_character));
	const inside = segmenter.segment(text.slice(from, at + 2)).containing(at - from);
	return inside ? from + inside.index : at;
}

/** In a row of flags, which are two letters of two units each, the beginning of one. */
function flagsFrom(text: string, at: number): number {
	let first = at;
	while (isFlagLetter.test(text.slice(first - 2, first))) first -= 2;
	return at - ((at - first) % 4);
}
