import type { Locator } from "@playwright/test";
import { expect, test } from "./world.ts";

/** Selects a word of a field. */
const select = (field: Locator, word: string) =>
	field.evaluate((element: HTMLTextAreaElement, word) => {
		const at = element.value.indexOf(word);
		element.focus();
		element.setSelectionRange(at, at + word.length);
	}, word);

test("Ctrl-Z takes back each thing that the composer did, one after the other, and Ctrl-Y does it again", async ({
	world,
}) => {
	const ada = await world.person("Ada");
	const { user: grace } = await world.person("Grace");
	const { page, composer } = ada;
	await ada.open(world.general);
	await composer.pressSequentially("Мой план ");
	const texts = [await composer.inputValue()];
	const note = async (text: string) => {
		await expect(composer).toHaveValue(text);
		texts.push(text);
	};

	await select(composer, "план ");
	await composer.press("Control+b");
	await note("Мой **план** ");
	await composer.press("Control+i");
	await note("Мой **_план_** ");
	await page.getByRole("button", { name: "Code", exact: true }).click();
	await note("Мой **_`план`_** ");
	await composer.press("Control+End");
	await composer.pressSequentially("@gr");
	await expect(page.getByRole("option")).toHaveCount(1);
	await note("Мой **_`план`_** @gr");
	await composer.press("Enter");
	await note(`Мой **_\`план\`_** @${grace.handle} `);
	await composer.pressSequentially(":crab");
	await note(`${texts.at(-1)}:crab`);
	await expect(page.getByRole("option").first()).toContainText("🦀");
	await composer.press("Tab");
	await note(texts.at(-1)!.replace(":crab", "🦀 "));

	// what was typed may come back in several steps
	const walk = async (key: string, end: string) => {
		const seen: string[] = [];
		while (seen.at(-1) !== end && seen.length < 40) {
			await composer.press(key);
			seen.push(await composer.inputValue());
		}
		return seen.filter((text) => texts.includes(text));
	};
	expect(await walk("Control+z", "")).toEqual(texts.slice(0, -1).toReversed());
	expect(await walk("Control+y", texts.at(-1)!)).toEqual(texts);
});
