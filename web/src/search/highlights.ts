import type { SearchResult } from "@clickclack/sdk";

interface Piece {
	text: string;
	isHit: boolean;
}

/** A snippet cut where its highlights begin and end. Their positions count code points. */
export function highlights({ snippet, highlights: ranges }: Pick<SearchResult, "snippet" | "highlights">): Piece[] {
	const points = Array.from(snippet);
	const pieces: Piece[] = [];
	let at = 0;
	for (const { start, end } of ranges) {
		pieces.push({ text: points.slice(at, start).join(""), isHit: false });
		pieces.push({ text: points.slice(start, end).join(""), isHit: true });
		at = end;
	}
	pieces.push({ text: points.slice(at).join(""), isHit: false });
	return pieces.filter(({ text }) => text);
}
