import DOMPurify from "dompurify";
import { inlineOf } from "./html-inline.ts";
import { bodyOf, bounded, isReadable, most_cells } from "./html-limits.ts";
import { isHidden, lookIn, runsOf, type Look, type Run } from "./html-runs.ts";
import { ticksFor } from "./ticks.ts";

/** Lines that belong together, and how many ends of lines are between them and others. */
interface Block {
	text: string;
	gap: 1 | 2;
}

const blockTags =
	"p div section article main header footer aside nav address figure figcaption dl dt dd h1 h2 h3 h4 h5 h6 ul ol li blockquote pre table caption tbody thead tfoot tr td th hr form fieldset details summary";
const blocks = blockTags.replaceAll(" ", ",");
const inlineTags = "a b strong i em cite dfn s del strike code kbd samp tt span br img input font u mark sub sup small";
const allowed = {
	ALLOWED_TAGS: `${blockTags} ${inlineTags}`.split(" "),
	ALLOWED_ATTR: ["href", "data-style", "alt", "start", "type", "checked", "class"],
	ALLOWED_URI_REGEXP: /^(?:https?:|mailto:|tel:)/i,
	ADD_URI_SAFE_ATTR: ["data-style", "alt", "start", "type", "checked"],
	RETURN_DOM: true as const,
};

/** The page's own policy forbids styles and handlers, and browsers complain of each that they read. */
const withoutStyles = (html: string): string =>
	html
		.replace(/<style[\s>](?:[^]*?<\/style\s*>|[^]*$)/gi, "")
		.replace(/<[a-z][^<>]*>/gi, (tag) => tag.replace(/([\s"'/])(style|on\w+)\s*=/gi, "$1data-$2="));

/** What is formatted in HTML, as Markdown; undefined when nothing is, or too much. Nothing in it runs or is loaded. */
export function markdownOf(html: string): string | undefined {
	const body = withoutStyles(bodyOf(html));
	if (!isReadable(body)) return undefined;
	const page = DOMPurify.sanitize(body, allowed) as HTMLElement;
	const bare = (text: string) => text.replace(/[\s\\]/g, "");
	try {
		const text = joined(blocksIn(page, {}));
		return bare(text) === bare(page.textContent) ? undefined : text;
	} catch (error) {
		if (error instanceof RangeError) return undefined;
		throw error;
	}
}

const joined = (all: Block[]): string =>
	bounded(
		all
			.map(({ text, gap }, at) => text + "\n".repeat(at + 1 < all.length ? Math.max(gap, all[at + 1]!.gap) : 0))
			.join(""),
	);

const inline = (runs: Run[]): Block[] => {
	const text = inlineOf(runs);
	return text ? [{ text, gap: 1 }] : [];
};

function blocksIn(element: Element, look: Look): Block[] {
	const made: Block[] = [];
	let runs: Run[] = [];
	for (const child of element.childNodes) {
		const isBlock = child instanceof Element && (child.matches(blocks) || child.querySelector(blocks));
		if (!isBlock) runs.push(...runsOf(child, look));
		else if (!isHidden(child)) {
			made.push(...inline(runs), ...blocksOf(child, look));
			runs = [];
		}
	}
	return [...made, ...inline(runs)];
}

/** What an element becomes; others are only what is in them. */
function blocksOf(element: Element, outer: Look): Block[] {
	const look = lookIn(element, outer);
	const one = (text: string): Block[] => (text ? [{ text: bounded(text), gap: 2 }] : []);
	const inside = () => joined(blocksIn(element, look));
	const { tagName } = element;
	if (/^H[1-6]$/.test(tagName)) {
		// it is bold in any case
		const runs = runsOf(element, look).map(({ text, look: { bold: _, ...rest } }) => ({ text, look: rest }));
		const title = inlineOf(runs).replaceAll("\n", " ");
		return one(title && `${"#".repeat(Number(tagName[1]))} ${title}`);
	}
	if (tagName === "P") return itemOfWord(element, look) ?? one(inside());
	if (tagName === "BLOCKQUOTE") return one(inside().replace(/^/gm, "> "));
	if (tagName === "UL" || tagName === "OL") return one(listOf(element, look));
	if (tagName === "PRE") return one(fenceOf(element));
	if (tagName === "HR") return one("---");
	if (element instanceof HTMLTableElement) return tableOf(element, look);
	return blocksIn(element, look);
}

/** The lines after the first stand under its text. */
const item = (marker: string, text: string): string => marker + text.replaceAll("\n", `\n${" ".repeat(marker.length)}`);

function listOf(list: Element, look: Look): string {
	let number = Number(/^\d{1,6}$/.exec(list.getAttribute("start") ?? "") ?? 1);
	const lines: string[] = [];
	for (const child of list.children) {
		// a list in a list belongs to the item before it
		if (child.tagName !== "LI") lines.push(item("  ", joined(blocksOf(child, look))));
		else {
			const box = child.querySelector("input[type=checkbox]");
			const task = box?.closest("li") === child ? (box.hasAttribute("checked") ? "[x] " : "[ ] ") : "";
			const text = blocksIn(child, lookIn(child, look)).map(({ text }) => text);
			lines.push(item(list.tagName === "OL" ? `${number++}. ` : "- ", task + text.join("\n")));
		}
	}
	return lines.filter((line) => line.trim()).join("\n");
}

/** Word has no lists: their items are paragraphs with a sign in front. */
function itemOfWord(element: Element, look: Look): Block[] | undefined {
	const [, level] = /mso-list:[^;]*level(\d)/i.exec(element.getAttribute("data-style") ?? "") ?? [];
	if (!level) return undefined;
	const sign = [...element.querySelectorAll("[data-style]")].find(isHidden)?.textContent ?? "";
	const [number] = /\d+(?=[.)])/.exec(sign) ?? [];
	const text = inlineOf(runsOf(element, look)).replaceAll("\n", " ");
	return [{ text: `${"  ".repeat(Number(level) - 1)}${number ? `${number}.` : "-"} ${text}`, gap: 1 }];
}

function fenceOf(pre: Element): string {
	for (const br of pre.querySelectorAll("br")) br.replaceWith("\n");
	const code = pre.textContent.replace(/^\n/, "").trimEnd();
	const ticks = ticksFor(code, 3);
	const named = `${pre.className} ${pre.querySelector("code")?.className ?? ""}`;
	const [, language = ""] = /language-([\w+#-]+)/.exec(named) ?? [];
	return code && `${ticks}${language}\n${code}\n${ticks}`;
}

/** A table with one column, or with tables in it, is there for the look of a page. */
function tableOf(table: HTMLTableElement, look: Look): Block[] {
	const rows = [...table.rows].map((row) => [...row.cells]);
	const columns = Math.max(0, ...rows.map((cells) => cells.length));
	if (columns * rows.length > most_cells) throw new RangeError("this table is too large");
	if (columns < 2 || table.querySelector("table")) return blocksIn(table, look);
	const textOf = (cell: Element | undefined) =>
		cell
			? joined(blocksIn(cell, lookIn(cell, look)))
					.replace(/\n+/g, " ")
					.replaceAll("|", "\\|")
			: "";
	const lineOf = (cells: string[]) => `| ${cells.join(" | ")} |`;
	const lines = rows.map((cells) => lineOf(Array.from({ length: columns }, (_, at) => textOf(cells[at]))));
	const under = lineOf(Array.from({ length: columns }, () => "---"));
	return [{ text: [lines[0], under, ...lines.slice(1)].join("\n"), gap: 2 }];
}
