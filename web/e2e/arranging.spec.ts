import { onCall } from "./calls.ts";
import { faults } from "./faults.ts";
import { Finger, middleOf, phone } from "./finger.ts";
import { type Person, type World, expect, test } from "./world.ts";

const list = ({ page }: Person, section: string) => page.getByRole("list", { name: section, exact: true });
const names = (person: Person, section: string) => list(person, section).getByRole("link").locator(".truncate");
const line = ({ page }: Person, name: string) =>
	page.getByRole("navigation", { name: "Channels and direct messages" }).getByRole("link", { name, exact: true });
const item = ({ page }: Person, name: string) => page.getByRole("menuitem", { name, exact: true });

/** Opens the menu of a line or a heading; again where the part that has it is not there yet. */
async function menuOf(person: Person, name: string): Promise<void> {
	const menu = person.page.getByRole("menu", { name: `Actions for ${name}` });
	await expect(async () => {
		await line(person, name)
			.or(person.page.getByRole("button", { name, exact: true }))
			.first()
			.click({ button: "right" });
		await expect(menu).toBeVisible({ timeout: 2_000 });
	}).toPass();
}

async function withChannels(world: World, ...devices: Person[]): Promise<void> {
	const [ada] = devices as [Person];
	for (const name of ["alpha", "beta", "delta"]) await ada.chat.channels.create(world.workspace.id, { name });
	await Promise.all(devices.map((device) => device.open(world.general)));
	for (const device of devices)
		await expect(names(device, "Channels")).toHaveText(["alpha", "beta", "delta", "general"]);
}

test("sections of my own and stars are on all my devices, and nobody else's", async ({ world }, info) => {
	const [ada, other] = [await world.person("Ada"), await world.person("Ada", { colorScheme: "dark" })];
	const grace = await world.person("Grace");
	await withChannels(world, ada, other);
	await grace.open(world.general);

	await test.step("a star, from the menu of a line", async () => {
		await menuOf(ada, "beta");
		await ada.page.screenshot({ path: info.outputPath("menu.png") });
		expect(await faults(ada.page)).toEqual([]);
		await item(ada, "Star").click();
		await expect(ada.page.getByRole("status").filter({ hasText: "beta, 1 of 1 in Starred" })).toHaveCount(1);
		await expect(line(ada, "beta")).toBeFocused();
		for (const one of [ada, other]) {
			await expect(names(one, "Starred")).toHaveText(["beta"]);
			await expect(names(one, "Channels")).toHaveText(["alpha", "delta", "general"]);
		}
		await expect(list(grace, "Starred")).toHaveCount(0);
	});

	await test.step("a new section, and what is moved into it by a dialog", async () => {
		await menuOf(ada, "delta");
		await item(ada, "Move to…").click();
		const dialog = ada.page.getByRole("dialog", { name: "Move delta" });
		await dialog.getByLabel("Section").selectOption("New section");
		await dialog.getByLabel("Name").fill("Projects");
		await ada.page.screenshot({ path: info.outputPath("move.png") });
		await dialog.getByRole("button", { name: "Move" }).click();
		for (const one of [ada, other]) await expect(names(one, "Projects")).toHaveText(["delta"]);
		await other.page.screenshot({ path: info.outputPath("sections.png") });
		expect(await faults(other.page)).toEqual([]);
	});

	await test.step("the section is renamed and moved; after it is removed, what was in it is back", async () => {
		await menuOf(other, "Projects");
		await item(other, "Rename section").click();
		await other.page.getByRole("dialog").getByLabel("Name").fill("Work");
		await other.page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
		await expect(names(ada, "Work")).toHaveText(["delta"]);
		await menuOf(ada, "Work");
		await item(ada, "Move section up").click();
		const headings = (one: Person) =>
			one.page.getByRole("navigation", { name: "Channels and direct messages" }).locator("h2");
		for (const one of [ada, other])
			await expect(headings(one)).toHaveText([/Work/, /Starred/, /Channels/, /Direct messages/, /Archived/]);
		await menuOf(ada, "Work");
		await item(ada, "Remove section").click();
		for (const one of [ada, other]) {
			await expect(list(one, "Work")).toHaveCount(0);
			await expect(names(one, "Channels")).toHaveText(["alpha", "delta", "general"]);
		}
		await ada.page.getByRole("button", { name: "Undo" }).click();
		for (const one of [ada, other]) {
			await expect(headings(one)).toHaveText([/Work/, /Starred/, /Channels/, /Direct messages/, /Archived/]);
			await expect(names(one, "Work")).toHaveText(["delta"]);
		}
		await menuOf(ada, "Work");
		await item(ada, "Remove section").click();
		for (const one of [ada, other]) {
			await expect(list(one, "Work")).toHaveCount(0);
			await expect(names(one, "Channels")).toHaveText(["alpha", "delta", "general"]);
		}
	});

	await test.step("it is so after a reload", async () => {
		await ada.page.reload();
		await expect(names(ada, "Starred")).toHaveText(["beta"]);
	});
});

