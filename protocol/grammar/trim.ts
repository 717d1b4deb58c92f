const spaces = /[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;

/**
 * Trims what Unicode calls white space, as existing servers of this contract do. JavaScript's `trim` also removes U+FEFF,
 * and not U+0085. A regular expression would scan each inner run of spaces again and again.
 */
export function trim(text: string): string {
	let [start, end] = [0, text.length];
	while (start < end && spaces.test(text[start]!)) start++;
	while (end > start && spaces.test(text[end - 1]!)) end--;
	return text.slice(start, end);
}

/** Fewer columns before a line that stands alone say nothing. */
const least_indent = 4;

/** A message as it is kept: its first line keeps its indentation, since that makes it code, or fits the lines below. */
export function trimBody(body: string): string {
	const text = trim(body);
	const before = body.slice(0, body.indexOf(text));
	const indent = before.slice(Math.max(before.lastIndexOf("\n"), before.lastIndexOf("\r")) + 1);
	const columns = Array.from(indent).reduce((sum, blank) => sum + (blank === "\t" ? 4 - (sum % 4) : 1), 0);
	return text !== "" && (columns >= least_indent || /[\r\n]/.test(text)) ? indent + text : text;
}
