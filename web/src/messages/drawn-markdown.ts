/** The Markdown that would be drawn like these elements, which were drawn from Markdown. */
export const markdownOf = (content: Node): string => blocksIn(content, "\n\n");

const blocks: Record<string, (element: HTMLElement) => string> = {
	P: inline,
	H1: (heading) => `# ${inline(heading)}`,
	H2: (heading) => `## ${inline(heading)}`,
	H3: (heading) => `### ${inline(heading)}`,
	H4: (heading) => `#### ${inline(heading)}`,
	H5: (heading) => `##### ${inline(heading)}`,
	H6: (heading) => `###### ${inline(heading)}`,
	HR: () => "---",
	PRE: fenced,
	BLOCKQUOTE: (quote) => blocksIn(quote, "\n\n").replace(/^/gm, "> "),
	UL: (list) => itemsIn(list, () => "- "),
	OL: (list) => itemsIn(list, (at) => `${(list as HTMLOListElement).start + at}. `),
	TABLE: rows,
};

/** @param gap between two blocks */
function blocksIn(content: Node, gap: string): string {
	const found: string[] = [];
	let line = "";
	for (const node of [...content.childNodes, undefined]) {
		const block = blocks[node?.nodeName ?? ""];
		if (node && !block) line += inlineOf(node);
		else {
			found.push(line.trim(), block?.(node as HTMLElement) ?? "");
			line = "";
		}
	}
	return found.filter(Boolean).join(gap);
}

function itemsIn(list: HTMLElement, markerOf: (at: number) => string): string {
	const isLoose = list.querySelector(":scope > li > p") !== null;
	const items = [...list.children].map((item, at) => {
		const marker = markerOf(at);
		return marker + blocksIn(item, isLoose ? "\n\n" : "\n").replace(/\n(?!\n|$)/g, `\n${" ".repeat(marker.length)}`);
	});
	return items.join(isLoose ? "\n\n" : "\n");
}

function fenced(block: HTMLElement): string {
	const code = block.textContent.replace(/\n$/, "");
	const [, language = ""] = /language-(\S+)/.exec(block.querySelector("code")?.className ?? "") ?? [];
	const fence = quotesAround(code, 3);
	return `${fence}${language}\n${code}\n${fence}`;
}

/** More back quotes than there are in a row in a text. */
const quotesAround = (text: string, least: number): string =>
	"`".repeat(Math.max(least, ...(text.match(/`+/g) ?? []).map(({ length }) => length + 1)));

function rows(table: HTMLElement): string {
	const lines = [...table.querySelectorAll("tr")].map((row) => [...row.children]);
	const edges = (lines[0] ?? []).map((cell) => edge[cell.getAttribute("align") ?? ""] ?? "---");
	const [head = "", ...others] = lines.map((cells) => rowOf(cells.map((cell) => inline(cell).replaceAll("|", "\\|"))));
	return [head, rowOf(edges), ...others].join("\n");
}

const edge: Record<string, string> = { left: ":--", center: ":-:", right: "--:" };
const rowOf = (cells: string[]): string => `| ${cells.join(" | ")} |`;

function inline(element: Element): string {
	return [...element.childNodes].map(inlineOf).join("");
}

function inlineOf(node: Node): string {
	if (!(node instanceof HTMLElement)) return node instanceof Text ? node.data : "";
	const text = inline(node);
	switch (node.nodeName) {
		case "BR":
			return "\n";
		case "STRONG":
			return marked(text, "**");
		case "EM":
			return marked(text, "*");
		case "DEL":
			return marked(text, "~~");
		case "CODE":
			return codeSpan(node.textContent);
		case "A":
			return linked(text, node.getAttribute("href") ?? "");
		case "MARK":
			return node.title || text;
		default:
			return node.matches(".check") ? `[${node.matches(".done") ? "x" : " "}] ` : text;
	}
}

/** Marks stand at the text, not at the blanks around it. */
const marked = (text: string, mark: string): string => text.replace(/\S(?:[^]*\S)?/, `${mark}$&${mark}`);

function codeSpan(code: string): string {
	const quotes = quotesAround(code, 1);
	const blank = /^`|`$/.test(code) ? " " : "";
	return quotes + blank + code + blank + quotes;
}

/** An address that is its own text stays one. */
function linked(text: string, address: string): string {
	const written = encodeURI(text.toWellFormed()).replaceAll("%25", "%");
	const isBare = [text, written, `http://${text}`, `http://${written}`, `mailto:${text}`].includes(address);
	// a name leads to a page of the app, which is not written
	return isBare || address.startsWith("/") ? text : `[${text}](${address})`;
}
