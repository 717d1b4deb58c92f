import { ClickClack } from "@clickclack/sdk";
import { faults } from "./faults.ts";
import { Finger, middleOf, phone } from "./finger.ts";
import { origin } from "./server.ts";
import { smallTargets } from "./targets.ts";
import { expect, test, type Person } from "./world.ts";

test("who reacted is shown on hover and on focus, to both, and follows what they do", async ({ world }, info) => {
	const narrow = { viewport: { width: 390, height: 844 } };
	const [ada, grace] = [await world.person("Ada", narrow), await world.person("Grace", { colorScheme: "dark" })];
	const { message } = await ada.chat.messages.create(world.general.id, { body: "tea is ready" });
	await grace.chat.channels.join(world.general.id);
	await Promise.all([ada.open(world.general), grace.open(world.general)]);
	await grace.chat.reactions.add(message.id, "🦀");
	const chip = ada.message("tea is ready").getByRole("button", { name: /^🦀/ });
	await expect(chip).toHaveAccessibleName(/Grace/);
	await expect(chip).toHaveAttribute("aria-pressed", "false");
	const bubble = ada.page.locator(".tooltip");
	await chip.hover();
	await expect(bubble).toContainText("Grace");
	expect(await faults(ada.page)).toEqual([]);
	await chip.click();
	await expect(chip).toHaveAttribute("aria-pressed", "true");
	const theirs = grace.message("tea is ready").getByRole("button", { name: /^🦀/ });
	await expect(theirs).toHaveAccessibleName(/Ada/);
	await expect(theirs).toHaveAccessibleName(/You/i);
	await grace.message("tea is ready").focus();
	await grace.page.keyboard.press("Tab");
	await theirs.focus();
	await expect(grace.page.locator(".tooltip")).toHaveText(/You.*Ada/);
	expect(await faults(grace.page)).toEqual([]);
	await grace.page.screenshot({ path: info.outputPath("who-reacted.png") });
	await grace.page.keyboard.press("Enter");
	await expect(chip).not.toHaveAccessibleName(/Grace/);
});

test("a reaction that cannot be loaded says so, and what to do", async ({ world }) => {
	const ada = await world.person("Ada");
	const { message } = await ada.chat.messages.create(world.general.id, { body: "far from shore" });
	await ada.chat.reactions.add(message.id, "🦀");
	await ada.page.route("**/assets/parts-*", (route) => route.abort());
	await ada.open(world.general);
	await ada.message("far from shore").getByRole("button", { name: /^🦀/ }).click();
	await expect(ada.page.getByText("This couldn't be loaded. Check your connection, then try again.")).toBeVisible();
	await expect(ada.page.getByText("Something went wrong")).toHaveCount(0);
});

const dialog = ({ page }: Person) => page.getByRole("dialog", { name: "Reactions" });

test("all who reacted are listed, for a key and for a finger, and the list follows what they do", async ({
	world,
}, info) => {
	const ada = await world.person("Ada", phone);
	const grace = await world.person("Grace", { colorScheme: "dark" });
	const { message } = await ada.chat.messages.create(world.general.id, { body: "low tide" });
	await ada.chat.messages.create(world.general.id, { body: "high tide" });
	await grace.chat.channels.join(world.general.id);
	await ada.chat.reactions.add(message.id, "🦀");
	await grace.chat.reactions.add(message.id, "🐚");
	await Promise.all([ada.open(world.general), grace.open(world.general)]);

	await test.step("by keyboard from the menu of a message that has some", async () => {
		const { page } = grace;
		const menu = async (text: string) => {
			await expect(grace.message(text)).toBeVisible();
			await grace.message(text).focus();
			await page.keyboard.press("m");
			await expect(page.getByRole("menuitem", { name: "Copy link" })).toBeVisible();
		};
		await menu("high tide");
		await expect(page.getByRole("menuitem", { name: "Reactions" })).toHaveCount(0);
		await page.keyboard.press("Escape");
		await menu("low tide");
		await page.getByRole("menuitem", { name: "Reactions" }).focus();
		await page.keyboard.press("Enter");
		await expect(dialog(grace)).toContainText(/🐚.*1\s*(G\s*)?Grace\s*.*🦀.*1\s*(A\s*)?Ada/);
		expect(await faults(page)).toEqual([]);
		await page.screenshot({ path: info.outputPath("reactions.png") });
	});

	await test.step("a finger that holds a reaction opens the same, and adds none", async () => {
		await expect(ada.page.locator("html[data-touch]")).toBeAttached();
		const finger = await Finger.on(ada.page);
		const chip = ada.message("low tide").getByRole("button", { name: /^🐚|^.🐚/ });
		await finger.put(await middleOf(chip));
		await expect(dialog(ada)).toContainText("Grace");
		await finger.lift();
		await expect(dialog(ada)).toContainText("Grace");
		await expect(chip).toHaveAttribute("aria-pressed", "false");
		expect(await smallTargets(ada.page)).toEqual([]);
		expect(await faults(ada.page)).toEqual([]);
		await ada.page.screenshot({ path: info.outputPath("reactions-phone.png") });
	});

	await test.step("both follow what is added and taken back", async () => {
		await ada.chat.reactions.add(message.id, "🐚");
		for (const person of [ada, grace]) await expect(dialog(person)).toContainText(/🐚.*2/);
		for (const person of [ada, grace]) await expect(dialog(person).getByRole("link", { name: "Ada" })).toHaveCount(2);
		await grace.chat.reactions.remove(message.id, "🐚");
		for (const person of [ada, grace]) await expect(dialog(person).getByRole("link", { name: "Grace" })).toHaveCount(0);
	});

	await test.step("a name leads to a profile", async () => {
		await dialog(ada).getByRole("link", { name: "Ada" }).first().tap();
		await expect(dialog(ada)).toHaveCount(0);
		await expect(ada.page.getByRole("complementary", { name: "Profile" })).toContainText("Ada");
	});

	await test.step("it closes with its message", async () => {
		await ada.chat.messages.delete(message.id);
		await expect(dialog(grace)).toHaveCount(0);
		await expect(grace.timeline).toContainText("This message was deleted.");
	});
});

test("of more people than a message names all are listed, page by page", async ({ world }) => {
	const [ada, owner] = [await world.person("Ada"), await world.owner()];
	const { message } = await ada.chat.messages.create(world.general.id, { body: "everybody here?" });
	const { token } = await owner.chat.invites.create(world.workspace.id);
	for (let n = 0; n < 52; n++) {
		const crab = new ClickClack({ baseUrl: origin });
		await crab.invites.accept(token, { display_name: `Crab ${n}` });
		await crab.reactions.add(message.id, "🦀");
	}
	await ada.open(world.general);
	await expect(ada.message("everybody here?").getByRole("button", { name: /🦀/ })).toHaveAccessibleName(/32 more/);
	await ada.message("everybody here?").focus();
	await ada.page.keyboard.press("m");
	await ada.page.getByRole("menuitem", { name: "Reactions" }).click();
	const names = dialog(ada).getByRole("link");
	await expect(names).toHaveCount(50);
	await dialog(ada).getByRole("button", { name: "More" }).click();
	await expect(names).toHaveCount(52);
	await ada.chat.reactions.add(message.id, "🦀");
	await expect(names).toHaveCount(53);
});
