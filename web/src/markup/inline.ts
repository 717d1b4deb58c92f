import { emphasisIn } from "@clickclack/sdk/grammar";
import { escape } from "./html.ts";

const line_end = / *\n(?!\s*$)/g;

function tagOf(sign: string, length: number): string {
	if (sign === "~") return "del";
	return length === 2 ? "strong" : "em";
}

/** HTML of a text without blocks, in which characters stand for tokens. */
export function drawInline(text: string): string {
	let [html, from] = ["", 0];
	for (const { at, sign, length, isEnd } of emphasisIn(text)) {
		html += `${escape(text.slice(from, at))}<${isEnd ? "/" : ""}${tagOf(sign, length)}>`;
		from = at + length;
	}
	return (html + escape(text.slice(from))).replace(line_end, "<br>");
}
