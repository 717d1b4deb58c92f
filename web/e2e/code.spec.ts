import { faults } from "./faults.ts";
import { expect, test } from "./world.ts";

const lines = (count: number) =>
	Array.from({ length: count }, (_, line) => `const line${line} = "${line}";`).join("\n");

test("a block of code names its language, has colours and can be copied", async ({ world }) => {
	const ada = await world.person("Ada", { permissions: ["clipboard-read", "clipboard-write"] });
	const code = 'const greeting = "<b>hello</b>"; // to all';
	await ada.chat.messages.create(world.general.id, { body: `\`\`\`ts\n${code}\n\`\`\`` });
	await ada.open(world.general);
	const block = ada.message("greeting").locator("pre");
	await expect(block.getByText("ts", { exact: true })).toBeVisible();
	await expect(block.locator(".code-keyword")).toHaveText("const");
	await expect(block.locator(".code-comment")).toHaveText("// to all");
	await expect(block.locator("code")).toHaveText(code);
	await block.getByRole("button", { name: "Copy code" }).click();
	expect(await ada.page.evaluate(() => navigator.clipboard.readText())).toBe(`${code}\n`);
});

test("nothing is loaded to highlight a block without a language", async ({ world }) => {
	const ada = await world.person("Ada");
	const loaded: string[] = [];
	ada.page.on("request", (request) => loaded.push(request.url()));
	await ada.chat.messages.create(world.general.id, { body: "```\nplain\n```" });
	await ada.open(world.general);
	await expect(ada.message("plain").getByRole("button", { name: "Copy code" })).toBeVisible();
	expect(loaded.filter((url) => url.includes("highlight"))).toEqual([]);
});

test("without the part that highlights, code is there without colours", async ({ world }) => {
	const ada = await world.person("Ada");
	await ada.page.route("**/highlight*", (route) => route.abort());
	await ada.chat.messages.create(world.general.id, { body: "```js\nlet x = 1;\n```" });
	await ada.open(world.general);
	await expect(ada.message("let x")).toBeVisible();
	await ada.say("still here");
	await expect(ada.message("still here")).toBeVisible();
});

test("a long block is folded until all of it is asked for", async ({ world }) => {
	const ada = await world.person("Ada");
	await ada.chat.messages.create(world.general.id, { body: `\`\`\`js\n${lines(20)}\n\`\`\`` });
	await ada.chat.messages.create(world.general.id, { body: `\`\`\`js\n${lines(41)}\n\`\`\`` });
	await ada.open(world.general);
	const show = ada.timeline.getByRole("button", { name: "Show all 41 lines" });
	await expect(show).toHaveCount(1);
	const height = () =>
		ada.timeline
			.locator("pre")
			.last()
			.evaluate((block) => block.clientHeight);
	const folded = await height();
	await show.click();
	await expect(ada.timeline.getByRole("button", { name: "Show less" })).toBeVisible();
	expect(await height()).toBeGreaterThan(folded * 1.5);
});

for (const width of [390, 1440, 2560])
	test(`no text is wider than its place or than can be read, ${width} px`, async ({ world }) => {
		const ada = await world.person("Ada", { viewport: { width, height: 800 } });
		for (const body of ["long ".repeat(300), "x".repeat(900), `\`\`\`js\n${"y".repeat(900)}\n\`\`\``])
			await ada.chat.messages.create(world.general.id, { body });
		await ada.open(world.general);
		const most = await ada.timeline.evaluate((log) => {
			const bodies = [...log.querySelectorAll(".body")];
			const ruler = Object.assign(document.createElement("span"), { textContent: "0".repeat(120) });
			log.querySelector(".body")!.append(ruler);
			const limit = ruler.getBoundingClientRect().width;
			ruler.remove();
			return Math.max(...bodies.map((body) => body.scrollWidth)) - Math.ceil(Math.max(limit, 1));
		});
		expect(await ada.timeline.evaluate((log) => log.scrollWidth - log.clientWidth)).toBe(0);
		expect(await faults(ada.page)).toEqual([]);
		if (width > 1440) expect(most).toBeLessThanOrEqual(1);
	});

test("a message of a few emoji is large", async ({ world }) => {
	const ada = await world.person("Ada");
	const size = (text: string) =>
		ada
			.message(text)
			.locator(".body")
			.evaluate((body) => Number.parseFloat(getComputedStyle(body).fontSize));
	for (const body of ["👩‍🚀 👍🏽", "so 🎉"]) await ada.chat.messages.create(world.general.id, { body });
	await ada.open(world.general);
	expect(await size("👩‍🚀")).toBeGreaterThan(1.8 * (await size("so")));
});
