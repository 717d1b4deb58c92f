import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { faults } from "./faults.ts";
import { phone } from "./finger.ts";
import { type World, expect, test } from "./world.ts";

const addressOf = ({ workspace }: World, query = "") => `/app/${workspace.route_id}/-/admin/audit${query}`;
const entries = (page: Page) =>
	page
		.getByRole("table", { name: "Audit log" })
		.getByRole("row")
		.filter({ has: page.getByRole("cell") });

/** Edith has let Grace into a room and made her a moderator; Ada, a member, has made a channel. */
async function scene(world: World, window = {}) {
	const edith = await world.owner(window);
	const grace = await world.person("Grace");
	const ada = await world.person("Ada");
	const { channel } = await edith.chat.channels.create(world.workspace.id, { name: "vault", kind: "private" });
	await edith.chat.channels.addMember(channel.id, grace.user.id);
	await edith.chat.members.moderate(world.workspace.id, grace.user.id, { role: "moderator" });
	await ada.chat.channels.create(world.workspace.id, { name: "reef" });
	return { edith, grace, ada };
}

test("an owner sees who did what, when, and what it changed, and keeps what is chosen in the address", async ({
	world,
}, info) => {
	const { edith, ada } = await scene(world, { colorScheme: "dark" });
	await edith.page.goto(addressOf(world));
	await expect(entries(edith.page).first()).toContainText("Created a channel");
	await expect(entries(edith.page).first()).toContainText("#reef");
	const role = entries(edith.page).filter({ hasText: "Changed a role" });
	await expect(role).toContainText("Edith Clarke");
	await role.getByText("Details").click();
	await expect(role.getByRole("definition").first()).toHaveText(/member\s*→\s*moderator/);
	expect(await faults(edith.page)).toEqual([]);
	await edith.page.screenshot({ path: info.outputPath("audit-log.png") });

	await edith.page.getByLabel("Person").selectOption({ label: "Ada" });
	await expect(entries(edith.page)).toHaveCount(1);
	await edith.page.getByLabel("Action").selectOption({ label: "Everything about members" });
	await expect(edith.page.getByRole("heading", { name: "Nothing fits" })).toBeVisible();
	expect(new URL(edith.page.url()).searchParams.get("actor")).toBe(ada.user.id);
	await edith.page.getByRole("button", { name: "Show everything" }).click();
	await expect(entries(edith.page).first()).toContainText("Created a channel");
	await edith.page.goto(addressOf(world, "?action=channel.member_added"));
	await expect(entries(edith.page)).toHaveCount(1);
	await expect(entries(edith.page)).toContainText("#vault · Grace");
	await edith.page.getByLabel("Until").fill("2020-01-01");
	await expect(edith.page.getByRole("heading", { name: "Nothing fits" })).toBeVisible();
});

test("it is loaded page by page, and saved as a file of what is chosen", async ({ world }) => {
	const { edith } = await scene(world);
	for (let n = 0; n < 60; n++) await edith.chat.workspaces.update(world.workspace.id, { name: `Engines ${n}` });
	await edith.page.goto(addressOf(world, "?action=workspace.updated"));
	await expect(entries(edith.page)).toHaveCount(50);
	await edith.page.getByRole("button", { name: "More", exact: true }).click();
	await expect(entries(edith.page)).toHaveCount(60);
	const saving = edith.page.waitForEvent("download");
	await edith.page.getByRole("link", { name: "CSV" }).click();
	const file = await saving;
	expect(file.suggestedFilename()).toBe("audit-log.csv");
	const lines = (await readFile(await file.path(), "utf8")).trimEnd().split("\r\n");
	expect(lines).toHaveLength(61);
});

test("on a phone each entry is a card, and none is wider than the screen", async ({ world }, info) => {
	const { edith } = await scene(world, phone);
	await edith.page.goto(addressOf(world));
	const added = entries(edith.page).filter({ hasText: "Added someone to a channel" });
	await added.getByText("Details").tap();
	await expect(added.getByText("Came from")).toBeVisible();
	expect(await edith.page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
	await edith.page.screenshot({ path: info.outputPath("audit-log-phone.png") });
	expect(await faults(edith.page)).toEqual([]);
});

test("a moderator sees nothing of a private channel that they are not in, and a member no such page", async ({
	world,
}) => {
	const { edith, ada, grace } = await scene(world);
	await edith.chat.channels.create(world.workspace.id, { name: "treasury", kind: "private" });
	await grace.page.goto(addressOf(world));
	await expect(entries(grace.page).first()).toContainText("#reef");
	await expect(grace.page.getByText("treasury")).toHaveCount(0);
	await ada.page.goto(addressOf(world));
	await expect(ada.page.getByRole("heading", { name: "You can't open this page" })).toBeVisible();
	await expect(ada.chat.auditLog.list(world.workspace.id)).rejects.toMatchObject({ code: "forbidden" });
});
