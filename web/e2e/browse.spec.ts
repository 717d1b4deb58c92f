import { faults } from "./faults.ts";
import { phone } from "./finger.ts";
import { expect, pathOf, test } from "./world.ts";

test("channels are browsed by whether I am in them, and one that another program manages leads there", async ({
	world,
}, info) => {
	const [edith, ada] = await Promise.all([world.owner(), world.person("Ada", { colorScheme: "dark" })]);
	const { channel: mine } = await ada.chat.channels.create(world.workspace.id, { name: "mine" });
	const { channel: incidents } = await edith.chat.channels.create(world.workspace.id, {
		name: "incidents",
		external_managed: true,
		external_ref: "INC-7",
		external_url: "https://incidents.example.com/7",
	});
	for (const [{ chat }, name] of [
		[ada, "my-past"],
		[edith, "their-past"],
	] as const) {
		const { channel } = await chat.channels.create(world.workspace.id, { name });
		await chat.channels.update(channel.id, { archived: true });
	}
	await ada.open(mine);
	await ada.addChannels("Browse channels");
	const dialog = ada.page.getByRole("dialog", { name: "Channels" });
	const rows = dialog.getByRole("list").first().locator(".name");
	await expect(rows).toHaveText(["general", "incidents", "mine"]);
	await dialog.getByLabel("Show").selectOption("Joined");
	await expect(rows).toHaveText(["general", "mine"]);
	await dialog.getByLabel("Show").selectOption("Not joined");
	await expect(rows).toHaveText(["incidents"]);
	await dialog.getByRole("button", { name: "Show archived channels" }).click();
	const archived = dialog.getByRole("list", { name: "Archived channels" });
	await expect(archived.locator(".name")).toHaveText(["their-past"]);
	await dialog.getByLabel("Show").selectOption("Joined");
	await expect(archived.locator(".name")).toHaveText(["my-past"]);
	await dialog.getByLabel("Show").selectOption("All channels");
	await expect(archived.locator(".name")).toHaveText(["my-past", "their-past"]);
	await dialog.getByLabel("Show").selectOption("Not joined");
	await ada.page.screenshot({ path: info.outputPath("browse.png") });
	expect(await faults(ada.page)).toEqual([]);
	await dialog.getByRole("button", { name: "Join incidents" }).click();
	await expect(dialog).toHaveCount(0);
	await ada.page.getByRole("button", { name: "incidents", exact: true }).click();
	const pane = ada.page.getByRole("complementary", { name: "Details" });
	await expect(pane.getByText("Managed by another program (INC-7)")).toBeVisible();
	const link = pane.getByRole("link", { name: "Open in incidents.example.com" });
	await expect(link).toHaveAttribute("href", "https://incidents.example.com/7");
	await expect(link).toHaveAttribute("rel", "noopener noreferrer");
	await ada.page.screenshot({ path: info.outputPath("external.png") });
	const grace = await world.person("Grace", phone);
	await grace.page.goto(`${pathOf(incidents)}?pane=details`);
	await expect(grace.page.getByRole("link", { name: "Open in incidents.example.com" })).toBeVisible();
	expect(await faults(grace.page)).toEqual([]);
});
