import { type SearchResult, codePoints } from "@clickclack/protocol";
import type { SearchQuery } from "./query.ts";
import { type Token, tokenize } from "./tokenizer.ts";

const lead_in = 40;
const longest = 200;

/** In UTF-16 units. */
interface Span {
	start: number;
	end: number;
}

type Snippet = Pick<SearchResult, "snippet" | "highlights"> & {
	/** how much of the body was tokenized for it */
	tokenized: number;
};

/** The part of a body around its first match, with the matches in it, in code points. Reads no further. */
export function snippetOf(body: string, query: SearchQuery): Snippet {
	const spans: Span[] = [];
	let part: Span | undefined;
	let tokenized = body.length;
	for (const word of tokenize(body)) {
		if (part && word.start >= part.end) {
			tokenized = word.start;
			break;
		}
		for (const span of matchesIn(body, word, query)) {
			part ??= partAround(body, span.start);
			if (span.end > part.end) break;
			spans.push(span);
		}
	}
	return { ...withHighlights(body, part ?? partAround(body, 0), spans), tokenized };
}

function withHighlights(body: string, { start, end }: Span, spans: Span[]): Omit<Snippet, "tokenized"> {
	const lead = start > 0 ? "…" : "";
	const offset = (at: number) => lead.length + codePoints(body.slice(start, at));
	return {
		snippet: lead + body.slice(start, end) + (end < body.length ? "…" : ""),
		highlights: spans.map((span) => ({ start: offset(span.start), end: offset(span.end) })),
	};
}

/** A code point has at most two units. */
function partAround(body: string, at: number): Span {
	const before = Array.from(body.slice(Math.max(0, at - 2 * lead_in), at))
		.slice(-lead_in)
		.join("");
	const start = at - before.length;
	const text = Array.from(body.slice(start, start + 2 * longest))
		.slice(0, longest)
		.join("");
	return { start, end: start + text.length };
}

/** Words match by stem, runs by their text; in order, without overlaps. */
export function* matchesIn(body: string, { stems, run, start, end }: Token, query: SearchQuery): Generator<Span, void> {
	if (run === undefined) {
		if (stems.some((stem) => query.stems.has(stem))) yield { start, end };
	} else if (query.anyRun)
		for (const { 0: part, index } of body.slice(start, end).matchAll(query.anyRun))
			yield { start: start + index, end: start + index + part.length };
}
