import type { Locator, Page } from "@playwright/test";
import { expect, test } from "./world.ts";

type Clipboard = Record<string, string>;

/** Pastes into what has the focus what is in a clipboard, by type. What the app leaves to the browser is put in as it does. */
const paste = (field: Locator, clipboard: Clipboard) =>
	field.evaluate((element: HTMLTextAreaElement, clipboard) => {
		const clipboardData = new DataTransfer();
		for (const [type, text] of Object.entries(clipboard)) clipboardData.setData(type, text);
		element.focus();
		const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
		if (element.dispatchEvent(event)) document.execCommand("insertText", false, clipboard["text/plain"]);
	}, clipboard);

async function become(field: Locator, html: string, plain = "the plain text"): Promise<void> {
	await field.fill("");
	await paste(field, { "text/html": html, "text/plain": plain });
}

/** What the browser says against the page. */
function complaints(page: Page): string[] {
	const all: string[] = [];
	page.on("console", (message) => message.type() === "error" && all.push(message.text()));
	page.on("pageerror", (error) => all.push(error.message));
	return all;
}

const docs = (inside: string) =>
	`<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1">${inside}</b>`;
const word = (inside: string) =>
	`<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal {margin:0in}</style></head><body lang=EN-US><!--StartFragment-->${inside}<!--EndFragment--></body></html>`;
const wordItem = (sign: string, text: string, level = 1) =>
	`<p class=MsoListParagraph style='text-indent:-.25in;mso-list:l0 level${level} lfo1'><![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>${sign}<span>&nbsp;&nbsp; </span></span></span><![endif]>${text}<o:p></o:p></p>`;

