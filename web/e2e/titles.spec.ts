import type { Locator } from "@playwright/test";
import { goBack } from "./back.ts";
import { faults } from "./faults.ts";
import { phone } from "./finger.ts";
import { type Person, expect, pathOf, test } from "./world.ts";

const line = ({ page }: Person, name: RegExp) =>
	page.getByRole("navigation", { name: "Channels and direct messages" }).getByRole("link", { name });

test("a channel has a title of its own, given when it is made and changed in its details", async ({ world }, info) => {
	const [ada, grace] = [await world.person("Ada"), await world.person("Grace", { colorScheme: "dark" })];
	await ada.open(world.general);
	await ada.addChannels("Create a channel");
	const dialog = ada.page.getByRole("dialog", { name: "Create a channel" });
	await dialog.getByRole("textbox", { name: "Name" }).fill("q3-okr");
	await dialog.getByRole("textbox", { name: "Display title (optional)" }).fill("Goals, third quarter");
	await ada.page.screenshot({ path: info.outputPath("create.png") });
	await dialog.getByRole("button", { name: "Create channel" }).click();
	await expect(ada.page.getByRole("heading", { name: "Goals, third quarter", level: 1 })).toBeVisible();

	const [channel] = (await ada.chat.channels.list(world.workspace.id)).filter(({ name }) => name === "q3-okr");
	await grace.open(world.general);
	await grace.addChannels("Browse channels");
	const browse = grace.page.getByRole("dialog", { name: "Channels" });
	await browse.getByRole("searchbox").fill("third");
	await expect(browse.getByText("#q3-okr")).toBeVisible();
	await grace.page.screenshot({ path: info.outputPath("browse.png") });
	await browse.getByRole("button", { name: "Join Goals, third quarter" }).click();
	await expect(grace.page.getByRole("heading", { name: "Goals, third quarter", level: 1 })).toBeVisible();

	await ada.page.getByRole("button", { name: "Goals, third quarter", exact: true }).click();
	const pane = ada.page.getByRole("complementary", { name: "Details" });
	const title = pane.getByRole("textbox", { name: "Display title" });
	await expect(title).toHaveValue("Goals, third quarter");
	await title.fill("Goals");
	await pane.getByRole("button", { name: "Save" }).click();
	for (const one of [ada, grace]) {
		await expect(one.page.getByRole("heading", { name: "Goals", level: 1 })).toBeVisible();
		await expect(line(one, /^Goals/)).toBeVisible();
	}
	const pocket = await world.person("Ada", { ...phone, colorScheme: "dark" });
	await pocket.open(channel!);
	await expect(pocket.page.getByRole("heading", { name: "Goals", level: 1 })).toBeVisible();
	expect(await faults(pocket.page)).toEqual([]);
	await title.fill("");
	await pane.getByRole("button", { name: "Save" }).click();
	for (const one of [ada, grace, pocket])
		await expect(one.page.getByRole("heading", { name: "q3-okr", level: 1 })).toBeVisible();
	expect((await grace.chat.channels.get(channel!.id)).display_title).toBeUndefined();
});

test("Back does not throw away a form that is half filled: it asks, and what is discarded is gone", async ({
	world,
}) => {
	const ada = await world.person("Ada");
	const [reef] = await world.channels(ada, await world.person("Grace"), ["reef"]);
	await ada.open(world.general);
	await line(ada, /^reef/).click();
	await expect(ada.page.getByRole("heading", { name: "reef", level: 1 })).toBeVisible();
	await ada.addChannels("Create a channel");
	const dialog = ada.page.getByRole("dialog", { name: "Create a channel" });
	const name = dialog.getByRole("textbox", { name: "Name" });
	await name.fill("half-done");
	const question = ada.page.getByRole("dialog", { name: "Discard what you wrote?" });
	for (let n = 0; n < 2; n++) {
		await goBack(ada.page);
		await expect(question).toBeVisible();
		await question.getByRole("button", { name: "Cancel" }).click();
		await expect(question).toHaveCount(0);
		await expect(name).toHaveValue("half-done");
	}
	await goBack(ada.page);
	await question.getByRole("button", { name: "Discard" }).click();
	await expect(dialog).toHaveCount(0);
	await expect(ada.page).toHaveURL(pathOf(reef!));
	// and Back leads where it would have led
	await goBack(ada.page);
	await expect(ada.page).toHaveURL(pathOf(world.general));

	await ada.addChannels("Create a channel");
	await name.fill("made");
	await name.press("Enter");
	await expect(ada.page.getByRole("heading", { name: "made", level: 1 })).toBeVisible();
	await goBack(ada.page);
	await expect(ada.page).toHaveURL(pathOf(world.general));
});

