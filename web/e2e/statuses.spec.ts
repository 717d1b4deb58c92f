import { faults } from "./faults.ts";
import { phone } from "./finger.ts";
import { smallTargets } from "./targets.ts";
import { expect, test, type Person } from "./world.ts";

const dialog = ({ page }: Person) => page.getByRole("dialog", { name: "Set a status" });
const me = ({ page }: Person) => page.getByRole("button", { name: /^You: / });
const later = (ms: number) => new Date(Date.now() + ms).toISOString();

test("a status is set from my menu, seen beside my name by others, cleared and brought back", async ({
	world,
}, info) => {
	const ada = await world.person("Ada");
	const grace = await world.person("Grace", { colorScheme: "dark" });
	const { conversation } = await grace.chat.dms.create(world.workspace.id, [ada.user.id]);
	await grace.chat.messages.create(conversation.id, { body: "just us" });
	await ada.chat.messages.create(world.general.id, { body: "tea is ready" });
	await Promise.all([ada, grace].map((person) => person.open(world.general)));
	const name = grace.message("tea is ready").getByRole("button", { name: "Ada" });
	const head = grace.message("tea is ready");
	await expect(name).toBeVisible();
	const before = await head.boundingBox();

	await test.step("by keyboard, with a suggestion", async () => {
		await me(ada).focus();
		await ada.page.keyboard.press("Enter");
		await ada.page.getByRole("menuitem", { name: "Set a status" }).press("Enter");
		await expect(dialog(ada).getByRole("textbox", { name: "Status" })).toBeFocused();
		await dialog(ada).getByRole("button", { name: "molting" }).press("Enter");
		await expect(dialog(ada).getByRole("textbox", { name: "Status" })).toHaveValue("molting");
		await dialog(ada).getByRole("combobox", { name: "Clear after" }).selectOption("1 hour");
		expect(await faults(ada.page)).toEqual([]);
		await ada.page.screenshot({ path: info.outputPath("dialog.png") });
		await dialog(ada).getByRole("textbox", { name: "Status" }).press("Enter");
		await expect(dialog(ada)).toHaveCount(0);
		await expect(ada.page.getByText("Your status is set.")).toBeVisible();
	});

	await test.step("others see it beside the name, in messages, direct messages, members, profile and mentions", async () => {
		const seen = head.getByRole("img", { name: "molting" });
		await expect(seen).toHaveText("🦀");
		expect(await head.boundingBox()).toEqual(before);
		await seen.hover();
		await expect(grace.page.locator(".tooltip")).toHaveText("molting");
		await expect(grace.page.getByRole("link", { name: /^Ada molting/ })).toBeVisible();
		await grace.page.screenshot({ path: info.outputPath("seen.png") });
		await name.click();
		const card = grace.page.getByRole("dialog", { name: /Ada/ });
		await expect(card).toContainText("molting");
		await expect(card).toContainText(/Until .* at /);
		expect(await faults(grace.page)).toEqual([]);
		await grace.page.screenshot({ path: info.outputPath("card.png") });
		await grace.page.keyboard.press("Escape");
		await grace.composer.fill("");
		await grace.composer.pressSequentially("@ad");
		await expect(grace.page.getByRole("option", { name: /Ada/ })).toContainText("🦀");
		await grace.page.keyboard.press("Escape");
		await grace.composer.fill("");
	});

	await test.step("it is cleared with one press, which can be undone", async () => {
		await me(ada).click();
		await expect(ada.page.getByRole("menuitem", { name: "🦀 molting" })).toBeVisible();
		await ada.page.getByRole("menuitem", { name: "Clear status" }).click();
		await expect(head.getByRole("img")).toHaveCount(0);
		await ada.page.getByRole("button", { name: "Undo" }).click();
		await expect(head.getByRole("img", { name: "molting" })).toBeVisible();
	});

	await test.step("at its end it goes", async () => {
		await ada.chat.statuses.set(world.workspace.id, { text: "afk", expires_at: later(2_500) });
		await expect(head.getByRole("img", { name: "afk" })).toHaveText("💬");
		await expect(head.getByRole("img")).toHaveCount(0);
		await me(ada).click();
		await expect(ada.page.getByRole("menuitem", { name: "Set a status" })).toBeVisible();
	});
});

test("an emoji is chosen from all, and removed; until a day and time", async ({ world }, info) => {
	const ada = await world.person("Ada", { colorScheme: "dark" });
	await ada.chat.statuses.set(world.workspace.id, { emoji: "🌴", text: "away" });
	await ada.open(world.general);
	await me(ada).click();
	await ada.page.getByRole("menuitem", { name: "🌴 away" }).click();
	const text = dialog(ada).getByRole("textbox", { name: "Status" });
	await expect(text).toHaveValue("away");
	await dialog(ada).getByRole("button", { name: "Emoji: 🌴" }).click();
	await ada.page.getByRole("searchbox", { name: "Search emoji" }).fill("octopus");
	await ada.page.screenshot({ path: info.outputPath("picker.png") });
	await ada.page.keyboard.press("Enter");
	await expect(dialog(ada).getByRole("button", { name: "Emoji: 🐙" })).toBeVisible();
	await dialog(ada).getByRole("button", { name: "Remove emoji" }).click();
	await expect(dialog(ada).getByRole("button", { name: "Choose an emoji" })).toBeVisible();
	await dialog(ada).getByRole("combobox", { name: "Clear after" }).selectOption("Date and time…");
	await expect(dialog(ada).getByLabel("Day and time")).toBeVisible();
	await dialog(ada).getByRole("button", { name: "Set a status" }).click();
	await expect(dialog(ada)).toHaveCount(0);
	const { status } = await ada.chat.members.get(world.workspace.id, ada.user.id);
	expect(status).toEqual({ emoji: "", text: "away", expires_at: expect.any(String) });
});

test("on a phone it is set in the settings, and the dialog fits", async ({ world }, info) => {
	const ada = await world.person("Ada", { ...phone, colorScheme: "dark" });
	const grace = await world.person("Grace", phone);
	await ada.chat.messages.create(world.general.id, { body: "tea is ready" });
	await grace.open(world.general);
	await expect(grace.message("tea is ready")).toBeVisible();
	await ada.open(world.general);
	await ada.page.goto("/settings/profile");
	await ada.page.getByRole("button", { name: "Set a status" }).tap();
	await expect(dialog(ada).getByRole("textbox", { name: "Status" })).toBeVisible();
	await dialog(ada).getByRole("button", { name: "On holiday" }).tap();
	expect(await smallTargets(ada.page)).toEqual([]);
	expect(await faults(ada.page)).toEqual([]);
	await ada.page.screenshot({ path: info.outputPath("dialog-phone.png") });
	await dialog(ada).getByRole("button", { name: "Set a status" }).tap();
	await expect(dialog(ada)).toHaveCount(0);
	await expect(grace.message("tea is ready").getByRole("img", { name: "On holiday" })).toHaveText("🌴");
	await grace.page.screenshot({ path: info.outputPath("seen-phone.png") });
	expect(await faults(grace.page)).toEqual([]);
});

test("the status of somebody beyond the first two hundred members is seen too", async ({ world }) => {
	const [ada, zuse] = [await world.person("Ada"), await world.person("Zuse")];
	await world.crowd(200);
	await zuse.chat.messages.create(world.general.id, { body: "from the end of the list" });
	await zuse.chat.statuses.set(world.workspace.id, { emoji: "👀", text: "lurking" });
	await ada.open(world.general);
	await expect(ada.message("from the end").getByRole("img", { name: "lurking" })).toBeVisible();
});
