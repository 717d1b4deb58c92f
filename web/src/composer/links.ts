import { isInCode, lineEnd, lineStart } from "./code.ts";
import { insert, trimmed, type Text } from "./text.ts";

const address = /^(?:https?:\/\/|mailto:|tel:|www\.)\S+$/i;
/** Begun, too: `https://` waits for the rest. */
const begun = /^(?:https?:\/\/|mailto:|tel:|www\.)\S*$/i;
const links = /\[((?:\\.|[^[\]\\\n])*)\]\(([^()\s]*)\)/g;

/** No link is longer on both sides of a selection: to look for one takes four times as long in twice the text. */
const farthest = 2_000;

/** The link in which the selection is. */
function linkAt({ value, start, end }: Text): (Text & { words: string; address: string }) | undefined {
	const from = Math.max(lineStart(value, start), start - farthest);
	const near = value.slice(from, Math.min(lineEnd(value, start), start + farthest));
	for (const { 0: whole, 1: words = "", 2: address = "", index } of near.matchAll(links)) {
		const at = from + index;
		const isAround = start < end ? at <= start && end <= at + whole.length : at < start && end < at + whole.length;
		if (isAround) return { value, start: at, end: at + whole.length, words, address };
	}
	return undefined;
}

/** As one line; brackets among the words would end them. */
const wordsOf = (chosen: string): string =>
	chosen
		.split("\n")
		.map((line) => line.trim())
		.filter(Boolean)
		.join(" ")
		.replace(/[[\]]/g, "\\$&");

/**
 * The selection becomes a link's words, or its address if it is one; the other half is to be typed at the caret. A link
 * becomes its words again.
 */
export function wrapLink(text: Text): Text {
	const link = linkAt(text);
	if (link) return { ...insert(link, link.words.replace(/\\([[\]])/g, "$1") || link.address), start: link.start };
	const chosen = trimmed(text);
	const words = chosen.value.slice(chosen.start, chosen.end);
	const isAddress = address.test(words);
	const linked = insert(chosen, isAddress ? `[](${toTarget(words)})` : `[${wordsOf(words)}](https://)`);
	const at = isAddress ? chosen.start + 1 : linked.end - 1;
	return { ...linked, start: at, end: at };
}

/** An address that is pasted over words makes them a link; undefined where it only takes their place. */
export function pasteLink(text: Text, pasted: string): Text | undefined {
	const chosen = trimmed(text);
	const words = chosen.value.slice(chosen.start, chosen.end);
	const target = pasted.trim();
	if (words === "" || begun.test(words) || !address.test(target)) return undefined;
	if (linkAt(chosen) || isInCode(chosen.value, chosen.start)) return undefined;
	return insert(chosen, `[${wordsOf(words)}](${toTarget(target)})`);
}

/** Brackets that do not come in pairs would end the link, or not end it. */
export function toTarget(typed: string): string {
	const address = typed.replace(/^www\./i, "http://$&");
	let open = 0;
	for (const [bracket] of address.matchAll(/[()]/g)) {
		open += bracket === "(" ? 1 : -1;
		if (open < 0) break;
	}
	return open === 0 ? address : address.replaceAll("(", "%28").replaceAll(")", "%29");
}
