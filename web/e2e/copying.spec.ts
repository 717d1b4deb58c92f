import type { Locator, Page } from "@playwright/test";
import { spread } from "./spread.ts";
import { expect, test, type Person, type World } from "./world.ts";

interface Copied {
	text: string;
	html: string;
}

declare global {
	interface Window {
		copied: Copied | undefined;
	}
}

/** Copies with the keyboard what is selected. */
async function copySelection(page: Page): Promise<Copied> {
	await page.evaluate(() => {
		window.copied = undefined;
		const read = ({ clipboardData }: ClipboardEvent) => {
			window.copied = { text: clipboardData!.getData("text/plain"), html: clipboardData!.getData("text/html") };
		};
		addEventListener("copy", read, { once: true });
	});
	await page.keyboard.press("Control+c");
	const copied = await page.waitForFunction(() => window.copied);
	return (await copied.jsonValue())!;
}

/** Copies what is from the beginning of one text to the end of another. */
async function copy(part: Locator, from: string, to: string): Promise<Copied> {
	await part.evaluate(
		(element, [from, to]) => {
			const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
			const found: Text[] = [];
			while (texts.nextNode()) found.push(texts.currentNode as Text);
			const start = found.find(({ data }) => data.includes(from))!;
			const end = found.findLast(({ data }) => data.includes(to))!;
			(document.activeElement as HTMLElement).blur();
			const [begin, last] = [start.data.indexOf(from), end.data.lastIndexOf(to) + to.length];
			getSelection()!.setBaseAndExtent(start, begin, end, last);
		},
		[from, to] as const,
	);
	return await copySelection(part.page());
}

/** Somebody who reads these messages of Grace, when what copies them is loaded. */
async function reader(world: World, ...bodies: string[]): Promise<Person> {
	const [ada, grace] = [
		await world.person("Ada", { viewport: { width: 1280, height: 1800 } }),
		await world.person("Grace"),
	];
	const loaded = ada.page.waitForResponse(/copied-messages/);
	for (const body of bodies) await grace.chat.messages.create(world.general.id, { body });
	await ada.open(world.general);
	await loaded;
	await expect(ada.timeline.getByRole("article").last()).toBeVisible();
	return ada;
}

const code = "if (x) {\n\treturn `a`;\n\n\n}   // 你好 👩‍👩‍👧 สวัสดี";
const long = Array.from({ length: 30 }, (_, at) => `line ${at}`).join("\n");

test("a selected message with code is copied as it was typed, without the app's buttons", async ({ world }) => {
	const body = `Try **this**:\n\n\`\`\`ts\n${code}\n\`\`\`\n\nand\n\n\`\`\`\n${long}\n\`\`\`\n\nthen *when*`;
	const { timeline } = await reader(world, body);
	const whole = await copy(timeline, "Try ", "when");
	expect(whole.text).toBe(body);
	expect(whole.html).toContain(`<pre><code class="language-ts">${code.replace("&", "&amp;")}\n</code></pre>`);
	expect(whole.html).toContain("<p>Try <strong>this</strong>:</p>");
	for (const { text, html } of [whole, await copy(timeline, "this", "then")])
		for (const added of ["Copy", "Show", 'class="code-', "button"]) {
			expect(text).not.toContain(added);
			expect(html).not.toContain(added);
		}
});

test("a part of a block of code is copied as it is", async ({ world }) => {
	const { timeline } = await reader(world, `See\n\n\`\`\`\n${code}\n\`\`\``, `\`\`\`\n${long}\n\`\`\`\ndone`);
	expect((await copy(timeline, "if", "สวัสดี")).text).toBe(code);
	expect((await copy(timeline, "turn", "`a`")).text).toBe("turn `a`");
	expect((await copy(timeline, "line 3\n", "line 28")).text).toBe(
		long.slice(long.indexOf("line 3\n"), -"\nline 29".length),
	);
});

