import { type OperatorName, operatorNames, operators, parseSearch } from "@clickclack/sdk/search-query";

/** What is typed before the caret: the name of an operator, or a value behind one. */
export interface Begun {
	/** where it begins in the words */
	start: number;
	/** what is before the name: `-` or nothing */
	sign: string;
	/** the operator that a value is typed of */
	name?: OperatorName;
	typed: string;
}

const form = /(?<!\S)(-?)(?:([a-z]+)[:：](\S*)|([a-z]*))$/iu;

/** With fewer letters, too many words look like an operator. */
const least_letters = 2;

export function begunIn(words: string, caret: number): Begun | undefined {
	const before = words.slice(0, caret);
	const found = form.exec(before);
	if (!found || isQuoted(before.slice(0, found.index))) return undefined;
	const [, sign = "", written, value = "", letters = ""] = found;
	const start = found.index;
	if (written === undefined)
		return letters.length + sign.length < least_letters ? undefined : { start, sign, typed: letters.toLowerCase() };
	const name = operatorNames.find((one) => one === written.toLowerCase());
	return name && { start, sign, name, typed: value };
}

/** Whether a quotation is open at the end. */
const isQuoted = (before: string): boolean => parseSearch(`${before}is:thread`).filters.at(-1)?.name !== "is";

/** The operators whose names begin so. */
export const namesFrom = (typed: string): OperatorName[] => operatorNames.filter((name) => name.startsWith(typed));

/** The words that an operator can have, which begin so. */
export function choicesOf(name: OperatorName, typed: string): [value: string, about: string][] {
	const { choices } = { choices: {}, ...operators[name] };
	return Object.entries<string>(choices).filter(([value]) => value.startsWith(typed.toLowerCase()));
}
