import { faults } from "./faults.ts";
import { phone } from "./finger.ts";
import { type Person, expect, test } from "./world.ts";

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
