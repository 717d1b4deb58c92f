import { type Person, expect, test } from "./world.ts";

for (const [width, height] of [
	[1280, 800],
	[390, 844],
	[320, 568],
] as const)
	test(`an emoji is found by its name, in a window ${width} wide`, async ({ world }) => {
		const ada = await world.person("Ada", { viewport: { width, height } });
		await ada.chat.messages.create(world.general.id, { body: "we launch on Monday" });
		await ada.open(world.general);
		const message = ada.message("we launch on Monday");
		await ada.act(message, "React");
		await expect(ada.page.getByRole("searchbox", { name: "Search emoji" })).toBeFocused();
		await expect(ada.page.getByRole("dialog", { name: "Choose an emoji" })).toBeInViewport({ ratio: 1 });
		await ada.page.keyboard.type("rocket");
		await ada.page.keyboard.press("Enter");
		await expect(message.getByRole("button", { name: /^🚀 1: You/ })).toBeVisible();
	});

test("the picker that was opened with the mouse closes with the choice, and the focus goes back", async ({ world }) => {
	const ada = await world.person("Ada");
	const errors: string[] = [];
	ada.page.on("pageerror", (error) => errors.push(error.message));
	await ada.chat.messages.create(world.general.id, { body: "a message" });
	await ada.open(world.general);
	const message = ada.message("a message");
	await ada.act(message, "React");
	await ada.page.keyboard.type("heart");
	await expect(ada.page.getByRole("searchbox", { name: "Search emoji" })).toHaveValue("heart");
	await ada.page.keyboard.press("Enter");
	await expect(message.getByRole("button", { name: /1: You/ })).toBeVisible();
	await expect(ada.page.getByRole("dialog", { name: "Choose an emoji" })).toHaveCount(0);
	await expect(message.getByRole("button", { name: "React", exact: true })).toBeFocused();
	expect(errors).toEqual([]);
});

/** The picker of the first message. */
async function openPicker(ada: Person) {
	const { page } = ada;
	const message = ada.timeline.getByRole("article").first();
	await ada.act(message, "React");
	const picker = page.getByRole("dialog", { name: "Choose an emoji" });
	const section = (name: string) => picker.getByRole("region", { name });
	return { message, picker, section, button: (name: string) => picker.getByRole("button", { name, exact: true }) };
}

test("creatures of the sea come first for who has used no emoji yet, then those that were used", async ({ world }) => {
	const ada = await world.person("Ada");
	const { page } = ada;
	await ada.chat.messages.create(world.general.id, { body: "a message" });
	await ada.open(world.general);
	const { message, picker, section } = await openPicker(ada);
	const signs = (name: string) => section(name).getByRole("button").allInnerTexts();
	await expect.poll(async () => (await signs("Suggestions")).join("")).toBe("🦀🦞🦐🐚🐙🐠🐳🐬");
	await page.keyboard.type("shell");
	await expect.poll(async () => (await signs("Search results")).slice(0, 4).join("")).toBe("🐚🦀🦞🦐");
	await page.keyboard.press("Enter");
	await expect(message.getByRole("button", { name: /^🐚 1: You/ })).toBeVisible();
	await expect(picker).toHaveCount(0);
	await ada.act(message, "React");
	await expect.poll(() => signs("Recently used")).toEqual(["🐚"]);
	await page.keyboard.type("no such emoji");
	await expect(page.getByText("No emoji found. Try “crab”.")).toBeVisible();
});

test("the keyboard reaches every category and emoji, and Escape gives the focus back", async ({ world }) => {
	const ada = await world.person("Ada");
	const { keyboard } = ada.page;
	await ada.chat.messages.create(world.general.id, { body: "a message" });
	await ada.open(world.general);
	const { message, picker, section, button } = await openPicker(ada);
	await expect(picker.getByRole("searchbox")).toBeFocused();
	await keyboard.press("Tab");
	await expect(button("Suggestions")).toBeFocused();
	await keyboard.press("ArrowLeft");
	await expect(button("Flags")).toBeFocused();
	await expect(section("Flags").getByRole("button").first()).toBeInViewport();
	await keyboard.press("Tab");
	await expect(button("chequered flag")).toBeFocused();
	await keyboard.press("Control+End");
	await expect(button("flag: Wales")).toBeFocused();
	await expect(button("flag: Wales")).toBeInViewport({ ratio: 0.9 });
	await keyboard.press("ArrowRight");
	await expect(button("flag: Wales")).toBeFocused();
	await keyboard.press("Control+Home");
	await expect(button("crab").first()).toBeFocused();
	await keyboard.press("ArrowRight");
	await expect(button("lobster").first()).toBeFocused();
	await keyboard.press("ArrowDown");
	await expect(section("Claw pack").getByRole("button").nth(1)).toBeFocused();
	await keyboard.press("End");
	await keyboard.press("ArrowRight");
	await keyboard.press("Home");
	await keyboard.press("ArrowUp");
	await expect(button("claw")).toBeFocused();
	await keyboard.press("ArrowUp");
	await keyboard.press("ArrowUp");
	await expect(picker.getByRole("searchbox")).toBeFocused();
	await keyboard.press("ArrowDown");
	await keyboard.press("Escape");
	await expect(picker).toHaveCount(0);
	await expect(message.getByRole("button", { name: "React", exact: true })).toBeFocused();
});