test("a message that is selected with the mouse is copied without the button beside its code", async ({ world }) => {
	const { page, timeline } = await reader(world, "before\n\n```ts\nconst a = 1;\n```\n\nafter");
	const [first, last] = [timeline.getByText("before"), timeline.getByText("after")];
	const [start, end] = [(await first.boundingBox())!, (await last.boundingBox())!];
	await page.mouse.move(start.x + 1, start.y + start.height / 2);
	await page.mouse.down();
	await page.mouse.move(end.x + end.width - 2, end.y + end.height / 2, { steps: 5 });
	await page.mouse.up();
	expect((await copySelection(page)).text).toBe("before\n\n```ts\nconst a = 1;\n```\n\nafter");
});

const scripts = [
	"λφα **βήτα**",
	"привет *мир*",
	"مرحبا",
	"வணக்கம்",
	"สวัสดี",
	"ສະບາຍດີ",
	"សួស្តី",
	"မင်္ဂလာပါ",
	"你好",
	"ｶﾞｲﾄﾞ",
	"한국어".normalize("NFD"),
	"e\u0301te\u0301 \u202eabc\u202c",
	"❤️ ❤ 👍🏽 👩‍👩‍👧 en",
].join("\n");

/* What is typed, the words at both ends of a part, and what is copied of it. */
const parts: [body: string, from: string, to: string, copied: string][] = [
	["one **two *three* four** five", "wo", "fi", "**wo *three* four** fi"],
	["`a b` and ``c ` d`` end", "b", "en", "`b` and ``c ` d`` en"],
	["see [the page](https://example.com/a?b=1) now", "ee", "no", "ee [the page](https://example.com/a?b=1) no"],
	["see https://example.com/ผ now", "ee", "no", "ee https://example.com/ผ no"],
	["ask @nobody, or grace@example.com today", "sk", "toda", "sk @nobody, or grace@example.com toda"],
	["1. one\n2. two\n3. three\n4. four", "two", "thr", "2. two\n3. thr"],
	["- a\n  - bb\n  - cc\n- dd\n\nend", "bb", "en", "- - bb\n  - cc\n- dd\n\nen"],
	["- [x] done\n- [ ] to do\n- more", "done", "mor", "- done\n- [ ] to do\n- mor"],
	["> said\n> again\n\nand I", "ai", "and", "> aid\n> again\n\nand"],
	[
		"| A | B |\n|:--|--:|\n| c | d |\n| e | f |\n\nend",
		"A",
		"en",
		"| A | B |\n| :-- | --: |\n| c | d |\n| e | f |\n\nen",
	],
	["## Head\ntext ~~gone~~ here", "ead", "her", "## ead\n\ntext ~~gone~~ her"],
	["first\nsecond\n\nthird", "irst", "thi", "irst\nsecond\n\nthi"],
	["שלום **עולם** טוב", "לום", "טו", "לום **עולם** טו"],
	["नमस्ते *दुनिया* 👩🏽‍💻 आज", "मस्ते", "👩🏽‍💻", "मस्ते *दुनिया* 👩🏽‍💻"],
	[`α${scripts}d`, "λφα", "en", scripts],
	["おはよう**世界**です", "はよう", "で", "はよう**世界**で"],
];

test("a part of a message is copied as the Markdown of that part", async ({ world }) => {
	const { timeline } = await reader(world, ...parts.map(([body]) => body));
	const copied: string[] = [];
	for (const [at, [, from, to]] of parts.entries())
		copied.push((await copy(timeline.getByRole("article").nth(at), from, to)).text);
	expect(copied).toEqual(parts.map(([, , , expected]) => expected));
});