/** In the moment when the page asks for a step back, which the browser takes a little later. */
const followWithStepBack = (link: Locator) =>
	link.evaluate((link: HTMLElement) => {
		history.back = () => {
			Reflect.deleteProperty(history, "back");
			history.back();
			link.click();
		};
	});

test("a link that is followed in the moment when a form or a pane closes leads there", async ({ world }) => {
	const ada = await world.person("Ada");
	const [reef] = await world.channels(ada, await world.person("Grace"), ["reef"]);
	await ada.open(world.general);
	await ada.addChannels("Create a channel");
	await ada.page.getByRole("textbox", { name: "Name" }).fill("half-done");
	await followWithStepBack(line(ada, /^reef/));
	await ada.page.getByRole("button", { name: "Cancel" }).click();
	await expect(ada.page.getByRole("heading", { name: "reef", level: 1 })).toBeVisible();
	await expect(ada.page).toHaveURL(pathOf(reef!));

	await ada.page.getByRole("button", { name: "Search" }).click();
	const pane = ada.page.getByRole("complementary", { name: "Search" });
	await followWithStepBack(line(ada, /^general/));
	await pane.getByRole("button", { name: "Close" }).click();
	await expect(ada.page.getByRole("heading", { name: "general", level: 1 })).toBeVisible();
	await expect(pane).toHaveCount(0);
	await goBack(ada.page);
	await expect(ada.page).toHaveURL(pathOf(reef!));
});

test("a channel of another program is marked, and leads there", async ({ world }, info) => {
	const [ada, grace] = [await world.person("Ada", { colorScheme: "dark" }), await world.person("Grace")];
	const { channel } = await grace.chat.channels.create(world.workspace.id, {
		name: "tickets",
		external_managed: true,
		external_ref: "OPS-1",
		external_url: "https://jira.example.com/OPS-1",
	});
	await ada.chat.channels.join(channel.id);
	await ada.open(channel);
	await expect(line(ada, /^tickets \(managed by another program\)/)).toBeVisible();
	await ada.page.getByRole("button", { name: "tickets", exact: true }).click();
	const pane = ada.page.getByRole("complementary", { name: "Details" });
	await expect(pane.getByText("Managed by another program (OPS-1)")).toBeVisible();
	await expect(pane.getByRole("link", { name: "Open in jira.example.com" })).toHaveAttribute(
		"href",
		"https://jira.example.com/OPS-1",
	);
	await expect(pane.getByRole("button", { name: "Archive channel" })).toHaveCount(0);
	const menu = ada.page.getByRole("menu", { name: "Actions for tickets" });
	await expect(async () => {
		await line(ada, /^tickets/).click({ button: "right" });
		await expect(menu).toBeVisible({ timeout: 2_000 });
	}).toPass();
	await expect(menu.getByRole("menuitem", { name: "Open in jira.example.com" })).toBeVisible();
	await ada.page.screenshot({ path: info.outputPath("external.png") });
	expect(await faults(ada.page)).toEqual([]);
	await expect(grace.chat.channels.update(channel.id, { external_url: "javascript:alert(1)" })).rejects.toThrow(
		"must be an http or https address",
	);
});
