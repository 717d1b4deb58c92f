import { faults } from "./faults.ts";
import { phone } from "./finger.ts";
import { expect, operator, test, type World } from "./world.ts";

const settings = ({ workspace }: World) => `/app/${workspace.route_id}/-/admin/general`;

test("an owner deletes the workspace after typing its name; everybody loses it at once, and the operator restores it", async ({
	world,
}, info) => {
	const owner = await world.owner({ colorScheme: "dark" });
	const grace = await world.person("Grace");
	await grace.chat.messages.create(world.general.id, { body: "hello" });
	await grace.open(world.general);
	await owner.open(world.general);
	await owner.page.goto(settings(world));
	await owner.page.getByRole("button", { name: "Delete workspace" }).click();
	const dialog = owner.page.getByRole("dialog", { name: "Delete Analytical Engines?" });
	await dialog.getByRole("textbox").fill("Engines");
	await dialog.getByRole("textbox").press("Enter");
	await expect(dialog).toContainText("That isn't its name");
	expect(await faults(owner.page)).toEqual([]);
	await owner.page.screenshot({ path: info.outputPath("dialog.png") });
	await dialog.getByRole("textbox").fill("Analytical Engines");
	await dialog.getByRole("textbox").press("Enter");
	await expect(dialog).toHaveCount(0);
	await expect(owner.page.getByText("Analytical Engines is deleted.")).toBeVisible();
	await expect(grace.message("hello")).toHaveCount(0);
	await owner.page.screenshot({ path: info.outputPath("after.png") });
	await grace.page.screenshot({ path: info.outputPath("grace.png") });
	await operator.admin.restoreWorkspace(world.workspace.id);
	await grace.open(world.general);
	await expect(grace.message("hello")).toBeVisible();
});

test("only an owner is offered to, also on a phone", async ({ world }, info) => {
	const ada = await world.person("Ada", {}, "moderator");
	const owner = await world.owner(phone);
	await ada.open(world.general);
	await ada.page.goto(settings(world));
	await expect(ada.page.getByRole("textbox", { name: "Name", exact: true })).toBeVisible();
	await expect(ada.page.getByRole("button", { name: "Delete workspace" })).toHaveCount(0);
	await owner.open(world.general);
	await owner.page.goto(settings(world));
	await owner.page.getByRole("button", { name: "Delete workspace" }).tap();
	await expect(owner.page.getByRole("dialog").getByRole("textbox")).toBeVisible();
	expect(await faults(owner.page)).toEqual([]);
	await owner.page.screenshot({ path: info.outputPath("phone.png") });
});
