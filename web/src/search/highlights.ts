import type { SearchResult } from "@clickclack/sdk";
import { handlesOf, inlineTokens } from "@clickclack/sdk/grammar";

interface Piece {
	text: string;
	isHit: boolean;
}

/** What is shown in place of a mention. */
interface Name {
	start: number;
	end: number;
	text: string;
}

/**
 * A snippet cut where its highlights begin and end, whose positions count code points. Mentions show names, as everywhere;
 * one of which a part was found is highlighted as a whole.
 * @param nameOf of whoever has a handle
 */
export function highlights(
	{ snippet, highlights: ranges }: Pick<SearchResult, "snippet" | "highlights">,
	nameOf: (handle: string) => string | undefined,
): Piece[] {
	const points = Array.from(snippet);
	const names = namesIn(snippet, nameOf);
	const isFound = (start: number, end: number) => ranges.some((range) => range.start < end && range.end > start);
	const edges = [...ranges, ...names].flatMap(({ start, end }) => [start, end]);
	const places = [...new Set([0, ...edges, points.length])].toSorted((a, b) => a - b);
	const pieces: Piece[] = [];
	let next = 0;
	for (const [i, start] of places.entries()) {
		const name = names.find((one) => one.start === start);
		const end = name?.end ?? places[i + 1] ?? start;
		if (start < next || end === start) continue;
		pieces.push({ text: name?.text ?? points.slice(start, end).join(""), isHit: isFound(start, end) });
		next = end;
	}
	return pieces;
}

function namesIn(snippet: string, nameOf: (handle: string) => string | undefined): Name[] {
	const place = (at: number) => Array.from(snippet.slice(0, at)).length;
	return inlineTokens(snippet).flatMap((token) => {
		const handle = token.kind === "mention" ? handlesOf(token.handle).find(nameOf) : undefined;
		if (handle === undefined) return [];
		const start = place(token.start);
		return [{ start, end: start + handle.length + 1, text: `@${nameOf(handle)!}` }];
	});
}
