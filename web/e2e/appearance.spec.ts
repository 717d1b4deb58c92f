import type { Page } from "@playwright/test";
import { faults } from "./faults.ts";
import { expect, test } from "./world.ts";

const shown = (page: Page) => page.evaluate(() => ({ ...document.documentElement.dataset }));
const choose = (page: Page, name: string) => page.getByText(name, { exact: true }).click();

test("the theme, the layout and the density are kept with the account, and there before the first paint", async ({
	world,
}) => {
	const ada = await world.person("Ada", { colorScheme: "light" });
	const { page } = ada;
	await page.goto("/settings/appearance");
	for (const name of ["Iris", "Outlined", "Compact", "Dark"]) await choose(page, name);
	const chosen = { color_mode: "dark", board_theme: "iris", message_layout: "outlined", density: "compact" };
	await expect.poll(async () => (await ada.chat.me.get()).appearance_preferences).toEqual(chosen);
	const look = { theme: "dark", board: "iris", layout: "outlined", density: "compact" };
	await expect.poll(() => shown(page)).toMatchObject(look);

	// Nothing but the page and its first script has been run: the rest of the app never arrives.
	await page.route("**/assets/*.js", (route) => route.abort());
	await page.reload({ waitUntil: "domcontentloaded" });
	expect(await shown(page)).toMatchObject(look);
});

test("on another device the appearance is what was chosen on the first", async ({ world }) => {
	const ada = await world.person("Ada");
	await ada.chat.me.update({ appearance_preferences: { board_theme: "moss" } });
	await ada.open(world.general);
	await expect.poll(async () => (await shown(ada.page))["board"]).toBe("moss");
});

for (const density of ["comfortable", "compact"] as const)
	test(`a short message is as high as ${density} says`, async ({ world }) => {
		const ada = await world.person("Ada", { viewport: { width: 1440, height: 900 } });
		await ada.chat.me.update({ appearance_preferences: { density } });
		await ada.chat.messages.create(world.general.id, { body: "hello" });
		await ada.open(world.general);
		const { height } = (await ada.message("hello").boundingBox())!;
		const most = { comfortable: 50, compact: 28 }[density];
		expect(height).toBeLessThanOrEqual(most);
		expect(height).toBeGreaterThan(most - 8);
	});

for (const colorScheme of ["light", "dark"] as const)
	for (const message_layout of ["standard", "outlined"] as const)
		test(`no theme has a fault of accessibility, ${colorScheme}, ${message_layout}`, async ({ world }) => {
			const ada = await world.person("Ada", { colorScheme });
			const grace = await world.person("Grace");
			const body = `@${ada.user.handle}: [a link](https://example.com) and \`code\``;
			const { message } = await grace.chat.messages.create(world.general.id, { body });
			await ada.chat.reactions.add(message.id, "👍");
			await ada.chat.me.update({ appearance_preferences: { message_layout } });
			await ada.open(world.general);
			await expect(ada.message("a link")).toBeVisible();
			await expect.poll(async () => (await shown(ada.page))["layout"]).toBe(message_layout);
			for (const board of ["signal", "ember", "moss", "iris"]) {
				await ada.page.evaluate((name) => (document.documentElement.dataset["board"] = name), board);
				expect(await faults(ada.page), board).toEqual([]);
			}
		});

test("letters are drawn in Inter, and no line moves when it arrives", async ({ world }) => {
	const ada = await world.person("Ada");
	const { page } = ada;
	await ada.chat.messages.create(world.general.id, { body: "The quick brown fox jumps over the lazy dog. ".repeat(9) });
	const loaded = () =>
		page.evaluate(() => [...document.fonts].some((font) => font.family === "Inter" && font.status === "loaded"));
	await ada.open(world.general);
	await expect.poll(loaded).toBe(true);
	const after = await ada.message("quick").boundingBox();
	await page.route("**/*.woff2", (route) => route.abort());
	await page.reload();
	const before = await ada.message("quick").boundingBox();
	expect(await loaded()).toBe(false);
	expect(before).toEqual(after);
});

for (const width of [1440, 390])
	test(`a toast covers no composer, ${width} px wide`, async ({ world }) => {
		const ada = await world.person("Ada", { viewport: { width, height: 800 } });
		await ada.open(world.general);
		await ada.composer.fill("one\ntwo\nthree\nfour\nfive\nsix");
		const { message } = await ada.chat.messages.create(world.general.id, { body: "to delete" });
		await ada.act(ada.message(message.body), "More");
		await ada.page.getByRole("menuitem", { name: "Delete message" }).click();
		const toast = ada.page.getByRole("button", { name: "Undo" });
		const above = (await toast.boundingBox())!;
		const below = (await ada.composer.boundingBox())!;
		expect(above.y + above.height).toBeLessThan(below.y);
		expect(above.x).toBeLessThan(width / 2);
	});

test("the composer has a ring for who comes to it by keys, not for who clicks", async ({ world }) => {
	const ada = await world.person("Ada");
	await ada.open(world.general);
	const ring = () => ada.composer.evaluate((field) => getComputedStyle(field.parentElement!).boxShadow);
	await ada.composer.click();
	expect(await ring()).toBe("none");
	await ada.page.keyboard.press("Tab");
	await ada.page.keyboard.press("Shift+Tab");
	await expect(ada.composer).toBeFocused();
	expect(await ring()).not.toBe("none");
});

test("on a phone each row of choices is full", async ({ world }) => {
	const ada = await world.person("Ada", { viewport: { width: 390, height: 844 } });
	await ada.page.goto("/settings/appearance");
	const groups = ada.page.getByRole("group");
	await expect(groups.first()).toBeVisible();
	for (const group of await groups.all()) {
		const boxes = await Promise.all((await group.locator("label").all()).map((label) => label.boundingBox()));
		const rows = Map.groupBy(boxes, (box) => Math.round(box!.y));
		expect(new Set([...rows.values()].map((row) => row.length)).size).toBe(1);
		expect(Math.max(...boxes.map((box) => box!.width)) - Math.min(...boxes.map((box) => box!.width))).toBeLessThan(2);
	}
});
