/** No message is longer than this by much: what becomes longer is pasted as plain text. */
const longest_markdown = 40_000;
const longest_html = 60_000;
const most_tags = 3_000;
const most_levels = 20;
/** A sheet with one long row would have as many cells in every other row. */
export const most_cells = 4_000;

/** What has no end of its own, or ends where the next one begins. */
const flat =
	/^(?:area|base|br|col|dd|dt|embed|hr|img|input|li|link|meta|option|p|param|rp|rt|source|tbody|td|tfoot|th|thead|tr|wbr)$/;

/** What is in the page, without its head: that of Word has a hundred styles. */
export const bodyOf = (html: string): string => html.slice(Math.max(0, html.search(/<body[\s>]/i)));

/** Whether HTML is short and flat enough to be read at once. It is counted as it stands: to parse it may take seconds. */
export function isReadable(html: string): boolean {
	if (html.length > longest_html) return false;
	const open = new Map<string, number>();
	let [tags, levels] = [0, 0];
	for (const [, end, tag = ""] of html.matchAll(/<(\/?)([a-z][^\s/<>]*)/gi)) {
		const name = tag.toLowerCase();
		const count = open.get(name) ?? 0;
		if (!end && ++tags > most_tags) return false;
		// the end of what is not open ends nothing
		if (flat.test(name) || (end && count === 0)) continue;
		levels += end ? -1 : 1;
		if (levels > most_levels) return false;
		open.set(name, count + (end ? -1 : 1));
	}
	return true;
}

/** Stops what becomes longer than it may be: each step may make it so. */
export function checkLength(length: number): void {
	if (length > longest_markdown) throw new RangeError("this is too long");
}

/** A text that is not too long. */
export function bounded(text: string): string {
	checkLength(text.length);
	return text;
}
