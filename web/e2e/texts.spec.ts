import { expect, test } from "./world.ts";

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

test("the first line of a message keeps its indentation from the composer on", async ({ world }) => {
	const ada = await world.person("Ada");
	await ada.open(world.general);
	await ada.say("    let indented = true;");
	await expect(ada.message("indented").locator("pre code")).toHaveText("let indented = true;\n");
	const { messages } = await ada.chat.messages.list(world.general.id);
	expect(messages.at(-1)!.body).toBe("    let indented = true;");
});
