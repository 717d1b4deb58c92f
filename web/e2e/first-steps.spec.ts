import { expect, test } from "./world.ts";

test("the owner of a new workspace is led through the first steps, until all are done", async ({ world }) => {
	const edith = await world.owner();
	await edith.open(world.general);
	const card = edith.page.getByRole("region", { name: "First steps" });
	await card.getByRole("button", { name: "Say hello" }).click();
	await expect(edith.composer).toBeFocused();
	await edith.say("hello");
	await expect(card.getByText("Say hello, done")).toBeVisible();
	await card.getByRole("button", { name: "Add a channel" }).click();
	await edith.page.getByLabel("Name").fill("harbour");
	await edith.page.keyboard.press("Enter");
	await expect(card.getByText("Add a channel, done")).toBeVisible();
	await world.person("Ada");
	await expect(card).toHaveCount(0);
});

test("dismissed first steps stay away, and members never see them", async ({ world }) => {
	const edith = await world.owner();
	await edith.open(world.general);
	const card = edith.page.getByRole("region", { name: "First steps" });
	await card.getByRole("button", { name: "Dismiss first steps" }).click();
	await expect(card).toHaveCount(0);
	await edith.open(world.general);
	await expect(card).toHaveCount(0);
	const ada = await world.person("Ada");
	await ada.open(world.general);
	await expect(ada.page.getByRole("region", { name: "First steps" })).toHaveCount(0);
});