test("several messages are copied with their authors and times", async ({ world }) => {
	const ada = await reader(world, "first **one**", "- a\n- b", "still Grace");
	await ada.chat.messages.create(world.general.id, { body: "`mine`\n\n\tdeep" });
	await expect(ada.message("mine")).toBeVisible();
	const timeless = (text: string) => text.replace(/\d+:\d\d [AP]M/g, "12:00");
	const all = await copy(ada.timeline, "first", "deep");
	expect(timeless(all.text)).toBe(
		"Grace  12:00\nfirst **one**\n\n- a\n- b\n\nstill Grace\n\nAda  12:00\n`mine`\n\n\tdeep",
	);
	expect(timeless(all.html)).toContain("<p><strong>Grace</strong> 12:00</p><p>first <strong>one</strong></p>");
	expect(timeless(all.html)).toContain("<p><strong>Ada</strong> 12:00</p>");
	const some = await copy(ada.timeline, "ill Gr", "min");
	expect(timeless(some.text)).toBe("Grace  12:00\nill Grace\n\nAda  12:00\n`min`");
});

test("mentions are copied as handles into Markdown, and as names into other texts", async ({ world }) => {
	const ada = await reader(world, "one");
	const mention = `@${ada.user.handle}`;
	await ada.chat.messages.create(world.general.id, { body: `tell ${mention} now` });
	await expect(ada.message("tell").locator("mark")).toHaveText("@Ada");
	const part = await copy(ada.timeline, "ell", "no");
	expect(part).toEqual({ text: `ell ${mention} no`, html: "ell @Ada no" });
});

test("one message is copied with its author if that is selected too", async ({ world }) => {
	const { timeline } = await reader(world, "first **one**");
	const [head, body] = (await copy(timeline, "Grace", "one")).text.split("\n");
	expect(head).toMatch(/^Grace  \d+:\d\d/);
	expect(body).toBe("first **one**");
	expect((await copy(timeline, "first", "one")).text).toBe("first **one**");
});

test("messages of several days are copied with the days", async ({ world }) => {
	const ada = await world.person("Ada");
	for (let n = 1; n <= 12; n++) await ada.chat.messages.create(world.general.id, { body: `number ${n}.` });
	await spread(ada.page, 12);
	const loaded = ada.page.waitForResponse(/copied-messages/);
	await ada.open(world.general);
	await loaded;
	const { text } = await copy(ada.timeline, "number 2.", "number 3.");
	const day = (days: number) =>
		new Intl.DateTimeFormat("en-US", { dateStyle: "full" }).format(Date.now() - days * 86_400_000);
	expect(text).toBe(`${day(1)}\n\nAda  12:00 PM\nnumber 2.\n\n${day(0)}\n\nAda  12:00 PM\nnumber 3.`);
});

test("what is selected elsewhere is copied as the browser does it", async ({ world }) => {
	const { page, composer } = await reader(world, "one *message*");
	await composer.fill("half a *thought*");
	await composer.selectText();
	await page.keyboard.press("Control+c");
	await page.keyboard.press("End");
	await page.keyboard.press("Control+v");
	await expect(composer).toHaveValue("half a *thought*half a *thought*");
});

test("copied messages are pasted into the composer as Markdown", async ({ world }) => {
	const { page, timeline, composer } = await reader(world, "one *message*\n\n```\n\tcode\n```\nend");
	await copy(timeline, "one", "end");
	await composer.focus();
	await page.keyboard.press("Control+v");
	await expect(composer).toHaveValue("one *message*\n\n```\n\tcode\n```\nend");
});

async function scrollTo(message: Locator, by_px: number): Promise<void> {
	await message.page().getByRole("log").first().hover();
	await expect(async () => {
		await message.page().mouse.wheel(0, by_px);
		await expect(message).toBeInViewport({ timeout: 50 });
	}).toPass({ intervals: [50] });
}

test("all of a selection is copied, however far one scrolled to make it", async ({ world }) => {
	const { page, timeline } = await reader(world, ...Array.from({ length: 150 }, (_, n) => `entry ${n}.`));
	const [first, last] = [timeline.getByText("entry 2.", { exact: true }), timeline.getByText("entry 149.")];
	await scrollTo(first, -2_000);
	await first.click({ position: { x: 1, y: 5 } });
	await scrollTo(last, 2_000);
	await last.click({ modifiers: ["Shift"] });
	const { text } = await copySelection(page);
	expect(text.match(/entry \d+/g)).toEqual(Array.from({ length: 148 }, (_, n) => `entry ${n + 2}`));
});
