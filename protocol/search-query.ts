import { type OperatorName, isOperator, operators } from "./search-operators.ts";

/** An operator with its value, as it was asked for. */
export interface SearchFilter {
	name: OperatorName;
	/** in its one form */
	value: string;
	/** `-from:ada`: what it does not find */
	isNegated: boolean;
}

export interface ParsedSearch {
	filters: SearchFilter[];
	/** all the rest, as it was written: a blank at the end ends the last word */
	words: string;
}

/** A quotation in the marks of any script, to its end or that of the query. Behind a letter `"` is a part of the word: `צה"ל`. */
export const quotation =
	/(?:(?<![\p{L}\p{N}\p{M}])["＂]|[“”„‟«»‹›「『《〝])([^"＂“”„‟«»‹›「『《〝」』》〟]*)(?:["＂“”„‟«»‹›」』》〟]|$)/gu;
/** What has blanks around it, and those behind it. */
const piece = /(\S+)\s*/gu;
const form = /^(-?)([a-z]+)[:：](.+)$/iu;

/** @param text without blanks @returns undefined for everything that is no operator with a value of it */
export function filterOf(text: string): SearchFilter | undefined {
	const [, sign, written = "", given = ""] = form.exec(text) ?? [];
	const name = written.toLowerCase();
	const value = isOperator(name) ? operators[name].read(given) : undefined;
	return isOperator(name) && value !== undefined ? { name, value, isNegated: sign === "-" } : undefined;
}

/** Takes the operators out of a search. In quotation marks there are none. */
export function parseSearch(q: string): ParsedSearch {
	const quotations = Array.from(q.matchAll(quotation), ({ 0: { length }, index }) => [index, index + length] as const);
	const parsed: ParsedSearch = { filters: [], words: "" };
	for (const { 0: all, 1: text = "", index } of q.matchAll(piece)) {
		const isQuoted = quotations.some(([start, end]) => start < index + text.length && end > index);
		const filter = isQuoted ? undefined : filterOf(text);
		if (filter) parsed.filters.push(filter);
		else parsed.words += all;
	}
	return parsed;
}

export const printFilter = ({ name, value, isNegated }: SearchFilter): string =>
	`${isNegated ? "-" : ""}${name}:${value}`;

/** What `parseSearch` makes the same of again. */
export const printSearch = ({ filters, words }: ParsedSearch): string =>
	[...filters.map(printFilter), ...(words === "" ? [] : [words])].join(" ");
