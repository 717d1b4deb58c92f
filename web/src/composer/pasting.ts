import { markdownOf } from "./html-blocks.ts";
import { pasteLink } from "./links.ts";
import type { Pasted } from "./paste.ts";
import { insert, type Text } from "./text.ts";

/** The text with what was pasted: words become a link to an address, HTML becomes Markdown. */
export function paste(text: Text, { plain, html }: Pasted): Text {
	const typed = (html && markdownOf(html)) || plain.replace(/\r\n?/g, "\n");
	return pasteLink(text, plain) ?? insert(text, typed);
}
