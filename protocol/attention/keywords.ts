/* No dependency on a library, so that the app can import it. */
import { folded } from "../folding.ts";
import { characterAt, characterBefore, isWordy } from "../grammar/scripts.ts";
import { tokensOf } from "../grammar/tokens.ts";

const unread = /^(?:code|codeBlock|address|email)$/;

/** Without code and addresses. */
function wordsIn(body: string): string {
	let [text, from] = ["", 0];
	for (const { kind, start, end } of tokensOf(body)) {
		if (!unread.test(kind)) continue;
		text += `${body.slice(from, start)}\n`;
		from = end;
	}
	return text + body.slice(from);
}

/** What is folded at once is cut when it is long. */
const longest = 1_000;
const foldedText = (text: string): string =>
	text
		.split("\n")
		.map((line) => (line.length > longest ? line.split(" ").map(folded).join(" ") : folded(line)))
		.join("\n");

const isMark = (character: string): boolean => /^\p{M}$/u.test(character);

/** Whether no word goes on at this place. */
const isBetween = (text: string, at: number): boolean => {
	const next = characterAt(text, at);
	return !isMark(next) && !(isWordy(characterBefore(text, at)) && isWordy(next));
};

function isIn(text: string, word: string): boolean {
	for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1))
		if (isBetween(text, at) && isBetween(text, at + word.length)) return true;
	return false;
}

/** Whether a text has one of these words in it: whole, in any case, with or without accents. */
export function hasKeyword(body: string, keywords: string[]): boolean {
	const words = keywords.map(folded).filter(Boolean);
	if (words.length === 0) return false;
	const text = foldedText(wordsIn(body));
	return words.some((word) => isIn(text, word));
}
