import type { User } from "@clickclack/sdk";
import DOMPurify from "dompurify";
import { Marked, type Tokens } from "marked";

/** By handle: those who can be mentioned. */
export type Handles = ReadonlyMap<string, User>;

const tags =
	"a blockquote br code del em h1 h2 h3 h4 h5 h6 hr li mark ol p pre strong table tbody td th thead tr ul".split(" ");
const attributes = ["href", "class", "start", "align"];
const schemes = /^(?:https?:|mailto:)/i;

/*
 * Parsing some texts takes time that grows with the square of their length. What is beyond these limits was made to be slow
 * or by a machine, and is shown as it was typed. They do not count what is inside blocks of code, which cost nothing.
 */
const max_marks = 2_000;
const max_lines = 1_500;
const max_nodes = 3_000;
const marks = /[*_~`[\]<>|&:@\\]/g;
const fences = /^```[\s\S]*?(?:^```|$(?![\s\S]))/gm;
const runs = /\S{300,}/g;
const max_runs = 4_000_000;
const deep = /^(?:[ \t]*(?:>|[-+*]|\d{1,9}[.)])){20}|^[ \t]{40,}(?:[-+*>]|\d)/m;

let handles: Handles = new Map();

const marked = new Marked({
	gfm: true,
	breaks: true,
	renderer: {
		html: ({ text }: Tokens.HTML | Tokens.Tag) => escape(text),
		// A sign and not a field, which nobody could press.
		checkbox: ({ checked }: Tokens.Checkbox) => (checked ? "☑ " : "☐ "),
		listitem({ task, tokens }: Tokens.ListItem) {
			return `<li${task ? ' class="task"' : ""}>${this.parser.parse(tokens)}</li>\n`;
		},
		image: ({ href, text }: Tokens.Image) => `<a href="${escape(href)}">${escape(text || href)}</a>`,
		text(token: Tokens.Text | Tokens.Escape) {
			if ("tokens" in token && token.tokens) return this.parser.parseInline(token.tokens);
			return withMentions(token.text);
		},
	},
});

const purify = DOMPurify(window);
purify.addHook("afterSanitizeAttributes", (element) => {
	if (element.tagName === "A") openOutside(element as HTMLAnchorElement);
	if (!/^(?:language-[\w+#-]+|task)$/.test(element.className)) element.removeAttribute("class");
});

/** A page of somebody else learns nothing of ours and gets no hold on this window. */
function openOutside(link: HTMLAnchorElement): void {
	if (link.origin === location.origin && link.pathname.startsWith("/app/")) return;
	link.target = "_blank";
	link.rel = "noopener noreferrer nofollow";
}

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escape = (text: string) => text.replace(/[&<>"]/g, (letter) => entities[letter]!);

/** `@ada` is a mark if there is an Ada; an e-mail address is none. */
function withMentions(text: string): string {
	return escape(text).replace(/(?<![\w@./-])@([a-z0-9][a-z0-9_-]{1,31})/gi, (typed, handle: string) =>
		handles.has(handle.toLowerCase()) ? `<mark>${typed}</mark>` : typed,
	);
}

const known = new WeakMap<Handles, Map<string, string>>();
const max_known = 2_000;

/** Safe HTML of a message: no scripts, no styles, nothing loaded from elsewhere. Remembered for as long as `handles` is the same. */
export function render(body: string, among: Handles): string {
	const cache = known.get(among) ?? new Map<string, string>();
	known.set(among, cache);
	const before = cache.get(body);
	if (before !== undefined) return before;
	if (cache.size >= max_known) cache.clear();
	handles = among;
	const html = draw(body) ?? `<p>${escape(body).replace(/\n/g, "<br>")}</p>`;
	cache.set(body, html);
	return html;
}

const count = (text: string, sought: RegExp) => text.match(sought)?.length ?? 0;

function isReadable(body: string): boolean {
	const prose = body.replace(fences, "");
	if (count(prose, marks) > max_marks || count(prose, /\n/g) > max_lines) return false;
	const squares = (prose.match(runs) ?? []).reduce((sum, run) => sum + run.length ** 2, 0);
	return squares <= max_runs && !deep.test(prose);
}

/** Undefined when it would take too long. */
function draw(body: string): string | undefined {
	const html = isReadable(body) ? marked.parse(body, { async: false }) : "";
	if (html === "" || count(html, /</g) > max_nodes) return undefined;
	return purify.sanitize(html, {
		ALLOWED_TAGS: tags,
		ALLOWED_ATTR: attributes,
		ADD_URI_SAFE_ATTR: ["start", "align"],
		ALLOWED_URI_REGEXP: schemes,
		ALLOW_DATA_ATTR: false,
	});
}
