import type { Locator, Page } from "@playwright/test";
import { expect, test } from "./world.ts";

/** Composes a text with an input method, and says how it is taken. */
async function compose(page: Page, steps: string[]): Promise<() => Promise<unknown>> {
	const devtools = await page.context().newCDPSession(page);
	for (const text of steps) {
		const end = text.length;
		await devtools.send("Input.imeSetComposition", { text, selectionStart: end, selectionEnd: end });
	}
	return async () => await devtools.send("Input.insertText", { text: steps.at(-1)! });
}

/** The Enter with which a text is taken: it comes before the end of the composition, or in Safari after it. */
async function take(field: Locator): Promise<void> {
	await field.dispatchEvent("keydown", { key: "Enter", isComposing: true });
	await field.dispatchEvent("keydown", { key: "Enter", keyCode: 229 });
}

const texts = {
	Japanese: ["ｋ", "か", "かん", "漢"],
	Chinese: ["n", "ni", "ni h", "你好"],
	Korean: ["ㅎ", "하", "한"],
	Vietnamese: ["e", "ê", "ề"],
	Hindi: ["h", "हि", "हिन्दी"],
};

test("what an input method composes is sent with the next Enter, not with its own", async ({ world }) => {
	const ada = await world.person("Ada");
	const { page, composer } = ada;
	await ada.open(world.general);
	for (const [language, steps] of Object.entries(texts))
		await test.step(language, async () => {
			const text = steps.at(-1)!;
			const end = await compose(page, steps);
			await take(composer);
			await expect(composer).toHaveValue(text);
			await end();
			await take(composer);
			await expect(composer).toHaveValue(text);
			await composer.press("Enter");
			await expect(composer).toHaveValue("");
			await expect(ada.message(text)).toHaveCount(1);
		});
});

test("the keys of an input method do nothing in any field: not in an edit, a search, the switcher, a picker or a dialog", async ({
	world,
}) => {
	const ada = await world.person("Ada");
	const { page, composer } = ada;
	await ada.chat.messages.create(world.general.id, { body: "a crab" });
	await ada.open(world.general);
	const keys = ["Enter", "Escape", "ArrowDown", "ArrowUp", "Tab"];
	const press = async (field: Locator) => {
		for (const key of keys) {
			await field.dispatchEvent("keydown", { key, isComposing: true });
			await field.dispatchEvent("keydown", { key, keyCode: 229 });
		}
		await expect(field).toBeFocused();
	};

	await expect(ada.message("a crab")).toBeVisible();
	await composer.press("ArrowUp");
	const editor = page.getByRole("textbox", { name: "Edit message" });
	await press(editor);
	await editor.press("Escape");
	await press(composer);
	await expect(editor).toHaveCount(0);

	await page.keyboard.press("Control+k");
	const switcher = page.getByRole("combobox");
	await switcher.fill("general");
	await press(switcher);
	await page.keyboard.press("Escape");

	await ada.act(ada.message("a crab"), "React");
	const picker = page.getByRole("searchbox", { name: "Search emoji" });
	await picker.fill("crab");
	await press(picker);
	// the first one empties the field
	await page.keyboard.press("Escape");
	await page.keyboard.press("Escape");
	await expect(picker).toHaveCount(0);
	await expect(ada.message("a crab").getByRole("button", { name: /1: You/ })).toHaveCount(0);

	await page.keyboard.press("Control+Shift+f");
	const search = page.getByRole("searchbox", { name: "Search messages" });
	await search.fill("crab");
	await expect(page.getByRole("complementary").getByRole("link", { name: /crab/ })).toBeVisible();
	await press(search);
});

const layouts: [keyboard: string, key: string, code: string][] = [
	["Russian", "и", "KeyB"],
	["Greek", "β", "KeyB"],
	["Hebrew", "נ", "KeyB"],
	["Arabic", "لا", "KeyB"],
	["Thai", "ิ", "KeyB"],
	["Hindi", "व", "KeyB"],
	["Korean", "ㅠ", "KeyB"],
	["Dvorak", "b", "KeyN"],
	["with Caps Lock", "B", "KeyB"],
	["Russian with Caps Lock", "И", "KeyB"],
];

test("Ctrl-B is bold on every keyboard, with Caps Lock too, and AltGr is not Ctrl", async ({ world }) => {
	const ada = await world.person("Ada");
	const { page, composer } = ada;
	await ada.open(world.general);
	const press = (key: string, code: string, more: object = {}) =>
		composer.dispatchEvent("keydown", { key, code, ctrlKey: true, bubbles: true, cancelable: true, ...more });
	for (const [keyboard, key, code] of layouts) {
		await composer.fill("слово");
		await composer.selectText();
		await press(key, code);
		await expect(composer, keyboard).toHaveValue("**слово**");
	}
	// Dvorak has another letter on the key of B; a Pole types ę with AltGr-E, which Windows calls Ctrl-Alt
	for (const [key, code, more] of [
		["x", "KeyB", {}],
		["ę", "KeyE", { altKey: true }],
		["и", "KeyB", { shiftKey: true }],
	] as const) {
		await composer.fill("слово");
		await composer.selectText();
		await press(key, code, more);
		await expect(composer).toHaveValue("слово");
	}

	await press("л", "KeyK");
	await expect(page.getByRole("dialog", { name: "Go to" })).toBeVisible();
	await page.keyboard.press("Escape");
	await press("А", "KeyF", { shiftKey: true });
	await expect(page.getByRole("searchbox", { name: "Search messages" })).toBeFocused();

	await ada.say("a message");
	await ada.message("a message").focus();
	// the server has it
	await expect(ada.message("a message").getByRole("button", { name: "More" })).toBeVisible();
	await ada.message("a message").dispatchEvent("keydown", { key: "у", code: "KeyE", bubbles: true });
	await expect(page.getByRole("textbox", { name: "Edit message" })).toBeFocused();
});

test("Enter sends a fence of one line, and adds a line in one that is open", async ({ world }) => {
	const ada = await world.person("Ada");
	await ada.open(world.general);
	await ada.composer.pressSequentially("```let x```");
	await ada.composer.press("Enter");
	await expect(ada.message("let x")).toBeVisible();
	await ada.composer.pressSequentially("```");
	await ada.composer.press("Enter");
	await ada.composer.pressSequentially("code");
	await ada.composer.press("Enter");
	await ada.composer.pressSequentially("```");
	await expect(ada.composer).toHaveValue("```\ncode\n```");
	await ada.composer.press("Enter");
	await expect(ada.composer).toHaveValue("");
});
