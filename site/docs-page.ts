import type { Files } from "./assets.ts";
import type { Document } from "./documents.ts";
import { escapeHtml } from "./html.ts";
import { layout } from "./layout.ts";

const search = (index: string): string => `
<search>
	<form class="search" action="/docs/">
		<label class="unseen" for="search">Search the docs</label>
		<input id="search" type="search" placeholder="Search the docs" autocomplete="off" spellcheck="false"
			aria-describedby="search-status" data-index="${index}">
		<p id="search-status" class="unseen" role="status"></p>
		<ul id="results" role="list" aria-label="Search results" hidden></ul>
	</form>
</search>`;

const menu = (pages: Document[], here: Document): string => {
	const items = pages.map(({ path, label }) => {
		const current = path === here.path ? ' aria-current="page"' : "";
		return `<li><a href="${path}"${current}>${escapeHtml(label)}</a></li>`;
	});
	return `<ul role="list">${items.join("\n")}</ul>`;
};

/** The headings of the second and third level. On pages with many, the second only. */
function contents({ headings }: Document): string {
	const small = headings.filter(({ depth }) => depth <= 3);
	const shown = small.length > 30 ? small.filter(({ depth }) => depth === 2) : small;
	if (shown.length < 2) return "";
	const plain = (html: string) => html.replace(/<\/?a\b[^>]*>/g, "");
	const items = shown.map(
		({ id, depth, html }) => `<li class="level-${depth}"><a href="#${id}">${plain(html)}</a></li>`,
	);
	return `
<aside class="contents" aria-labelledby="contents">
	<h2 id="contents">On this page</h2>
	<ul role="list">${items.join("\n")}</ul>
</aside>`;
}

/** The pages before and after, at the foot. */
function neighbours(pages: Document[], here: Document): string {
	const at = pages.indexOf(here);
	const [before, after] = [pages[at - 1], pages[at + 1]];
	const previous = before ? `<a rel="prev" href="${before.path}">← ${escapeHtml(before.label)}</a>` : "";
	const next = after ? `<a rel="next" href="${after.path}">${escapeHtml(after.label)} →</a>` : "";
	return `<nav class="neighbours" aria-label="Other pages">${previous}${next}</nav>`;
}

/** A description is cut where search engines cut it, at a word. */
const shortened = (text: string): string =>
	text.length <= 160 ? text : `${text.slice(0, 157).replace(/\s\S*$/, "")} …`;

export function docsPage(files: Files, pages: Document[], here: Document, index: string): string {
	const scripts = `<link rel="canonical" href="${here.path}">\n<script type="module" src="${files.script}"></script>`;
	return layout(files, {
		kind: "docs",
		title: `${here.label} · ClickClack docs`,
		description: shortened(here.description),
		path: here.path,
		head: scripts,
		tools: search(index),
		main: `
<div class="columns">
	<nav class="menu wide" aria-label="Docs">${menu(pages, here)}</nav>
	<details class="menu narrow"><summary>All pages</summary><nav aria-label="Docs">${menu(pages, here)}</nav></details>
	<main id="main" tabindex="-1">
		<article>${here.html}</article>
		${neighbours(pages, here)}
	</main>
	${contents(here)}
</div>`,
	});
}
