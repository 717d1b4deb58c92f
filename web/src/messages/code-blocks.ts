import { partFailed } from "../part-failed.ts";
import * as strings from "../strings/messages.ts";
import { later } from "./actions.ts";

/** A longer block is folded; a line of many letters wraps, and counts for as many as it becomes. */
const max_lines = 20;
const letters_per_line = 100;
const max_unfolded = 200;
/** Rows are drawn anew when they are scrolled to: what was unfolded stays so. */
const unfolded = new Set<string>();

const button = (className: string, text: string, onclick: () => void): HTMLButtonElement =>
	Object.assign(document.createElement("button"), { type: "button", className, textContent: text, onclick });

/** Gives the blocks of code in a text a line with their language and Copy, colours, and folds the long ones. */
export function decorateCode(body: HTMLElement): void {
	for (const block of body.querySelectorAll<HTMLElement>("pre:not(:has(> .code-head))")) {
		const code = block.querySelector("code");
		if (!code) continue;
		const text = code.textContent;
		const language = /language-([\w+#.-]+)/.exec(code.className)?.[1];
		block.prepend(head(text, language));
		fold(block, text);
		if (language) void colour(code, text, language);
	}
}

function head(text: string, language = ""): HTMLElement {
	const line = Object.assign(document.createElement("div"), { className: "code-head" });
	const name = Object.assign(document.createElement("span"), { textContent: language, className: "truncate" });
	const copyButton = button(
		"copy",
		strings.copy,
		() => void later().then(({ copy }) => copy(text, strings.codeCopied), partFailed),
	);
	copyButton.ariaLabel = strings.copyCode;
	line.append(name, copyButton);
	return line;
}

function fold(block: HTMLElement, text: string): void {
	const lines = text.trimEnd().split("\n");
	const drawn = lines.reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / letters_per_line)), 0);
	if (drawn <= max_lines) return;
	const all = lines.length > max_lines ? strings.showAllLines(lines.length) : strings.showAll;
	const more = button("more", "", () => {
		if (!unfolded.delete(text)) keepUnfolded(text);
		show();
	});
	const show = () => {
		const isFolded = !unfolded.has(text);
		block.classList.toggle("folded", isFolded);
		more.textContent = isFolded ? all : strings.showLess;
		more.ariaExpanded = String(!isFolded);
	};
	show();
	block.append(more);
}

function keepUnfolded(text: string): void {
	if (unfolded.size >= max_unfolded) unfolded.clear();
	unfolded.add(text);
}

/** Loaded with the first block that has a language. Only colours change, so no line moves. */
async function colour(code: HTMLElement, text: string, language: string): Promise<void> {
	const spans = await import("./highlighter.ts").then(({ highlight }) => highlight(text, language)).catch(() => []);
	if (spans.length === 0) return;
	code.replaceChildren(
		...spans.map(({ text: piece, kind }) =>
			kind
				? Object.assign(document.createElement("span"), { textContent: piece, className: `code-${kind}` })
				: document.createTextNode(piece),
		),
	);
}