test("a line is moved by keys, which keep the focus on it, and by dragging", async ({ world }) => {
	const [ada, other] = [await world.person("Ada"), await world.person("Ada")];
	await withChannels(world, ada, other);

	await test.step("by keys", async () => {
		// the part that moves lines is there once it has opened a menu
		await menuOf(ada, "delta");
		await ada.page.keyboard.press("Escape");
		await line(ada, "delta").focus();
		await ada.page.keyboard.press("Control+Shift+ArrowUp");
		await expect(names(ada, "Channels")).toHaveText(["alpha", "delta", "beta", "general"]);
		await expect(line(ada, "delta")).toBeFocused();
		await expect(ada.page.getByRole("status").filter({ hasText: "delta, 2 of 4 in Channels" })).toHaveCount(1);
		await ada.page.keyboard.press("Control+Shift+ArrowUp");
		await ada.page.keyboard.press("Control+Shift+ArrowUp");
		for (const one of [ada, other])
			await expect(names(one, "Channels")).toHaveText(["delta", "alpha", "beta", "general"]);
	});

	/** Again where the browser let go before it had told the page how far the line had come. */
	const drag = (name: string, before: string, section: string, outcome: string[]) =>
		expect(async () => {
			await line(ada, name).dragTo(line(ada, before), { targetPosition: { x: 40, y: 4 } });
			await expect(names(ada, section)).toHaveText(outcome, { timeout: 3_000 });
		}).toPass();
	await test.step("by dragging, within a section and into another one", async () => {
		await drag("general", "alpha", "Channels", ["delta", "general", "alpha", "beta"]);
		for (const one of [ada, other])
			await expect(names(one, "Channels")).toHaveText(["delta", "general", "alpha", "beta"]);
		await menuOf(ada, "beta");
		await item(ada, "Star").click();
		await expect(names(ada, "Starred")).toHaveText(["beta"]);
		await drag("general", "beta", "Starred", ["general", "beta"]);
		for (const one of [ada, other]) await expect(names(one, "Starred")).toHaveText(["general", "beta"]);
	});

	await test.step("Alt and the arrows follow the order that is shown", async () => {
		await ada.page.keyboard.press("Alt+ArrowDown");
		await expect(line(ada, "beta")).toHaveAttribute("aria-current", "page");
		await ada.page.keyboard.press("Alt+ArrowDown");
		await expect(line(ada, "delta")).toHaveAttribute("aria-current", "page");
	});
});

