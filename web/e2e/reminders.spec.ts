import { faults } from "./faults.ts";
import { phone } from "./finger.ts";
import { notices, turnOnNotices } from "./notices.ts";
import { smallTargets } from "./targets.ts";
import { expect, pathOf, test, type Person } from "./world.ts";

const link = ({ page }: Person) => page.getByRole("link", { name: /^Saved/ });
const entries = ({ page }: Person) => page.getByRole("list", { name: "Reminders" }).getByRole("listitem");
const dialog = ({ page }: Person) => page.getByRole("dialog", { name: /Remind me/ });
const soon = (ms: number) => new Date(Date.now() + ms).toISOString();

async function choose(person: Person, text: string, item: string): Promise<void> {
	await person.act(person.message(text), "More");
	await person.page.getByRole("menuitem", { name: item }).click();
}

test("I am reminded of a message at its time, wherever I am, and it stays until it is done", async ({
	world,
}, info) => {
	const ada = await world.person("Ada");
	const grace = await world.person("Grace", { colorScheme: "dark" });
	const { message } = await grace.chat.messages.create(world.general.id, { body: "water the **corals**" });
	await Promise.all([ada, grace].map((person) => person.open(world.general)));
	await expect(link(ada)).toHaveAccessibleName("Saved");

	await test.step("the time is chosen in the menu of the message", async () => {
		await choose(ada, "water the corals", "Remind me");
		await expect(dialog(ada)).toBeVisible();
		expect(await faults(ada.page)).toEqual([]);
		await ada.page.screenshot({ path: info.outputPath("dialog.png") });
		await dialog(ada).getByRole("button", { name: "In 20 minutes" }).click();
		await expect(ada.page.getByText(/^You'll be reminded on/)).toBeVisible();
		await expect(dialog(ada)).toHaveCount(0);
	});

	await test.step("it is in the list, and when it is due a toast leads to it, for me alone", async () => {
		await link(ada).click();
		await ada.page.getByRole("button", { name: "Reminders", exact: true }).click();
		await expect(entries(ada)).toHaveText([/Grace.*water the corals.*Reminds you on/s]);
		await ada.chat.reminders.set(message.id, soon(1_500));
		await expect(ada.page.getByText(/^Reminder: .*Grace.*: .*water the corals/)).toBeVisible();
		await expect(link(ada)).toHaveAccessibleName(/1 reminder is due$/);
		await expect(entries(ada)).toHaveText([/Reminder, due since/]);
		expect(await faults(ada.page)).toEqual([]);
		await ada.page.screenshot({ path: info.outputPath("due.png") });
		await expect(link(grace)).toHaveAccessibleName("Saved");
		await ada.page.getByRole("button", { name: "View" }).click();
		await expect(ada.message("water the corals")).toBeInViewport();
	});

	await test.step("done, it is gone on all my devices", async () => {
		const elsewhere = await world.window();
		await elsewhere.context().addCookies(await ada.page.context().cookies());
		await elsewhere.goto(pathOf(world.general));
		const there = elsewhere.getByRole("link", { name: /^Saved/ });
		await expect(there).toHaveAccessibleName(/1 reminder is due$/);
		await link(ada).click();
		await entries(ada).getByRole("button", { name: "Done" }).click();
		await expect(ada.page.getByText("No reminders")).toBeVisible();
		for (const one of [link(ada), there]) await expect(one).toHaveAccessibleName("Saved");
	});
});

test("on a phone the dialog and the list fit", async ({ world }, info) => {
	const ada = await world.person("Ada", { ...phone, colorScheme: "dark" });
	const { message } = await ada.chat.messages.create(world.general.id, { body: "a long story ".repeat(40) });
	await ada.chat.reminders.set(message.id, soon(600_000));
	await ada.page.goto(pathOf(world.general).replace(/\/[^/]*$/, "/-/saved"));
	await ada.page.getByRole("button", { name: "Reminders", exact: true }).tap();
	await expect(entries(ada)).toHaveCount(1);
	expect(await smallTargets(ada.page)).toEqual([]);
	await ada.page.screenshot({ path: info.outputPath("reminders-phone.png") });
	await entries(ada).getByRole("button", { name: "Change reminder" }).tap();
	await expect(dialog(ada)).toBeVisible();
	expect(await smallTargets(ada.page)).toEqual([]);
	expect(await faults(ada.page)).toEqual([]);
	await ada.page.screenshot({ path: info.outputPath("dialog-phone.png") });
});

const away = ({ page }: Person) => page.addInitScript(() => (document.hasFocus = () => false));

test("a reminder reaches me in another workspace and in the settings, outside of the page while I look away, and not in a pause", async ({
	world,
}, info) => {
	const [ada, grace] = await Promise.all([world.person("Ada"), world.person("Grace")]);
	const { message } = await grace.chat.messages.create(world.general.id, { body: "water the corals" });
	await ada.chat.reads.mark(world.general.id, message.channel_seq!);
	const { id: other } = await ada.chat.workspaces.create({ name: "Empty Rooms", channels: ["lobby"] });
	const [lobby] = await ada.chat.channels.list(other);
	await turnOnNotices(ada);
	await away(ada);
	await ada.open(lobby!);
	const rail = ada.page.getByRole("navigation", { name: "Workspaces" }).getByRole("link", { name: /^Analytical/ });
	const shown = "Reminder: Grace in #general: water the corals";
	const toast = ada.page.getByText(/^Reminder: .*Grace.*: .*water the corals/);

	await test.step("in another workspace, until it is done", async () => {
		// what another person says tells that the other workspace is followed
		await expect(async () => {
			await grace.chat.messages.create(world.general.id, { body: "news" });
			await expect(rail).toHaveAccessibleName(/unread messages$/, { timeout: 2_000 });
		}).toPass();
		await ada.chat.reminders.set(message.id, soon(1_500));
		await expect(rail).toHaveAccessibleName("Analytical Engines, 1 message for you");
		await expect.poll(() => notices(ada)).toContain(shown);
		await expect(toast).toBeVisible();
		await ada.page.screenshot({ path: info.outputPath("elsewhere.png") });
		await ada.chat.reminders.remove(message.id);
		await expect.poll(() => notices(ada)).toEqual([]);
		await expect(toast).toHaveCount(0);
		await expect(rail).toHaveAccessibleName(/unread messages$/);
	});

	await test.step("in a pause it is counted and in the page", async () => {
		await ada.chat.attention.update(world.workspace.id, { paused_until: "2100-01-01T00:00:00.000Z" });
		await ada.chat.reminders.set(message.id, soon(1_500));
		await expect(toast).toBeVisible();
		await expect(rail).toHaveAccessibleName("Analytical Engines, 1 message for you");
		await ada.chat.reminders.remove(message.id);
		await expect(toast).toHaveCount(0);
		expect(await notices(ada)).toEqual([]);
		await ada.chat.attention.update(world.workspace.id, { paused_until: "2000-01-01T00:00:00.000Z" });
	});

	await test.step("in the settings, where a click leads to it", async () => {
		await ada.page.goto("/settings/notifications");
		await expect(async () => {
			await ada.chat.reminders.set(message.id, soon(1_000));
			await expect.poll(() => notices(ada), { timeout: 5_000 }).toContain(shown);
		}).toPass();
		await ada.page.getByRole("button", { name: "View" }).first().click();
		await expect(ada.message("water the corals")).toBeInViewport();
	});

	await test.step("it is in the title of its own workspace", async () => {
		await expect(ada.page).toHaveTitle(/^\(1\) /);
		await ada.chat.reminders.remove(message.id);
		await expect(ada.page).not.toHaveTitle(/^\(1\) /);
	});
});

test("while I look at a page, a reminder is there and not outside of it, until it is done, wherever I go meanwhile", async ({
	world,
}) => {
	const ada = await world.person("Ada");
	await ada.chat.workspaces.create({ name: "Empty Rooms", channels: ["lobby"] });
	const { message } = await ada.chat.messages.create(world.general.id, { body: "feed the crabs" });
	await turnOnNotices(ada);
	await ada.open(world.general);
	await expect(link(ada)).toBeVisible();
	await ada.chat.reminders.set(message.id, soon(1_500));
	const toast = ada.page.getByText(/^Reminder: .*feed the crabs/);
	await expect(toast).toBeVisible();
	await expect(ada.page).toHaveTitle(/^\(1\) /);
	expect(await notices(ada)).toEqual([]);

	const rail = ada.page.getByRole("navigation", { name: "Workspaces" });
	await rail.getByRole("link", { name: "Empty Rooms" }).click();
	await expect(rail.getByRole("link", { name: "Analytical Engines, 1 message for you" })).toBeVisible();
	await expect(toast).toBeVisible();
	await ada.chat.reminders.remove(message.id);
	await expect(toast).toHaveCount(0);
});
