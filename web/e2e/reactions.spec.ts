import { faults } from "./faults.ts";
import { expect, test } from "./world.ts";

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
