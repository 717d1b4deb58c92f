/*
 * The time to parse some texts grows with the square of their length. A text beyond these limits was made by a machine, or
 * to be slow, and is shown as it was typed. What is in code, links and addresses is not counted: they are cheap.
 */
const max_marks = 2_000;
const max_lines = 1_500;
const max_nodes = 3_000;
const marks = /[*_~`[\]<>|&:@\\]/g;
const runs = /(?<!\S)\S{300,}|(?<![^\S\n])[^\S\n]{300,}/g;
const max_runs = 4_000_000;
/** Where an item of a list begins, or continues after an empty line. */
const items = /\n[^\S\n]*\n|\n(?=[> \t]*(?:[-+*]|\d{1,9}[.)])(?:[ \t\n]|$))/;
const item = /^(?:[ \t]{2}|[> \t]*(?:[-+*]|\d{1,9}[.)])\s)/;
const max_items = 5_000_000;
/** A browser lays out a thousand in a fifth of a second. */
const max_listed = 300;
const marker = /(?<![^\n])[> \t]*(?:[-+*]|\d{1,9}[.)])(?=[ \t\n])/g;
const deep = /^(?:[ \t]*(?:>|[-+*]|\d{1,9}[.)])){20}|^[ \t]{40,}(?:[-+*>]|\d)/m;

const count = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0;
const sum = (texts: string[], of: (text: string) => number) => texts.reduce((all, text) => all + of(text), 0);

/** @param text with characters that stand for its tokens */
export function isReadable(text: string): boolean {
	if (count(text, marks) > max_marks || count(text, /\n/g) > max_lines) return false;
	if (count(text, marker) > max_listed) return false;
	const squares = sum(text.match(runs) ?? [], (run) => run.length ** 2);
	// each line of an item is parsed together with all lines after it
	const listed = text.split(items).filter((one) => item.test(one));
	const lines = sum(listed, (one) => count(one, /\n/g) * one.length);
	return squares <= max_runs && lines <= max_items && !deep.test(text);
}

/** Whether a page can take so many elements at once. */
export const isSmall = (html: string): boolean => count(html, /</g) <= max_nodes;
