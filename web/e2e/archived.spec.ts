import { faults } from "./faults.ts";
import { Finger, middleOf, phone } from "./finger.ts";
import { type Person, expect, pathOf, test } from "./world.ts";

const list = ({ page }: Person, name: string) => page.getByRole("list", { name, exact: true });
const links = (person: Person, name: string) => list(person, name).getByRole("link").locator(".truncate");
const heading = ({ page }: Person) => page.getByRole("button", { name: "Archived", exact: true });

async function command({ page }: Person, typed: string, chosen: RegExp): Promise<void> {
	await page.keyboard.press("Control+k");
	const search = page.getByRole("dialog", { name: "Go to" });
	await search.getByRole("combobox").fill(typed);
	await expect(search.getByRole("option", { selected: true })).toHaveAccessibleName(chosen);
	await page.keyboard.press("Enter");
	await expect(search).toHaveCount(0);
}

test("what is archived moves into the last group of everybody's sidebar, unread nowhere, and comes back", async ({
	world,
}, info) => {
	const [edith, ada] = [await world.owner(), await world.person("Ada", { colorScheme: "dark" })];
	const [winter] = await world.channels(ada, edith, ["winter"]);
	await ada.open(world.general);
	await heading(ada).click();
	await expect(list(ada, "Archived")).toHaveText("No archived channels.");
	await edith.chat.messages.create(winter!.id, { body: `snow, @${ada.user.handle}` });
	await expect(ada.page).toHaveTitle(/^\(1\) /);

	await test.step("by a command, which only those see who may", async () => {
		await edith.open(winter!);
		await command(edith, "archive", /^Archive channel/);
		await expect(edith.page.getByText("Channel archived. You can still read it")).toBeVisible();
		await expect(links(ada, "Archived")).toHaveText(["winter"]);
		await expect(links(ada, "Channels")).toHaveText(["general"]);
		await expect(ada.page).not.toHaveTitle(/^\(/);
		await expect(list(ada, "Archived").getByRole("link")).not.toHaveAttribute("data-unread");
		await ada.page.screenshot({ path: info.outputPath("archived.png") });
		expect(await faults(ada.page)).toEqual([]);
	});

	await test.step("it is read from there", async () => {
		await list(ada, "Archived").getByRole("link", { name: "winter" }).click();
		await expect(ada.message("snow")).toBeVisible();
		await expect(list(ada, "Archived").getByRole("link")).toHaveAttribute("aria-current", "page");
		await ada.page.keyboard.press("Control+k");
		const search = ada.page.getByRole("dialog", { name: "Go to" });
		await search.getByRole("combobox").fill("reopen channel");
		await expect(search.getByRole("option", { name: /^Search messages/ })).toBeVisible();
		await expect(search.getByRole("option", { name: /^Reopen channel/ })).toHaveCount(0);
		await ada.page.keyboard.press("Escape");
		await expect(ada.chat.channels.update(winter!.id, { archived: false })).rejects.toThrow(
			"workspace manager permission required",
		);
	});

	await test.step("it is reopened by a command", async () => {
		await command(edith, "reopen", /^Reopen channel/);
		await expect(links(ada, "Channels")).toHaveText(["general", "winter"]);
		await expect(links(ada, "Archived")).toHaveCount(0);
		await expect(ada.composer).toBeVisible();
	});
});

test("on a phone, archived channels are below the direct messages", async ({ world }, info) => {
	const ada = await world.person("Ada", phone);
	const { channel } = await ada.chat.channels.create(world.workspace.id, { name: "autumn" });
	await ada.chat.channels.update(channel.id, { archived: true });
	await ada.page.goto(`/app/${world.workspace.route_id}`);
	await heading(ada).tap();
	await expect(links(ada, "Archived")).toHaveText(["autumn"]);
	await ada.page.screenshot({ path: info.outputPath("archived-phone.png") });
	await list(ada, "Archived").getByRole("link").tap();
	await expect(ada.page.getByText("This channel is archived")).toBeVisible();
});

test("sections and stars by commands, on all my devices", async ({ world }) => {
	const [ada, other] = [await world.person("Ada"), await world.person("Ada")];
	await Promise.all([ada.open(world.general), other.open(world.general)]);
	await command(ada, "star conv", /^Star conversation/);
	for (const one of [ada, other]) await expect(links(one, "Starred")).toHaveText(["general"]);
	await command(ada, "remove star", /^Remove star from conversation/);
	for (const one of [ada, other]) await expect(list(one, "Starred")).toHaveCount(0);

	await command(ada, "new section", /^New section/);
	const making = ada.page.getByRole("dialog", { name: "New section" });
	await making.getByLabel("Name").fill("Projects");
	await ada.page.keyboard.press("Enter");
	await expect(making).toHaveCount(0);
	await command(ada, "move conv", /^Move conversation to a section/);
	const moving = ada.page.getByRole("dialog", { name: "Move general" });
	await moving.getByLabel("Section").selectOption("Projects");
	await moving.getByRole("button", { name: "Move" }).click();
	for (const one of [ada, other]) await expect(links(one, "Projects")).toHaveText(["general"]);
});

test("where one may not edit and react, neither is offered: in archived channels, and while one is timed out", async ({
	world,
}, info) => {
	const [edith, ada] = [await world.owner(), await world.person("Ada")];
	const [winter] = await world.channels(ada, edith, ["winter"]);
	const { message } = await ada.chat.messages.create(winter!.id, { body: "snow" });
	await edith.chat.reactions.add(message.id, "❄️");
	await ada.open(winter!);
	const snow = ada.message("snow");
	const button = (name: string | RegExp) => snow.getByRole("button", { name, exact: true });
	const chip = button(/❄️.*1/);

	async function nothing() {
		await snow.focus();
		await expect(snow.getByRole("toolbar")).toBeVisible();
		for (const name of ["Edit", "React", /^React with/]) await expect(button(name)).toHaveCount(0);
		await ada.page.keyboard.press("e");
		await ada.page.keyboard.press("r");
		await expect(ada.page.getByRole("textbox", { name: "Edit message" })).toHaveCount(0);
		await expect(ada.page.getByRole("dialog")).toHaveCount(0);
		await expect(chip).toHaveAttribute("aria-disabled", "true");
		await chip.click({ force: true });
		await expect(chip).toHaveAttribute("aria-pressed", "false");
	}

	await snow.hover();
	await expect(button("Edit")).toBeVisible();
	await expect(button("React")).toBeVisible();
	await edith.chat.channels.update(winter!.id, { archived: true });
	await expect(button("Edit")).toHaveCount(0);
	await nothing();
	await ada.page.screenshot({ path: info.outputPath("archived-message.png") });
	await edith.chat.channels.update(winter!.id, { archived: false });
	// the toolbar is there while one points at the message
	await expect(async () => {
		await snow.hover();
		await expect(button("Edit")).toHaveCount(1, { timeout: 2_000 });
	}).toPass();
	await chip.click();
	await expect(button(/❄️.*2/)).toHaveAttribute("aria-pressed", "true");
	await button(/❄️.*2/).click();
	await expect(chip).toHaveAttribute("aria-pressed", "false");
	await edith.chat.members.moderate(world.workspace.id, ada.user.id, { timeout_minutes: 5 });
	await expect(button("Edit")).toHaveCount(0);
	await nothing();
	await button("More").click();
	await expect(ada.page.getByRole("menuitem", { name: "Copy text" })).toBeVisible();
	for (const name of ["Delete message", "Forward message", "Quote", "Pin message"])
		await expect(ada.page.getByRole("menuitem", { name })).toHaveCount(0);
	await ada.page.keyboard.press("Escape");
});

test("the sheet of a phone offers no reactions there", async ({ world }) => {
	const [edith, ada] = [await world.owner(), await world.person("Ada", phone)];
	const [winter] = await world.channels(ada, edith, ["winter"]);
	await ada.chat.messages.create(winter!.id, { body: "snow" });
	await edith.chat.channels.update(winter!.id, { archived: true });
	await ada.page.goto(pathOf(winter!));
	await expect(ada.page.locator("html[data-touch]")).toBeAttached();
	const finger = await Finger.on(ada.page);
	await finger.put(await middleOf(ada.message("snow").getByText("snow")));
	const sheet = ada.page.getByRole("dialog", { name: "Message actions" });
	await expect(sheet.getByRole("button", { name: "Copy text" })).toBeVisible();
	await finger.lift();
	await expect(sheet.getByRole("button", { name: /^React|Add reaction|^Edit$/ })).toHaveCount(0);
});
