import { expect, pathOf, test } from "./world.ts";

test("a mention leads to the profile, the name of a channel to the channel, by keyboard too", async ({ world }) => {
	const [ada, grace] = await Promise.all([world.person("Ada"), world.person("Grace")]);
	const { channel } = await ada.chat.channels.create(world.workspace.id, { name: "ガイド" });
	const body = `おはよう@${grace.user.handle}さん、見て#${channel.name}です #nowhere`;
	await ada.chat.messages.create(world.general.id, { body });
	await ada.open(world.general);
	const said = ada.message("おはよう");
	await expect(said.locator(".channel a")).toHaveText(["#ガイド"]);
	await said.getByRole("link", { name: "@Grace" }).focus();
	await ada.page.keyboard.press("Enter");
	await expect(ada.page.getByRole("complementary").getByText(`@${grace.user.handle}`)).toBeVisible();
	await said.getByRole("link", { name: "#ガイド" }).click();
	await expect(ada.page.getByRole("heading", { name: "ガイド" }).first()).toBeVisible();
});

test("blanks, lines and indentation are drawn and copied as they were typed", async ({ world }, info) => {
	const ada = await world.person("Ada");
	const body = "a   b\tc\n    d\n<config>\n  <a>1</a>\n--\nAda";
	await ada.chat.messages.create(world.general.id, { body });
	await ada.chat.messages.create(world.general.id, {
		body: "1. one\n   more\n2. two\n   - three\n\n10. ten\n\n- [x] done",
	});
	await ada.chat.messages.create(world.general.id, { body: "> שלום @ada\n\n- مرحبا\n- hello\n\n**「重要」**です" });
	await ada.open(world.general);
	const paragraph = ada.message("config").locator("p");
	await expect(paragraph).toBeVisible();
	expect(await paragraph.evaluate((element: HTMLElement) => element.innerText)).toBe(body);
	await expect(ada.message("ten").locator("li", { hasText: "ten" })).toHaveAttribute("value", "10");
	await expect(ada.message("重要").locator("blockquote")).toHaveAttribute("dir", "rtl");
	await expect(ada.message("重要").locator("li").first()).toHaveCSS("direction", "rtl");
	await ada.timeline.screenshot({ path: info.outputPath("texts.png") });
});

test("a browser without a sanitiser of its own draws the same", async ({ world }) => {
	const ada = await world.person("Ada");
	const bodies = [
		"# Title\n\n1. one\n3. three\n\n- [ ] open\n- [x] done\n\n| a | b |\n|:-:|--:|\n| 1 | 2 |\n\n---",
		"**bold** _em_ ~~gone~~ `code` @ada #general <b>no</b> [x](https://example.com/?a=b&c) a@example.com tel: x",
		"> שלום\n\n```js\nlet a = 1 < 2;\n```\n\n![p](https://example.com/p.png) [j](javascript:alert(1)) مرحبا 你好 👩‍💻",
	];
	for (const body of bodies) await ada.chat.messages.create(world.general.id, { body });
	const drawn = async () => {
		await ada.open(world.general);
		await expect(ada.timeline.locator("pre .code-keyword").first()).toHaveText("let");
		await expect(ada.timeline.locator(".channel a")).toBeVisible();
		return await ada.timeline.locator(".markdown").evaluateAll((all) => all.map((one) => one.innerHTML));
	};
	const own = await drawn();
	expect(own).toHaveLength(bodies.length);
	const library = ada.page.waitForResponse(/assets\/purify/);
	await ada.page.addInitScript("delete Element.prototype.setHTML");
	expect(await drawn()).toEqual(own);
	await library;
});

test("the first line of a message keeps its indentation from the composer on", async ({ world }) => {
	const ada = await world.person("Ada");
	await ada.open(world.general);
	await ada.say("    let indented = true;");
	await expect(ada.message("indented").locator("pre code")).toHaveText("let indented = true;\n");
	await expect
		.poll(async () => (await ada.chat.messages.list(world.general.id)).messages.at(-1)?.body)
		.toBe("    let indented = true;");
});

test("where a text is shown without its form, its blocks and cells stand apart", async ({ world }) => {
	const ada = await world.person("Ada");
	const body =
		"# Steps\n\n- one\n  - two\n- three\n\n| p50 | p99 |\n|--|--|\n| 31 | 42 |\n\n```\nlet a\n\n  b\n```\n\nend\nof it";
	const { message } = await ada.chat.messages.create(world.general.id, { body });
	await ada.chat.pins.add(world.general.id, message.id);
	await ada.page.goto(`${pathOf(world.general)}?pane=pins`);
	const pinned = ada.page.getByRole("complementary").getByRole("listitem").locator(".text");
	await expect(pinned).toBeVisible();
	expect(await pinned.textContent()).toBe("Steps\none\ntwo\nthree\np50 p99\n31 42\nlet a\n  b\nend\nof it");
});
