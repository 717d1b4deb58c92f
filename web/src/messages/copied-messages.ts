import { edits } from "../state/edits.svelte.ts";
import { clock } from "../ui/time.ts";
import { wholeDay } from "./days.ts";
import { markdownOf } from "./drawn-markdown.ts";
import { richText } from "./rich-text.ts";
import { allOf, contentOf, within } from "./selected-text.ts";
import { shownIn } from "./shown.ts";

/** What is selected of one message. */
interface Piece {
	article: HTMLElement;
	/** a copy of the elements */
	content: HTMLElement;
	author: string;
	time: string;
	/** as it was typed where all of it is selected; a part of one block of code as it is */
	text: string;
}

/** Selected messages are copied as Markdown and as rich text, without the buttons and other words of the app around them. */
function copySelected(event: ClipboardEvent): void {
	const range = selectedRange();
	if (!range || event.defaultPrevented || !event.clipboardData || isTyped(event.target)) return;
	const pieces = [...document.querySelectorAll<HTMLElement>("article[data-key]")]
		.filter((article) => range.intersectsNode(article))
		.flatMap((article) => pieceOf(article, range) ?? []);
	if (!pieces[0]) return;
	const { text, rich } = isAlone(pieces, range) ? alone(pieces[0], range) : conversation(pieces);
	event.preventDefault();
	event.clipboardData.setData("text/plain", text);
	// our own composer takes this, which nothing has to be made of
	event.clipboardData.setData("text/markdown", text);
	event.clipboardData.setData("text/html", rich.innerHTML);
}

const isTyped = (target: EventTarget | null): boolean => target instanceof Element && target.matches("input, textarea");

/** Firefox leaves out what cannot be selected, which makes several ranges. */
function selectedRange(): Range | undefined {
	const selection = getSelection();
	if (!selection || selection.isCollapsed) return undefined;
	const range = selection.getRangeAt(0).cloneRange();
	const { endContainer, endOffset } = selection.getRangeAt(selection.rangeCount - 1);
	range.setEnd(endContainer, endOffset);
	return range;
}

function pieceOf(article: HTMLElement, range: Range): Piece | undefined {
	const body = article.querySelector<HTMLElement>(".body");
	if (!body) return undefined;
	const content = contentOf(body, within(range, body));
	if (!content.textContent.trim()) return undefined;
	const shown = shownIn.get(article);
	const message = shown ? shown.message : undefined;
	const isWhole = content.textContent.trim() === contentOf(body, allOf(body)).textContent.trim();
	return {
		article,
		content,
		author: message?.author.display_name ?? article.querySelector(".name")?.textContent ?? "",
		time: article.querySelector("time")!.dateTime,
		text: message && isWhole ? edits.bodyOf(message) : markdownOf(content),
	};
}

/** One message, and not its author: then neither is copied. */
function isAlone({ length, 0: piece }: Piece[], range: Range): boolean {
	const name = piece?.article.querySelector(".name");
	return length === 1 && (!name || !within(range, name).toString());
}

interface Copied {
	text: string;
	rich: HTMLElement;
}

function alone({ article, content, text }: Piece, range: Range): Copied {
	const all = content.textContent.trim();
	const codes = [...article.querySelectorAll(".body code")].map((code) => within(range, code).toString());
	return { text: codes.find((code) => code.trim() === all) ?? text, rich: richText(content) };
}

/** With the authors and times, and with the days if there are several. */
function conversation(pieces: Piece[]): Copied {
	const days = new Set(pieces.map(({ time }) => wholeDay(time)));
	const texts: string[] = [];
	const rich = document.createElement("div");
	for (const [at, { article, content, author, time, text }] of pieces.entries()) {
		const day = wholeDay(time);
		if (days.size > 1 && (at === 0 || day !== wholeDay(pieces[at - 1]!.time))) {
			texts.push(day);
			rich.append(paragraph(day));
		}
		const isHeaded = at === 0 || !article.matches(".grouped");
		if (isHeaded) rich.append(paragraph(strong(author), ` ${clock(time)}`));
		texts.push(isHeaded ? `${author}  ${clock(time)}\n${text}` : text);
		rich.append(...richText(content).childNodes);
	}
	return { text: texts.join("\n\n"), rich };
}

const strong = (text: string) => Object.assign(document.createElement("strong"), { textContent: text });

function paragraph(...contents: (Node | string)[]): HTMLElement {
	const made = document.createElement("p");
	made.append(...contents);
	return made;
}

document.addEventListener("copy", copySelected);
