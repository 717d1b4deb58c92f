import { ChatError } from "./errors.ts";

const max_depth = 64;
const [quote, comma, backslash] = [34, 44, 92];
const [list, endOfList, object, endOfObject] = [91, 93, 123, 125];

/** How much structure a JSON text has. */
interface Extent {
	depth: number;
	/** its commas and brackets that open: at least as many as there are values in it, less one */
	values: number;
}

/**
 * Looks at the brackets and commas outside strings, so that a text can be refused before it is parsed: it takes a
 * hundred times longer to parse it when it has a hundred thousand values.
 * @param most where it stops counting values
 */
export function extentOf(text: string, most = Infinity): Extent {
	let [depth, deepest, values] = [0, 0, 0];
	for (let i = 0; i < text.length && values <= most; i++) {
		const letter = text.charCodeAt(i);
		if (letter === quote) i = endOfString(text, i);
		else if (letter === comma) values++;
		else if (letter === object || letter === list) {
			values++;
			deepest = Math.max(deepest, ++depth);
		} else if (letter === endOfObject || letter === endOfList) depth--;
	}
	return { depth: deepest, values };
}

/** The place of the quote that ends the string which begins at `start`. */
function endOfString(text: string, start: number): number {
	let end = text.indexOf('"', start + 1);
	while (end > 0 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
	return end < 0 ? text.length : end;
}

function isEscaped(text: string, place: number): boolean {
	let before = place - 1;
	while (text.charCodeAt(before) === backslash) before--;
	return (place - before) % 2 === 0;
}

/**
 * No validator has to go a million levels deep, nor a parser, where this comes before it. An act is parsed before, to
 * answer it by its number: it has few values, and so few levels.
 * @param within how deep in the text the request's body is
 * @throws ChatError invalid_json
 */
export function refuseDeep(text: string, within = 0): void {
	if (extentOf(text).depth > max_depth + within)
		throw new ChatError("invalid_json", `request body is nested too deeply (at most ${max_depth})`);
}

/** The body of a request. @throws ChatError invalid_json */
export function parseJson(text: string): unknown {
	refuseDeep(text);
	try {
		return JSON.parse(text);
	} catch {
		throw new ChatError("invalid_json", "json request body must contain a single JSON value");
	}
}
