import { isGroupWord, type Message, type User } from "@clickclack/sdk";
import DOMPurify from "dompurify";
import { markup } from "./markup.ts";

/** The people who can be mentioned, by handle. */
export type Handles = ReadonlyMap<string, User>;

const tags =
	"a blockquote br code del em h1 h2 h3 h4 h5 h6 hr li mark ol p pre span strong table tbody td th thead tr ul".split(
		" ",
	);
const attributes = ["href", "class", "start", "value", "align", "role", "aria-label"];
const classes = /^(?:language-[\w+#.-]+|paren|task|typed|channel|check|check done)$/;
const schemes = /^(?:https?:|mailto:|tel:)/i;

export const purify = DOMPurify(window);
purify.addHook("afterSanitizeAttributes", (element) => {
	if (element.tagName === "A") openOutside(element as HTMLAnchorElement);
	if (!classes.test(element.className)) element.removeAttribute("class");
	const direction = directionOf(element);
	if (direction) element.setAttribute("dir", direction);
});

const blocks = /^(?:P|LI|H[1-6]|T[DH])$/;
const right_to_left = /^[^\p{L}]*[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/u;

/** Each block has its own; names, addresses and code keep theirs inside any other, and do not tell that of their block. */
function directionOf({ tagName, textContent, attributes }: Element): string | undefined {
	if (tagName === "BLOCKQUOTE") return right_to_left.test(textContent) ? "rtl" : "ltr";
	if (tagName === "MARK") return "ltr";
	if (tagName === "A") return attributes.getNamedItem("href")?.value.endsWith(textContent) ? "ltr" : "auto";
	return blocks.test(tagName) || tagName === "CODE" ? "auto" : undefined;
}

/** Pages of other sites open in a new tab, and learn neither this page's address nor get access to it. */
function openOutside(link: HTMLAnchorElement): void {
	if (link.origin === location.origin && link.pathname.startsWith("/app/")) return;
	link.target = "_blank";
	link.rel = "noopener noreferrer nofollow";
}

/** As trusted HTML: in browsers that know trusted types, the content security policy lets in no other. */
const sanitize = (html: string) =>
	purify.sanitize(html, {
		ALLOWED_TAGS: tags,
		ALLOWED_ATTR: attributes,
		ADD_URI_SAFE_ATTR: ["start", "value", "align", "role", "aria-label"],
		ALLOWED_URI_REGEXP: schemes,
		ALLOW_DATA_ATTR: false,
		RETURN_TRUSTED_TYPE: true,
	});
type SafeHtml = ReturnType<typeof sanitize>;

const known = new WeakMap<Handles, Map<string, SafeHtml>>();
const max_known = 2_000;

/** Whom the server found in a text; undefined before it has read it: then whoever has a handle is taken to be meant. */
export type Mentioned = string[] | undefined;

/** Several together are one more. */
export const mentionedIn = ({ mentioned_user_ids, group_mention }: Message): Mentioned =>
	group_mention ? [...mentioned_user_ids, everybody] : mentioned_user_ids;
const everybody = "*";

/** Safe HTML of a message: no scripts, no styles, nothing loaded from other sites. Cached while `handles` is the same. */
export function render(body: string, handles: Handles, mentioned: Mentioned): SafeHtml {
	const cache = known.get(handles) ?? new Map<string, SafeHtml>();
	known.set(handles, cache);
	const key = `${mentioned ? mentioned.join() : "unknown"}\n${body}`;
	const before = cache.get(key);
	if (before !== undefined) return before;
	if (cache.size >= max_known) cache.clear();
	const html = sanitize(
		markup(body, {
			has: (handle) => isMentioned(isGroupWord(handle) ? everybody : handles.get(handle)?.id, mentioned),
		}),
	);
	cache.set(key, html);
	return html;
}

/** People can change their handle: one that stands in an old message may be somebody else's by now. */
const isMentioned = (holder: string | undefined, mentioned: Mentioned): boolean =>
	holder !== undefined && (mentioned?.includes(holder) ?? true);
