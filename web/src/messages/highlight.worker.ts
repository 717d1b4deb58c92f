import hljs from "highlight.js/lib/common";
import type { Answer, Question, Span } from "./highlighter.ts";

/** The kinds of words that have a colour of their own, by the class that highlight.js gives them. */
const kinds = new Map<string, Span["kind"]>([
	["comment", "comment"],
	["quote", "comment"],
	["meta", "comment"],
	["keyword", "keyword"],
	["literal", "keyword"],
	["selector-tag", "keyword"],
	["deletion", "keyword"],
	["name", "keyword"],
	["tag", "keyword"],
	["string", "string"],
	["regexp", "string"],
	["addition", "string"],
	["number", "number"],
	["symbol", "number"],
	["bullet", "number"],
	["title", "title"],
	["section", "title"],
	["attr", "title"],
	["attribute", "title"],
	["property", "title"],
	["type", "type"],
	["built_in", "type"],
	["variable", "type"],
	["template-variable", "type"],
]);

const entities: Record<string, string> = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#x27;": "'" };
const unescape = (html: string) => html.replace(/&(?:amp|lt|gt|quot|#x27);/g, (entity) => entities[entity]!);

/** A page of more pieces would be slow to draw: such a text stays without colours. */
const max_spans = 3_000;

/** highlight.js answers with HTML: only text in nested spans. What is sent on is text, so that no HTML has to be trusted. */
function spansOf(html: string): Span[] {
	const open: Span["kind"][] = [];
	const spans: Span[] = [];
	const add = (text: string, kind: Span["kind"]) => {
		const last = spans.at(-1);
		if (last && last.kind === kind) last.text += text;
		else spans.push({ text, kind });
	};
	for (const [piece, name] of html.matchAll(/<span class="hljs-([\w-]+)[^>]*>|<[^>]+>|[^<]+/g)) {
		if (piece === "</span>") open.pop();
		else if (piece.startsWith("<")) open.push(kinds.get(name ?? "") ?? open.at(-1));
		else add(unescape(piece), open.at(-1));
	}
	return spans.length > max_spans ? [] : spans;
}

addEventListener("message", ({ data: { id, code, language } }: MessageEvent<Question>) => {
	const isKnown = hljs.getLanguage(language) !== undefined;
	const spans = isKnown ? spansOf(hljs.highlight(code, { language, ignoreIllegals: true }).value) : [];
	postMessage({ id, spans } satisfies Answer);
});
