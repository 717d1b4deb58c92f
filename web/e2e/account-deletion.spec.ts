import { faults } from "./faults.ts";
import { phone } from "./finger.ts";
import { expect, test } from "./world.ts";

test("an account is deleted after its handle is typed; what was written stays, without the name", async ({
	world,
}, info) => {
	const ada = await world.person("Ada");
	const grace = await world.person("Grace", { colorScheme: "dark" });
	await grace.chat.messages.create(world.general.id, { body: "what I said" });
	await ada.open(world.general);
	await expect(ada.message("what I said")).toContainText("Grace");
	await grace.open(world.general);
	await grace.page.goto("/settings/account");
	await grace.page.getByRole("button", { name: "Delete account" }).click();
	const dialog = grace.page.getByRole("dialog", { name: "Delete your account?" });
	await dialog.getByRole("textbox").fill("somebody");
	await dialog.getByRole("textbox").press("Enter");
	await expect(dialog).toContainText("That isn't your handle");
	expect(await faults(grace.page)).toEqual([]);
	await grace.page.screenshot({ path: info.outputPath("dialog.png") });
	await dialog.getByRole("textbox").fill(`@${grace.user.handle}`);
	await dialog.getByRole("textbox").press("Enter");
	await expect(grace.page).toHaveURL("/signin");
	await expect(ada.message("what I said")).toContainText("Deleted account");
	await expect(ada.page.getByRole("main")).not.toContainText("Grace");
	await grace.page.goto("/app");
	await expect(grace.page).toHaveURL(/\/signin/);
});

test("who owns a workspace is told which, also on a phone", async ({ world }, info) => {
	const owner = await world.owner(phone);
	await owner.page.goto("/settings/account");
	await owner.page.screenshot({ path: info.outputPath("account.png"), fullPage: true });
	await owner.page.getByRole("button", { name: "Delete account" }).click();
	const dialog = owner.page.getByRole("dialog", { name: "Delete your account?" });
	await dialog.getByRole("textbox").fill(owner.user.handle);
	await owner.page.screenshot({ path: info.outputPath("dialog.png") });
	await dialog.getByRole("button", { name: "Delete account" }).click();
	await expect(dialog).toContainText("Analytical Engines");
	await owner.open(world.general);
});
