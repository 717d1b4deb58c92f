import GithubSlugger from "github-slugger";
import hljs from "highlight.js/lib/common";
import { Marked, type RendererObject, type Tokens } from "marked";
import { escapeHtml } from "./html.ts";
import { pictureTarget, target } from "./links.ts";

export interface Heading {
	id: string;
	depth: number;
	/** HTML */
	html: string;
}

/** A part of a page that search finds: from one heading to the next. */
export interface Section {
	id: string;
	title: string;
	text: string;
}

export interface Rendered {
	title: string;
	/** the first paragraph, as text */
	description: string;
	html: string;
	/** below the title */
	headings: Heading[];
	sections: Section[];
}

const decode = (html: string): string =>
	html
		.replace(/<[^>]+>/g, " ")
		.replace(/&(lt|gt|quot|amp|#39);/g, (_, name: string) => ({ lt: "<", gt: ">", quot: '"', "#39": "'" })[name] ?? "&")
		.replace(/\s+/g, " ")
		.trim();

function code({ text, lang = "" }: Tokens.Code): string {
	const language = lang.split(" ")[0]!;
	const html = hljs.getLanguage(language) ? hljs.highlight(text, { language }).value : escapeHtml(text);
	// it scrolls where the page is narrow, so the keyboard has to reach it
	return `<pre tabindex="0"><code>${html}</code></pre>\n`;
}

/** Draws what differs from plain Markdown. Collects the headings on the way. */
function rendererFor(file: string, paths: ReadonlyMap<string, string>, headings: Heading[]): RendererObject {
	const slugger = new GithubSlugger();
	return {
		code,
		heading({ tokens, depth }) {
			const html = this.parser.parseInline(tokens);
			// as GitHub makes them, so that a link with an anchor works there and here
			const id = slugger.slug(decode(html));
			headings.push({ id, depth, html });
			const anchor = `<a class="anchor" href="#${id}" aria-label="Link to this section"></a>`;
			return `<h${depth} id="${id}">${html}${depth > 1 ? ` ${anchor}` : ""}</h${depth}>\n`;
		},
		link({ href, tokens }) {
			const html = this.parser.parseInline(tokens);
			const to = target(href, file, paths);
			return to === undefined ? html : `<a href="${escapeHtml(to)}">${html}</a>`;
		},
		image({ href, text }) {
			const image = (address: string, theme = "") =>
				`<img${theme} src="${escapeHtml(pictureTarget(address, file))}" alt="${escapeHtml(text)}" loading="lazy">`;
			if (!href.includes("-light-")) return image(href);
			// of two only the one that is shown is loaded, because they are lazy
			return image(href, ' class="light"') + image(href.replace("-light-", "-dark-"), ' class="dark"');
		},
	};
}

/** @param file its place in the repository, which relative links start from */
export function render(markdown: string, file: string, paths: ReadonlyMap<string, string>): Rendered {
	const headings: Heading[] = [];
	const marked = new Marked({ renderer: rendererFor(file, paths, headings) });
	const html = marked.parse(markdown, { async: false }).replace(/<table>[\s\S]*?<\/table>/g, scrollable);
	const title = decode(headings.find(({ depth }) => depth === 1)?.html ?? file);
	const description = decode(/<p>([\s\S]*?)<\/p>/.exec(html)?.[1] ?? "");
	return { title, description, html, headings: headings.slice(1), sections: sectionsOf(html, title) };
}

/** Wide tables scroll by themselves, not the page. */
const scrollable = (table: string): string =>
	`<div class="table" role="region" aria-label="Table" tabindex="0">${table}</div>`;

function sectionsOf(html: string, title: string): Section[] {
	const parts = html.split(/(?=<h[1-3] id=")/);
	return parts.flatMap((part) => {
		const [all, id, heading] = /^<h[1-3] id="([^"]+)">([\s\S]*?)<\/h[1-3]>/.exec(part) ?? [];
		if (all === undefined) return [];
		return [{ id: id!, title: decode(heading!) || title, text: decode(part.slice(all.length)) }];
	});
}