test("the skin tone is chosen once, for the picker, the buttons of a message and names", async ({ world }) => {
	const ada = await world.person("Ada");
	const { page, composer } = ada;
	await ada.chat.messages.create(world.general.id, { body: "a message" });
	await ada.open(world.general);
	const { message, picker, button } = await openPicker(ada);
	await picker.getByRole("radio", { name: "Medium", exact: true }).check();
	await expect(button("waving hand")).toHaveText("👋🏽");
	await expect(button("grinning face")).toHaveText("😀");
	await expect(message.getByRole("button", { name: "React with 👍🏽" })).toBeVisible();
	await page.keyboard.press("Escape");
	const emoji = page.waitForResponse("**/assets/emoji-*");
	await page.reload();
	await expect(composer).toBeVisible();
	await emoji;
	await message.hover();
	await message.getByRole("button", { name: "React with 👍🏽" }).click();
	await expect(message.getByRole("button", { name: /^👍🏽 1: You/ })).toBeVisible();
	await composer.pressSequentially("hello :wave: :tada:");
	await expect(composer).toHaveValue("hello 👋🏽 🎉");
	await openPicker(ada);
	await picker.getByRole("radio", { name: "Default" }).check();
	await expect(button("waving hand")).toHaveText("👋");
	await expect(picker.getByRole("region", { name: "Recently used" }).getByRole("button")).toHaveText(["👍"]);
});

test("names between colons that are pasted become emoji, but not in code, and not what stood there", async ({
	world,
}) => {
	const ada = await world.person("Ada", { permissions: ["clipboard-read", "clipboard-write"] });
	const { page, composer } = ada;
	const pasting = page.waitForResponse("**/assets/pasting-*");
	await ada.open(world.general);
	await pasting;
	await page.waitForLoadState("networkidle");
	await composer.fill(":tada: ");
	await composer.press("End");
	await page.evaluate(() => navigator.clipboard.writeText("ship it :rocket::tada: at 12:30:45\r\n`:heart:` :heart:"));
	await composer.press("Control+V");
	await expect(composer).toHaveValue(":tada: ship it 🚀🎉 at 12:30:45\n`:heart:` ❤️");
	await composer.pressSequentially(" !");
	await expect(composer).toHaveValue(/❤️ !$/);
});

test("the first name that is pasted or typed becomes an emoji, as soon as the emoji are there", async ({ world }) => {
	const ada = await world.person("Ada", { permissions: ["clipboard-read", "clipboard-write"] });
	const { page, composer } = ada;
	await page.route(/emoji[^/]*\.(?:txt|tsv)|Suggestions/, async (route) => {
		await new Promise((resolve) => setTimeout(resolve, 300));
		await route.continue();
	});
	await ada.open(world.general);
	await page.evaluate(() => navigator.clipboard.writeText("done :tada:"));
	await composer.press("Control+V");
	await expect(composer).toHaveValue("done 🎉");
	await page.reload();
	await composer.fill("");
	await composer.pressSequentially(":crab:");
	await expect(composer).toHaveValue("🦀");
});

test("forms of an emoji that look the same are one reaction", async ({ world }) => {
	const [ada, grace] = await Promise.all([world.person("Ada"), world.person("Grace")]);
	const { message: sent } = await grace.chat.messages.create(world.general.id, { body: "a message" });
	for (const emoji of ["\u2764", ":clam:"]) await grace.chat.reactions.add(sent.id, emoji);
	await ada.open(world.general);
	const { message, section, button } = await openPicker(ada);
	await ada.page.keyboard.type("heart");
	await button("red heart").click();
	const chips = message.getByRole("list", { name: "Reactions" }).getByRole("button");
	const hearts = chips.filter({ hasText: "\u2764" });
	await expect(hearts).toHaveAccessibleName(/^\u2764 2: /);
	await expect(hearts).toHaveAttribute("aria-pressed", "true");
	await ada.act(message, "React with ❤️");
	await expect(hearts).toHaveAccessibleName("\u2764 1: Grace");
	// what is no emoji can be joined, and is not offered
	await chips.filter({ hasText: ":clam:" }).click();
	await expect(chips).toHaveText([/:clam:\s*2/, /\u2764\s*1/]);
	await hearts.click();
	await expect(hearts).toHaveAccessibleName(/^\u2764 2: /);
	await openPicker(ada);
	await expect(section("Recently used").getByRole("button")).toHaveText(["❤️"]);
});

test("the picker opens with one screen of emoji, and the others follow", async ({ world }) => {
	const ada = await world.person("Ada");
	await ada.chat.messages.create(world.general.id, { body: "a message" });
	await ada.open(world.general);
	const { picker } = await openPicker(ada);
	await expect(picker.getByRole("region")).toHaveCount(11);
	await ada.page.keyboard.press("Escape");
	await expect(picker).toHaveCount(0);
	const drawn = await ada.page.evaluate(() => {
		document.querySelector<HTMLElement>('[aria-keyshortcuts="R"]')!.click();
		return document.querySelectorAll(".picker .grid button").length;
	});
	expect(drawn).toBeGreaterThan(50);
	expect(drawn).toBeLessThan(250);
});
