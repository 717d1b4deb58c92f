import { faults } from "./faults.ts";
import { phone } from "./finger.ts";
import { expect, test } from "./world.ts";

test("an owner chooses what newcomers join, and who comes then is in it from the start", async ({ world }, info) => {
	const edith = await world.owner({ colorScheme: "dark" });
	for (const name of ["help", "news"]) await edith.chat.channels.create(world.workspace.id, { name });
	await edith.page.goto(`/app/${world.workspace.route_id}/-/admin/general`);
	await expect(edith.page.getByText("None is chosen: new members join the oldest public channel.")).toBeVisible();
	const box = (name: string) => edith.page.getByRole("checkbox", { name: `#${name}`, exact: true });
	for (const name of ["help", "news"]) {
		await box(name).check();
		await expect(box(name)).toBeEnabled();
		await expect(box(name)).toBeChecked();
	}
	await box("news").uncheck();
	await expect(box("news")).toBeEnabled();
	await edith.page.screenshot({ path: info.outputPath("default-channels.png") });
	expect(await faults(edith.page)).toEqual([]);
	const ada = await world.person("Ada", phone);
	await ada.page.goto(`/app/${world.workspace.route_id}`);
	const lines = ada.page.getByRole("list", { name: "Channels" }).getByRole("link");
	await expect(lines).toHaveText(["help"]);
});

test("a moderator, who does not choose them, sees no such list", async ({ world }) => {
	const grace = await world.person("Grace", {}, "moderator");
	await grace.page.goto(`/app/${world.workspace.route_id}/-/admin/general`);
	await expect(grace.page.getByRole("button", { name: "Save" })).toBeVisible();
	await expect(grace.page.getByText("Channels for new members")).toHaveCount(0);
});
