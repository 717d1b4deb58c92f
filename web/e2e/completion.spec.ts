import type { Locator, Page } from "@playwright/test";
import { faults } from "./faults.ts";
import { expect, test, type Person } from "./world.ts";

const menu = (page: Page) => page.getByRole("listbox", { name: /^(People|Channels) to mention$|^Emoji$/ });
const options = (page: Page) => menu(page).getByRole("option");
const chosen = (page: Page) => menu(page).getByRole("option", { selected: true });

/** Types in place of what is there. */
async function type(field: Locator, text: string): Promise<void> {
	await field.fill("");
	await field.pressSequentially(text);
}

/** Waits until the menu is in the browser: from then on it opens with the key, or does not. */
async function ready({ page, composer }: Person): Promise<void> {
	await type(composer, "@");
	await expect(menu(page)).toBeVisible();
	await composer.fill("");
	await expect(menu(page)).toHaveCount(0);
}

test("channels are completed by name and title: mine first, of those the ones opened last, then the others", async ({
	world,
}) => {
	const [ada, grace] = await Promise.all([world.person("Ada"), world.person("Grace")]);
	const [, , reef] = await world.channels(ada, grace, ["deck-1", "deck-2", "reef"]);
	await grace.chat.channels.update(reef!.id, { display_title: "Deep Water" });
	for (const name of ["deck", "deck-0"]) await grace.chat.channels.create(world.workspace.id, { name });
	const { channel: old } = await grace.chat.channels.create(world.workspace.id, { name: "deck-old" });
	await grace.chat.channels.update(old.id, { archived: true });
	await grace.chat.channels.create(world.workspace.id, { name: "deck-secret", kind: "private" });
	await ada.open(world.general);
	const { page, composer } = ada;
	await page.getByRole("navigation").getByRole("link", { name: "deck-2" }).click();
	await page.getByRole("navigation").getByRole("link", { name: "general" }).click();
	await expect(page.getByRole("heading", { name: "general", level: 1 })).toBeVisible();

	await type(composer, "see #de");
	await expect(options(page)).toHaveText(["deck-2", "deck-1", /Deep Water\s*#reef/, "deck", "deck-0"]);
	await expect(composer).toHaveAttribute("aria-activedescendant", (await chosen(page).getAttribute("id"))!);
	await composer.press("ArrowUp");
	await expect(chosen(page)).toHaveText("deck-0");
	await composer.press("ArrowDown");
	await composer.press("ArrowDown");
	await composer.press("Tab");
	await expect(composer).toHaveValue("see #deck-1 ");

	// a name that was typed in full is the first, also of a channel that I am not in; when it is the only one, Enter sends
	await composer.pressSequentially("and #deck");
	await expect(chosen(page)).toHaveText("deck");
	await composer.press("Enter");
	await composer.pressSequentially("or #wat");
	await options(page).filter({ hasText: "Deep Water" }).click();
	await expect(composer).toHaveValue("see #deck-1 and #deck or #reef ");
	await type(composer, "#reef");
	await expect(menu(page)).toHaveCount(0);
	await composer.press("Enter");
	await expect(ada.message("#reef")).toBeVisible();

	await type(composer, "#dec");
	await expect(menu(page)).toBeVisible();
	await composer.press("Escape");
	await expect(menu(page)).toHaveCount(0);
	await composer.press("Enter");
	await expect(ada.message("#dec")).toHaveCount(1);
});

test("channels with signs and emoji in their names are completed as they are typed", async ({ world }) => {
	const ada = await world.person("Ada");
	for (const name of ["C++", "C#", ".NET", "🎉 party", "❤️", "ガイド"])
		await ada.chat.channels.create(world.workspace.id, { name });
	await ada.open(world.general);
	const typed = {
		"#c+": "C++",
		"見て#c++": "C++",
		"#c#": "C#",
		"#.n": ".NET",
		"#🎉": "🎉-party",
		"#❤": "❤️",
		"보세요#ガ": "ガイド",
	};
	for (const [text, title] of Object.entries(typed)) {
		await type(ada.composer, text);
		await expect(options(ada.page).first(), text).toContainText(title);
	}
});

test("emoji are completed by their names, and a name between colons becomes the emoji", async ({ world }) => {
	const ada = await world.person("Ada");
	const { page, composer } = ada;
	await ada.open(world.general);
	await ready(ada);
	for (const text of [
		"at 12:30",
		"std::vector",
		"a:cr",
		"https://crab",
		"й:cr",
		":D",
		":c",
		":DD",
		"`:cr",
		"```\n:cr",
	]) {
		await type(composer, text);
		await expect(menu(page), text).toHaveCount(0);
	}
	for (const text of ["ก็:cra", "ありがとう:cra", "谢谢：cra", "고마워:cra"]) {
		await type(composer, text);
		await expect(options(page).filter({ hasText: "🦀" }), text).toHaveCount(1);
	}
	await type(composer, "a `code` :thumbs");
	await expect(options(page)).toHaveText(["👍 :thumbsup:", "👎 :thumbsdown:"]);
	await composer.press("ArrowDown");
	await composer.press("Enter");
	await expect(composer).toHaveValue("a `code` 👎 ");

	const becomes = {
		":crab:": "🦀",
		"ship it :rocket::tada:": "ship it 🚀🎉",
		":+1: :thumbsup: :100:": "👍 👍 💯",
		":smile: :x:": "😄 ❌",
		":nothing:": ":nothing:",
		"10:crab:": "10:crab:",
		"`:crab:": "`:crab:",
	};
	for (const [typed, text] of Object.entries(becomes)) {
		await type(composer, typed);
		await expect(composer).toHaveValue(text);
	}
	// whoever wants the colons presses Escape
	await type(composer, ":crab");
	await composer.press("Escape");
	await composer.pressSequentially(":");
	await expect(composer).toHaveValue(":crab:");

	// the caret leaves the name, and no other text is replaced
	await type(composer, "x :cra");
	await expect(menu(page)).toBeVisible();
	await composer.press("Home");
	await expect(menu(page)).toHaveCount(0);
	await composer.press("Enter");
	await expect(ada.message("x :cra")).toBeVisible();
});

test("names of every script are completed, and an input method has Enter for itself", async ({ world }) => {
	const [ada, grace] = await Promise.all([world.person("Ada"), world.person("Grace")]);
	await grace.chat.me.update({ display_name: "山田 花子" });
	await world.channels(ada, grace, ["عام", "ข่าวสาร", "お知らせ", "q3-2026"]);
	const { page, composer } = ada;
	await ada.open(world.general);
	await ready(ada);
	const completed = {
		"شكرا #عا": "شكرا #عام ",
		"ดู #ข่าว": "ดู #ข่าวสาร ",
		"（＃お知": "（#お知らせ ",
		"#2026": "#q3-2026 ",
	};
	for (const [typed, text] of Object.entries(completed)) {
		await type(composer, typed);
		await expect(options(page), typed).toHaveCount(1);
		await composer.press("Enter");
		await expect(composer).toHaveValue(text);
	}

	await composer.fill("");
	await composer.pressSequentially("、@");
	const devtools = await page.context().newCDPSession(page);
	await devtools.send("Input.imeSetComposition", { text: "花", selectionStart: 1, selectionEnd: 1 });
	await expect(options(page)).toHaveText([/山田 花子/]);
	await composer.dispatchEvent("keydown", { key: "Enter", isComposing: true });
	// Safari
	await composer.dispatchEvent("keydown", { key: "Enter", keyCode: 229 });
	await expect(composer).toHaveValue("、@花");
	await devtools.send("Input.insertText", { text: "花" });
	await composer.press("Enter");
	await expect(composer).toHaveValue(`、@${grace.user.handle} `);

	await composer.fill(":crab");
	await devtools.send("Input.imeSetComposition", { text: ":", selectionStart: 1, selectionEnd: 1 });
	await expect(composer).toHaveValue(":crab:");
	await devtools.send("Input.insertText", { text: ":" });
	await expect(composer).toHaveValue("🦀");
});

for (const colorScheme of ["light", "dark"] as const)
	test(`the menu is whole on the narrowest phone, and in a message that is edited, ${colorScheme}`, async ({
		world,
	}, info) => {
		const viewport = { width: 320, height: 568 };
		const ada = await world.person("Ada", { viewport, colorScheme, hasTouch: true, isMobile: true });
		const { page, composer } = ada;
		await world.crowd(9);
		await ada.chat.messages.create(world.general.id, { body: "the first message" });
		await ada.open(world.general);
		await composer.pressSequentially("@");
		await expect(options(page)).toHaveCount(5);
		await expect(menu(page)).toBeInViewport({ ratio: 1 });
		expect(await faults(page)).toEqual([]);
		await page.screenshot({ path: info.outputPath("composer.png") });
		await composer.fill("");

		await ada.act(ada.message("the first message"), "Edit");
		const editor = page.getByRole("textbox", { name: "Edit message" });
		await editor.fill("");
		await editor.pressSequentially("with a :he");
		await expect(menu(page)).toBeInViewport({ ratio: 1 });
		await page.screenshot({ path: info.outputPath("editor.png") });
		await options(page).filter({ hasText: ":heart:" }).tap();
		await expect(editor).toHaveValue("with a ❤️ ");
		await expect(editor).toBeFocused();
	});

test("what was begun before the menu was loaded is completed when it is there", async ({ world }) => {
	const ada = await world.person("Ada");
	const { page, composer } = ada;
	let release = () => {};
	const released = new Promise<void>((resolve) => (release = resolve));
	await page.route("**/assets/Suggestions-*", async (route) => {
		await released;
		await route.continue();
	});
	await ada.open(world.general);
	await composer.pressSequentially(":cra");
	await expect(menu(page)).toHaveCount(0);
	release();
	await expect(chosen(page)).toHaveText("🦀 :crab:");
	await composer.press("Enter");
	await expect(composer).toHaveValue("🦀 ");
});

test("after sending, the list is closed, and what was dismissed before is suggested again", async ({ world }) => {
	const ada = await world.person("Ada");
	await world.person("Grace");
	await ada.open(world.general);
	const list = ada.page.getByRole("listbox");
	await ada.composer.pressSequentially("hello @gr");
	await expect(list).toBeVisible();
	await ada.composer.press("Control+Enter");
	await expect(ada.composer).toHaveValue("");
	await expect(list).toHaveCount(0);
	await ada.composer.pressSequentially("#gen");
	await expect(list).toBeVisible();
	await ada.composer.press("Escape");
	await ada.composer.press("Enter");
	await expect(ada.composer).toHaveValue("");
	await ada.composer.pressSequentially("#gen");
	await expect(list).toBeVisible();
});
