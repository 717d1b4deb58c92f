/// <reference types="trusted-types" />
import { Marked } from "marked";

const policy = globalThis.window.trustedTypes?.createPolicy("dompurify", { createHTML: (html) => html });

/** Text as HTML, of the kind that the page's policy takes for sanitised. */
function asHtml(text: string | number | undefined): TrustedHTML | string {
	const html = String(text ?? "");
	return policy?.createHTML(html) ?? html;
}

/** The changed components call it without an import. */
Object.assign(globalThis, { asHtml });

const marked = new Marked({ gfm: true, breaks: true });

/** In place of the app's own: what Markdown makes of the text, and the text itself as HTML. */
export function render(body: string): DocumentFragment {
	const html = asHtml(`<div>${marked.parse(body, { async: false })}</div><div>${body}</div>`);
	const template = document.createElement("template");
	Reflect.set(template, "innerHTML", html); // its type knows of strings only
	return template.content;
}

/** In place of whom a message mentions: here nobody is drawn. */
export const mentionedIn = (): string[] => [];
