const number = (text: string) =>
	`<text x="44" y="53" fill="#fff" font-family="sans-serif" font-size="${text.length > 1 ? 24 : 28}" font-weight="700" text-anchor="middle">${text}</text>`;

/**
 * An SVG drawing on a 64 × 64 grid with a red badge in its lower right corner, as a URL: a number up to nine, or a dot for
 * none. It has an edge in white, for it is seen on tabs of any colour.
 */
export function withBadge(drawing: string, count: number): string {
	const radius = count > 0 ? 20 : 14;
	const place = 62 - radius;
	const disc = `<circle cx="${place}" cy="${place}" r="${radius}" fill="#d3132f" stroke="#fff" stroke-width="4"/>`;
	const badge = count > 0 ? disc + number(count > 9 ? "9+" : String(count)) : disc;
	return `data:image/svg+xml,${encodeURIComponent(drawing.replace("</svg>", `${badge}</svg>`))}`;
}
