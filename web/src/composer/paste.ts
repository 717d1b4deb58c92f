import type { Attachment } from "svelte/attachments";
import { isInCode } from "./code.ts";
import { insert, type Text } from "./text.ts";

/** What is pasted, as the clipboard has it. */
export interface Pasted {
	plain: string;
	html: string;
}

export const loadPasting = () => import("./pasting.ts");

const address = /^\s*(?:https?:|mailto:|tel:|www\.)\S+\s*$/i;
/** The beginning of what a plain text would lose. */
const formatted = /<(?:a|b|strong|i|em|s|del|strike|code|pre|[uo]l|table|h[1-6]|blockquote)[\s>]|font-|mso-list/i;
const longest_html = 500_000;

/** The plain text of an editor is the code; in HTML it has colours. Browsers give what they copy styles of their own. */
function isFromEditor(html: string): boolean {
	const [first = ""] = /<(?!html|head|body|meta)[a-z][^<>]*>/i.exec(html) ?? [];
	return /^<(?:div|pre)\s.*font-family:.*mono/is.test(first.slice(0, 1_000)) && !first.includes("-webkit-");
}

/** What is more than its plain text; undefined where that is wanted, which the browser pastes by itself. */
function pastedOf(clipboard: DataTransfer, { value, start, end }: Text): Pasted | undefined {
	const [plain, html] = [clipboard.getData("text/plain"), clipboard.getData("text/html")];
	if (isInCode(value, start)) return undefined;
	const markdown = clipboard.getData("text/markdown");
	if (markdown) return { plain: markdown, html: "" };
	if (address.test(plain)) return start < end ? { plain, html: "" } : undefined;
	const isCode = clipboard.types.includes("vscode-editor-data") || isFromEditor(html);
	return isCode || html.length > longest_html || !formatted.test(html) ? undefined : { plain, html };
}

/** Makes links and Markdown of what is pasted into a field; with Shift, only the words are wanted. */
export const pasting =
	(now: () => Text, put: (text: Text) => void): Attachment<HTMLTextAreaElement> =>
	(field) => {
		let isPlain = false;
		for (const kind of ["keydown", "keyup"] as const)
			field.addEventListener(kind, ({ shiftKey, key }) => (isPlain = shiftKey && key !== "Insert"));
		field.addEventListener("paste", (event) => {
			const pasted = event.clipboardData && !isPlain ? pastedOf(event.clipboardData, now()) : undefined;
			if (!pasted) return;
			event.preventDefault();
			void loadPasting().then(
				({ paste }) => put(paste(now(), pasted)),
				() => put(insert(now(), pasted.plain)),
			);
		});
	};
