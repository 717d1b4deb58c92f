import { readFile } from "node:fs/promises";
import { onCall } from "./calls.ts";
import { faults } from "./faults.ts";
import { phone } from "./finger.ts";
import { type World, expect, test } from "./world.ts";

const addressOf = ({ workspace }: World) => `/app/${workspace.route_id}/-/admin/exports`;

test("the owner exports everything or a part, and it is in the list that everybody sees", async ({ world }, info) => {
	const [edith, grace] = [await world.owner(), await world.person("Grace")];
	await edith.chat.messages.create(world.general.id, { body: "=SUM(A1)" });
	await edith.page.goto(addressOf(world));
	await expect(edith.page.getByRole("heading", { name: "Nobody has exported this workspace" })).toBeVisible();
	await expect(edith.page.getByText("Direct messages are never in an export")).toBeVisible();
	const whole = edith.page.waitForEvent("download");
	await edith.page.getByRole("button", { name: "Export", exact: true }).click();
	const zip = await whole;
	expect(zip.suggestedFilename()).toMatch(/-\d{4}-\d\d-\d\d\.zip$/);
	expect((await readFile(await zip.path())).subarray(0, 2).toString()).toBe("PK");
	const rows = edith.page.getByRole("table", { name: "Exports" }).getByRole("row");
	await expect(rows).toHaveCount(2);

	await edith.page.getByLabel("What").selectOption("Messages");
	await edith.page.getByLabel("Format").selectOption("CSV, for spreadsheets");
	const part = edith.page.waitForEvent("download");
	await edith.page.getByRole("button", { name: "Export", exact: true }).click();
	expect(await readFile(await (await part).path(), "utf8")).toContain(`"'=SUM(A1)"`);
	await expect(rows.nth(1)).toContainText("Edith Clarke");
	await expect(rows.nth(1)).toContainText("Messages (CSV)");
	expect(await faults(edith.page)).toEqual([]);
	await edith.page.screenshot({ path: info.outputPath("exports.png") });

	await grace.open(world.general);
	await grace.page.getByRole("button", { name: world.workspace.name, exact: true }).click();
	await grace.page.getByRole("menuitem", { name: "Exports" }).click();
	await expect(grace.page.getByRole("table", { name: "Exports" })).toContainText("Everything");
	await expect(grace.page.getByRole("button", { name: "Export", exact: true })).toBeHidden();
});

test("on a phone, in the dark, it fits", async ({ world }, info) => {
	const edith = await world.owner({ ...phone, colorScheme: "dark" });
	await edith.page.goto(addressOf(world));
	const saved = edith.page.waitForEvent("download");
	await edith.page.getByRole("button", { name: "Export", exact: true }).click();
	await saved;
	await expect(edith.page.getByRole("table", { name: "Exports" })).toContainText("Everything");
	expect(await edith.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
	expect(await faults(edith.page)).toEqual([]);
	await edith.page.screenshot({ path: info.outputPath("exports-phone.png") });
});

test("where an export doesn't begin, it is said", async ({ world }) => {
	const edith = await world.owner();
	// a browser's own request for a file can't be broken from here: so the server knows of none
	await onCall(edith.page, "listExports", ({ answer }) => answer(200, { exports: [], allows_direct_messages: false }));
	await edith.page.goto(addressOf(world));
	await edith.page.getByRole("button", { name: "Export", exact: true }).click();
	await expect(edith.page.getByText("The export didn't start. Try again.")).toBeVisible({ timeout: 15_000 });
});

test("direct messages are asked for only where there is a box for them", async ({ world }) => {
	const { page } = await world.owner();
	await onCall(page, "listExports", ({ answer }) => answer(200, { exports: [], allows_direct_messages: true }));
	await page.goto(addressOf(world));
	await page.getByLabel("Include everyone's direct messages").check();
	await page.getByLabel("What").selectOption("People");
	await expect(page.getByRole("checkbox")).toHaveCount(0);
	const part = page.waitForEvent("download");
	await page.getByRole("button", { name: "Export", exact: true }).click();
	expect((await part).url()).toMatch(/of=people$/);
});