const pages: Record<string, [html: string, markdown: string]> = {
	"bold, italic, struck and code": [
		"<p>a <b>bold</b>, <em>slanted</em>, <s>struck</s> and <code>a`b</code></p>",
		"a **bold**, *slanted*, ~~struck~~ and ``a`b``",
	],
	"blanks outside": ["<p>say <strong> word </strong>now, <i>x</i> </p>", "say **word** now, *x*"],
	"one in the other": [
		"<b>a <i>b</i> c</b> <a href='https://example.com/x'>see <b>it</b></a>",
		"**a *b* c** [see **it**](https://example.com/x)",
	],
	"every script": [
		"<p><b>重要</b>です <b>важно</b> и <b>مهم</b> و <b>महत्वपूर्ण</b> और <b>สำคัญ</b>; <b>👩🏽‍🚀</b></p>",
		"**重要**です **важно** и **مهم** و **महत्वपूर्ण** और **สำคัญ**; **👩🏽‍🚀**",
	],
	links: [
		"<a href='https://example.com/'>example.com</a> <a href='/here'>here</a> <a href='javascript:x()'>x</a> <a href='https://example.com/a)'>y</a>",
		"https://example.com/ here x [y](https://example.com/a%29)",
	],
	lists: [
		"<p>First:</p><ul><li>one</li><li><p>two</p><ol start=3><li>three<br>lines</li><li>four</li></ol></li></ul>",
		"First:\n\n- one\n- two\n  3. three\n     lines\n  4. four",
	],
	"lists of tasks": [
		"<ul><li><input type=checkbox checked> done</li><li><label><input type=checkbox> to do</label></li></ul>",
		"- [x] done\n- [ ] to do",
	],
	"blocks of code": [
		"<p>run</p><pre><code class='language-ts'>if (a) {\n\tb();\n}\n</code></pre><p>now</p>",
		"run\n\n```ts\nif (a) {\n\tb();\n}\n```\n\nnow",
	],
	"a fence in code": ["<pre>```\nx\n```</pre>", "````\n```\nx\n```\n````"],
	tables: [
		"<table><thead><tr><th>Name</th><th>a|b</th></tr></thead><tbody><tr><td><p>Ada</p><p>Lovelace</p></td><td><b>1</b></td></tr><tr><td>Grace</td></tr></tbody></table>",
		"| Name | a\\|b |\n| --- | --- |\n| Ada Lovelace | **1** |\n| Grace |  |",
	],
	"headings and quotations": [
		"<h2><b>Title</b></h2><blockquote><p>one</p><p>two</p></blockquote><hr><p>end</p>",
		"## Title\n\n> one\n> \n> two\n\n---\n\nend",
	],
	"signs that mean nothing": [
		"<p><b>x</b> 2 * 3, *a*, snake_case, _b_, `c`, [d](e), https://example.com/a_b_</p><p># no title</p><p>1. no list</p>",
		"**x** 2 * 3, \\*a\\*, snake_case, \\_b\\_, \\`c\\`, \\[d](e), https://example.com/a_b_\n\n\\# no title\n\n1\\. no list",
	],
	"no scripts, styles, pictures and hidden things": [
		"<style>b{}</style><script>alert(1)</script><b onclick='x()'>a</b><img src='https://example.com/x.png' alt='🦀' onerror='x()'><span style='display:none'>c</span><svg onload='x()'><text>d</text></svg>",
		"**a**🦀",
	],
	"a document of Google": [
		docs(
			`<h1 dir="ltr"><span style="font-weight:400;white-space:pre-wrap">Plan</span></h1><p dir="ltr"><span style="font-weight:400">a </span><span style="font-weight:700">bold </span><span style="font-style:italic">word</span></p><ul><li dir="ltr" aria-level="1"><p role="presentation"><span style="font-weight:400">one</span></p></li><ul><li aria-level="2"><p><span style="font-weight:400">two</span></p></li></ul></ul><a href="https://example.com/x"><span style="color:#1155cc">link</span></a>`,
		),
		"# Plan\n\na **bold** *word*\n\n- one\n  - two\n\n[link](https://example.com/x)",
	],
	"a document of Word": [
		word(
			`<p class=MsoNormal><b>Plan</b> for <span class=SpellE>Grace</span><o:p></o:p></p>${wordItem("·", "one")}${wordItem("o", "two", 2)}${wordItem("1.", "three")}<p class=MsoNormal><o:p>&nbsp;</o:p></p>`,
		),
		"**Plan** for Grace\n\n- one\n  - two\n1. three",
	],
	"cells of a sheet": [
		"<google-sheets-html-origin><style>td{}</style><table><colgroup><col><col></colgroup><tbody><tr><td style='font-weight:bold'>a</td><td>b</td></tr></tbody></table>",
		"| **a** | b |\n| --- | --- |",
	],
};

test("HTML becomes Markdown, and Ctrl-Z takes it back", async ({ world }) => {
	const ada = await world.person("Ada");
	const { page, composer } = ada;
	await ada.open(world.general);
	const said = complaints(page);
	for (const [name, [html, markdown]] of Object.entries(pages))
		await test.step(name, async () => {
			await become(composer, html);
			await expect(composer).toHaveValue(markdown);
		});
	await composer.press("Control+z");
	await expect(composer).toHaveValue("");
	expect(said).toEqual([]);
});

test("what has no format, what an editor copied, and what goes into code stays plain", async ({ world }) => {
	const ada = await world.person("Ada");
	const { composer } = ada;
	await ada.open(world.general);
	const plain = "if (a_b) *c*";
	const editor = `<meta charset='utf-8'><div style="color: #d4d4d4;font-family: Menlo, Monaco, 'Courier New', monospace;font-weight: normal;white-space: pre;"><div><span style="color: #569cd6;font-weight: bold">if</span></div></div>`;
	const jetbrains = `<html><head><meta http-equiv="content-type" content="text/html; charset=UTF-8"></head><body><pre style="color:#a9b7c6;font-family:'JetBrains Mono',monospace;"><b>if</b></pre></body></html>`;
	for (const html of [
		"<p>if (a_b) *c*</p>",
		docs(`<span style="font-weight:400">if (a_b) *c*</span>`),
		"<table><tr><td>if (a_b) *c*</td></tr></table>",
		editor,
		jetbrains,
	]) {
		await become(composer, html, plain);
		await expect(composer, html).toHaveValue(plain);
	}
	await composer.fill("");
	await paste(composer, { "text/html": "<b>if</b>", "text/plain": plain, "vscode-editor-data": "{}" });
	await expect(composer).toHaveValue(plain);
	// what knows its Markdown has it on the clipboard
	await composer.fill("");
	await paste(composer, { "text/html": "<b>if</b>", "text/plain": "if", "text/markdown": "__if__" });
	await expect(composer).toHaveValue("__if__");
	for (const begun of ["```\n", "`"]) {
		await composer.fill(begun);
		await paste(composer, { "text/html": "<b>if</b>", "text/plain": plain });
		await expect(composer).toHaveValue(begun + plain);
	}
});

