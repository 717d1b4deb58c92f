import { textOf } from "./markup/html.ts";

/** What may stand in a message; its classes, links and directions are looked at one by one. */
const elements =
	"a blockquote br code del em h1 h2 h3 h4 h5 h6 hr li mark ol p pre span strong table tbody td th thead tr ul".split(
		" ",
	);
const attributes = ["href", "class", "start", "value", "align", "role", "aria-label"];
const classes = /^(?:language-[\w+#.-]+|paren|task|typed|channel|check|check done)$/;
const schemes = /^(?:https?:|mailto:|tel:)$/;

/** Not yet among the types of all engines: https://developer.mozilla.org/docs/Web/API/Element/setHTML */
interface Native {
	setHTML?(html: string, options: { sanitizer: { elements: string[]; attributes: string[] } }): void;
}

/** A page in which nothing is loaded and nothing runs. */
const inert = document.implementation.createHTMLDocument("");
type Filter = (html: string) => Node;

/** The browser's own. */
function native(html: string): Node {
	const place: HTMLElement & Native = inert.createElement("div");
	place.setHTML!(html, { sanitizer: { elements, attributes } });
	return place;
}

/** Until there is one, texts have their lines and no other form. */
function formless(html: string): Node {
	const place = inert.createElement("div");
	const lines = Object.assign(inert.createElement("p"), { className: "typed" });
	lines.textContent = textOf(html.replace(/<br>|<\/(?:p|li|h\d|tr|pre|blockquote)>/g, "\n")).trimEnd();
	place.append(lines);
	return place;
}

let filter: Filter = (inert.body as Native).setHTML ? native : formless;

const longest_wait_ms = 2_000;

/** For browsers that have no sanitiser of their own, which came to Chromium and Firefox in 2026: a library. */
export const sanitiserIsThere = (): Promise<unknown> =>
	Promise.race([load(), new Promise((resolve) => setTimeout(resolve, longest_wait_ms))]);

async function load(): Promise<void> {
	if (filter !== formless) return;
	const { default: DOMPurify } = await import("dompurify");
	const options = { ALLOWED_TAGS: elements, ALLOWED_ATTR: attributes, ALLOW_DATA_ATTR: false };
	const ADD_URI_SAFE_ATTR = attributes.filter((name) => name !== "href");
	filter = (html) => DOMPurify.sanitize(html, { ...options, ADD_URI_SAFE_ATTR, RETURN_DOM: true });
}

/** Elements of which none runs anything or loads anything of other sites. To be used as a copy. */
export function sanitise(html: string): DocumentFragment {
	const fragment = inert.createDocumentFragment();
	fragment.append(...filter(html).childNodes);
	for (const element of fragment.querySelectorAll("*")) settle(element);
	return fragment;
}

function settle(element: Element): void {
	if (element.tagName === "A") settleLink(element as HTMLAnchorElement);
	if (!classes.test(element.className)) element.removeAttribute("class");
	const direction = directionOf(element);
	if (direction) element.setAttribute("dir", direction);
}

/** Pages of other sites open in a new tab, and learn neither this page's address nor get access to it. */
function settleLink(link: HTMLAnchorElement): void {
	const href = link.getAttribute("href") ?? "";
	const url = URL.canParse(href) ? new URL(href) : undefined;
	if (!url || !schemes.test(url.protocol)) return link.removeAttribute("href");
	if (url.origin === location.origin && url.pathname.startsWith("/app/")) return;
	link.target = "_blank";
	link.rel = "noopener noreferrer nofollow";
}

const blocks = /^(?:P|LI|H[1-6]|T[DH])$/;
const right_to_left = /^[^\p{L}]*[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/u;

/** Each block has its own; names, addresses and code keep theirs inside any other, and do not tell that of their block. */
function directionOf({ tagName, textContent, attributes }: Element): string | undefined {
	if (tagName === "BLOCKQUOTE") return right_to_left.test(textContent) ? "rtl" : "ltr";
	if (tagName === "MARK") return "ltr";
	if (tagName === "A") return attributes.getNamedItem("href")?.value.endsWith(textContent) ? "ltr" : "auto";
	return blocks.test(tagName) || tagName === "CODE" ? "auto" : undefined;
}
