import { faults } from "./faults.ts";
import { phone } from "./finger.ts";
import { smallTargets } from "./targets.ts";
import { type Person, type World, expect, test } from "./world.ts";

async function scene(world: World, window = {}) {
	const owner = await world.owner(window);
	const grace = await world.person("Grace", { colorScheme: "dark" });
	await grace.chat.messages.create(world.general.id, { body: "hello from Grace" });
	await grace.open(world.general);
	await owner.open(world.general);
	await owner.message("hello from Grace").getByRole("button", { name: "Grace" }).first().click();
	return { owner, grace };
}

const dialog = ({ page }: Person) => page.getByRole("dialog", { name: "Make Grace the owner?" });

test("an owner makes somebody else the owner after typing their handle; both see it at once", async ({
	world,
}, info) => {
	const { owner, grace } = await scene(world);
	await owner.page.getByRole("button", { name: "Make owner" }).click();
	const field = dialog(owner).getByRole("textbox");
	await expect(field).toBeFocused();
	await field.fill("edith");
	await field.press("Enter");
	await expect(dialog(owner)).toContainText("That isn't their handle");
	expect((await owner.chat.workspaces.get(world.workspace.id)).role).toBe("owner");
	expect(await faults(owner.page)).toEqual([]);
	await owner.page.screenshot({ path: info.outputPath("dialog.png") });
	await field.fill(`@${grace.user.handle}`);
	await field.press("Enter");
	await expect(dialog(owner)).toHaveCount(0);
	await expect(owner.page.getByText("Grace is now the owner.")).toBeVisible();

	await test.step("who was the owner is a moderator, who can do nothing to the new one", async () => {
		expect((await owner.chat.workspaces.get(world.workspace.id)).role).toBe("moderator");
		await owner.message("hello from Grace").getByRole("button", { name: "Grace" }).first().click();
		const card = owner.page.getByRole("dialog", { name: /Profile of Grace/ });
		await expect(card).toContainText("Owner");
		await expect(card.getByRole("button", { name: "Make owner" })).toHaveCount(0);
		await expect(card.getByRole("button", { name: "Remove from workspace" })).toHaveCount(0);
	});

	await test.step("the new owner may do what only owners do, without a reload", async () => {
		await owner.chat.messages.create(world.general.id, { body: "hello from Edith" });
		await grace.message("hello from Edith").getByRole("button", { name: "Edith Clarke" }).first().click();
		await expect(grace.page.getByRole("button", { name: "Make owner" })).toBeVisible();
		await grace.page.screenshot({ path: info.outputPath("card.png") });
	});
});

test("on a phone", async ({ world }, info) => {
	const { owner, grace } = await scene(world, { ...phone, colorScheme: "dark" });
	await owner.page.getByRole("button", { name: "Make owner" }).tap();
	await expect(dialog(owner).getByRole("textbox")).toBeVisible();
	expect(await smallTargets(owner.page)).toEqual([]);
	expect(await faults(owner.page)).toEqual([]);
	await owner.page.screenshot({ path: info.outputPath("dialog-phone.png") });
	await dialog(owner).getByRole("textbox").fill(grace.user.handle);
	await dialog(owner).getByRole("button", { name: "Transfer the workspace" }).tap();
	await expect(dialog(owner)).toHaveCount(0);
	expect((await grace.chat.workspaces.get(world.workspace.id)).role).toBe("owner");
});