test("a change that is not sent is taken back, and the next one counts", async ({ world }) => {
	const ada = await world.person("Ada");
	let isCut = true;
	await onCall(ada.page, "updateSidebar", (call) => (isCut ? call.lose() : call.pass()));
	await withChannels(world, ada);
	await menuOf(ada, "beta");
	await item(ada, "Star").click();
	await expect(ada.page.getByText(/^The sidebar wasn't changed\./)).toBeVisible();
	await expect(list(ada, "Starred")).toHaveCount(0);
	isCut = false;
	await menuOf(ada, "delta");
	await item(ada, "Star").click();
	await expect(names(ada, "Starred")).toHaveText(["delta"]);
	await expect
		.poll(async () => (await ada.chat.sidebar.get(world.workspace.id)).sections.map(({ ids }) => ids.length))
		.toEqual([1]);
});

test("a change that is refused is taken back, and says why", async ({ world }) => {
	const ada = await world.person("Ada");
	await withChannels(world, ada);
	const sections = Array.from({ length: 50 }, (_, n) => `sec_0${String(n).padStart(25, "0")}` as const);
	for (const key of sections) await ada.chat.sidebar.update(world.workspace.id, { put: { key, name: key.slice(-2) } });
	await menuOf(ada, "beta");
	await item(ada, "Star").click();
	await expect(ada.page.getByText("The sidebar wasn't changed. There is room for 50 sections")).toBeVisible();
	await expect(names(ada, "Channels")).toHaveText(["alpha", "beta", "delta", "general"]);
});

test("on a phone, a line and a heading that are held have a menu, and nothing is opened or folded", async ({
	world,
}) => {
	const ada = await world.person("Ada", phone);
	await ada.page.goto(`/app/${world.workspace.route_id}`);
	await expect(names(ada, "Channels")).toHaveText(["general"]);
	// the part that has the menus: without it, the browser's own opens
	await expect(ada.page.locator("button.anchor")).toBeAttached();
	const finger = await Finger.on(ada.page);
	const heading = ada.page.getByRole("button", { name: "Channels", exact: true });
	for (const [name, held] of [
		["general", line(ada, "general")],
		["Channels", heading],
	] as const) {
		const menu = ada.page.getByRole("menu", { name: `Actions for ${name}` });
		await finger.put(await middleOf(held));
		await ada.page.waitForTimeout(700);
		await finger.lift();
		await expect(menu).toBeVisible();
		await ada.page.keyboard.press("Escape");
		await expect(menu).toHaveCount(0);
	}
	await expect(heading).toHaveAttribute("aria-expanded", "true");
	await expect(line(ada, "general")).toBeVisible();
});

test("on a phone, a conversation is starred and moved from its details", async ({ world }, info) => {
	const ada = await world.person("Ada", { ...phone, colorScheme: "dark" });
	await ada.open(world.general);
	await ada.page.getByRole("button", { name: "general", exact: true }).tap();
	const pane = ada.page.getByRole("complementary", { name: "Details" });
	await pane.getByRole("button", { name: "Star", exact: true }).tap();
	await expect(pane.getByRole("button", { name: "Remove star" })).toBeVisible();
	await ada.page.screenshot({ path: info.outputPath("details-phone.png") });
	await pane.getByRole("button", { name: "Move to…" }).tap();
	const dialog = ada.page.getByRole("dialog", { name: "Move general" });
	await dialog.getByLabel("Section").selectOption("New section");
	await dialog.getByLabel("Name").fill("Mine");
	await dialog.getByRole("button", { name: "Move" }).tap();
	await expect(dialog).toHaveCount(0);
	await expect
		.poll(async () =>
			(await ada.chat.sidebar.get(world.workspace.id)).sections.map(({ name, ids }) => [name, ids.length]),
		)
		.toContainEqual(["Mine", 1]);
});

test("a section is muted as a whole, which can be undone, and shows only what is unread", async ({ world }, info) => {
	const ada = await world.person("Ada");
	const grace = await world.person("Grace");
	const channels = [world.general, ...(await world.channels(ada, grace, ["alpha", "beta", "delta"]))];
	const named = (name: string) => channels.find((one) => one.name === name)!;
	await ada.chat.channels.updateNotificationPreference(named("beta").id, "all");
	// only now: what is undone is what the page knew
	await ada.open(world.general);
	const preferences = async () =>
		Object.fromEntries(
			await Promise.all(
				["alpha", "beta", "general"].map(async (name) => [
					name,
					await ada.chat.channels.getNotificationPreference(named(name).id),
				]),
			),
		);

	await test.step("all of it at once", async () => {
		await menuOf(ada, "Channels");
		await ada.page.screenshot({ path: info.outputPath("section-menu.png") });
		await item(ada, "Mute all in section").click();
		await expect(ada.page.getByText("4 conversations in Channels muted.")).toBeVisible();
		expect(await preferences()).toEqual({ alpha: "muted", beta: "muted", general: "muted" });
		await ada.page.getByRole("button", { name: "Undo" }).click();
		await expect.poll(preferences).toEqual({ alpha: "mentions", beta: "all", general: "mentions" });
	});

	await test.step("from the switcher, and back to what each begins with", async () => {
		const run = async (command: string) => {
			await ada.page.keyboard.press("Control+k");
			await ada.page.getByRole("combobox", { name: "Conversation, person or command" }).fill(command);
			await ada.page.getByRole("option", { name: command, exact: true }).click();
		};
		await run("Mute all in this section");
		await expect(ada.page.getByText("4 conversations in Channels muted.")).toBeVisible();
		await expect(list(ada, "Channels").getByRole("link", { name: /Muted/i })).toHaveCount(4);
		await run("Unmute all in this section");
		await expect(ada.page.getByText("4 conversations in Channels unmuted.")).toBeVisible();
		await expect.poll(preferences).toEqual({ alpha: "mentions", beta: "mentions", general: "mentions" });
	});

	await test.step("only what is unread, and what is open", async () => {
		await grace.chat.messages.create(named("alpha").id, { body: "hello" });
		await expect(list(ada, "Channels").getByRole("link", { name: /^alpha.*unread/ })).toBeVisible();
		await menuOf(ada, "Channels");
		await item(ada, "Show only unread").click();
		await expect(names(ada, "Channels")).toHaveText(["alpha", "general"]);
		await expect(ada.page.getByRole("button", { name: /Channels.? · Unread/ })).toBeFocused();
		expect(await faults(ada.page)).toEqual([]);
		await ada.page.screenshot({ path: info.outputPath("only-unread.png") });
		await grace.chat.messages.create(named("beta").id, { body: "hello" });
		await expect(names(ada, "Channels")).toHaveText(["alpha", "beta", "general"]);
		await ada.page.reload();
		await expect(names(ada, "Channels")).toHaveText(["alpha", "beta", "general"]);
		await expect(async () => {
			await ada.page.getByRole("button", { name: /Channels.? · Unread/ }).click({ button: "right" });
			await expect(item(ada, "Show all")).toBeVisible({ timeout: 2_000 });
		}).toPass();
		await item(ada, "Show all").click();
		await expect(names(ada, "Channels")).toHaveText(["alpha", "beta", "delta", "general"]);
	});
});