test("an address that is pasted over words makes them a link; with Shift, and over what is code, it takes their place", async ({
	world,
}) => {
	const ada = await world.person("Ada", { permissions: ["clipboard-read", "clipboard-write"] });
	const { page, composer } = ada;
	await ada.open(world.general);
	await page.evaluate(() => navigator.clipboard.writeText("https://example.com/a"));
	await composer.pressSequentially("die Doku");
	await composer.press("Shift+Control+ArrowLeft");
	await composer.press("Control+v");
	await expect(composer).toHaveValue("die [Doku](https://example.com/a)");
	await composer.press("Control+z");
	await expect(composer).toHaveValue("die Doku");
	await composer.press("Control+Shift+v");
	await expect(composer).toHaveValue("die https://example.com/a");
	await composer.press("Control+z");
	await expect(composer).toHaveValue("die Doku");

	await composer.fill("");
	await page.evaluate(async () => {
		const html = new Blob(["<b>bold</b> text"], { type: "text/html" });
		const plain = new Blob(["bold text"], { type: "text/plain" });
		await navigator.clipboard.write([new ClipboardItem({ "text/html": html, "text/plain": plain })]);
	});
	await composer.press("Control+v");
	await expect(composer).toHaveValue("**bold** text");
	await composer.fill("");
	await composer.press("Control+Shift+v");
	await expect(composer).toHaveValue("bold text");
});

test("long and deep pages are pasted at once", async ({ world }) => {
	const ada = await world.person("Ada");
	const { composer } = ada;
	await ada.open(world.general);
	const long: Record<string, [html: string, markdown: string]> = {
		list: [`<ul>${"<li>item</li>".repeat(2_900)}</ul>`, Array(2_900).fill("- item").join("\n")],
		deep: [`${"<b><i>".repeat(3_000)}x`, "the plain text"],
		"deep blocks": [`${"<div><b>".repeat(200)}x`, "the plain text"],
		signs: [`<b>${"[".repeat(20_000)}</b>`, `**${"[".repeat(20_000)}**`],
		styles: [`<b>x</b>${"<style>".repeat(20_000)}`, "**x**"],
		links: [
			"<a href='https://example.com/a'>a</a> ".repeat(1_000),
			Array(1_000).fill("[a](https://example.com/a)").join(" "),
		],
		"a long address": [
			`<a href='https://example.com/${"a".repeat(30_000)}'>${"<div>a</div>".repeat(1_000)}</a>`,
			"the plain text",
		],
		quotations: [`${"<blockquote>".repeat(18)}${"<p><b>x</b></p>".repeat(1_400)}`, "the plain text"],
		"a wide table": [`<table><tr>${"<td>x".repeat(2_000)}<tr><td>x<tr><td>x</table>`, "the plain text"],
	};
	for (const [name, [html, markdown]] of Object.entries(long))
		await test.step(name, async () => {
			await become(composer, html);
			// `toHaveValue` compares long texts for long
			await expect.poll(async () => (await composer.inputValue()) === markdown, { timeout: 5_000 }).toBe(true);
		});
});
