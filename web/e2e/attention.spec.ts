import { faults } from "./faults.ts";
import { phone } from "./finger.ts";
import { notices, watchNotices } from "./notices.ts";
import { expect, pathOf, test, type Person } from "./world.ts";

const settings = "/settings/notifications";
const keywords = ({ page }: Person) => page.getByRole("textbox", { name: "Keywords" });

test("a keyword stands out and notifies; a pause lets nothing through, on every device", async ({ world }) => {
	const [ada, grace] = await Promise.all([world.person("Ada"), world.person("Grace")]);
	const { channel } = await grace.chat.channels.create(world.workspace.id, { name: "reef" });
	await ada.chat.channels.join(channel.id);
	await watchNotices(ada);
	await ada.open(world.general);
	await ada.page.goto(settings);
	await ada.page.getByRole("button", { name: "Turn on" }).click();
	await expect(ada.page.getByRole("button", { name: "Turn off" })).toBeVisible();
	await keywords(ada).fill("tide\n蟹");
	await ada.page.getByRole("button", { name: "Save" }).click();
	await expect(ada.page.getByText("Saved.")).toBeVisible();

	await ada.open(world.general);
	const link = ada.page.getByRole("list", { name: "Channels" }).getByRole("link", { name: /^reef/ });
	await expect(link).toBeVisible();
	// a mention says that what is asked for after the start is there
	await expect(async () => {
		await grace.chat.messages.create(channel.id, { body: "high Tide now" });
		expect(await notices(ada)).toContain("Grace in #reef: high Tide now");
	}).toPass();
	await grace.chat.messages.create(channel.id, { body: "nothing to say" });
	const { message } = await grace.chat.messages.create(channel.id, { body: `@${ada.user.handle} come` });
	await expect.poll(() => notices(ada)).toContain("Grace in #reef: @Ada come");
	expect((await notices(ada)).join()).not.toContain("nothing to say");

	await grace.chat.messages.delete(message.id);
	await expect.poll(async () => (await notices(ada)).join()).not.toContain("come");
	await ada.page.evaluate(() =>
		(window as unknown as { shown: Notification[] }).shown[0]!.dispatchEvent(new Event("click")),
	);
	await expect(ada.page).toHaveURL(new RegExp(`${pathOf(channel)}\\?m=`));
	await expect(ada.message("high Tide now").first()).toHaveClass(/mine/);
	await expect(ada.message("nothing to say")).not.toHaveClass(/mine/);
	// it is read, here or elsewhere
	await expect.poll(async () => (await notices(ada)).length).toBe(0);

	await ada.chat.attention.update(world.workspace.id, { paused_until: "2030-01-01T00:00:00.000Z" });
	await ada.open(world.general);
	const news = ada.page
		.getByRole("list", { name: "Channels" })
		.getByRole("link", { name: "reef 2 unread 2 mention you" });
	for (const n of [1, 2]) await grace.chat.messages.create(channel.id, { body: `@${ada.user.handle} again ${n}` });
	await expect(news).toBeVisible();
	expect(await notices(ada)).toEqual([]);
});

test("in the settings, too, messages notify; no notice stays when the page goes", async ({ world }) => {
	const [ada, grace] = await Promise.all([world.person("Ada"), world.person("Grace")]);
	await watchNotices(ada);
	await ada.page.goto(settings);
	await ada.page.getByRole("button", { name: "Turn on" }).click();
	let tries = 0;
	await expect(async () => {
		await grace.chat.messages.create(world.general.id, { body: `@${ada.user.handle} try ${++tries}` });
		await expect.poll(() => notices(ada), { timeout: 3_000 }).toContain(`Grace in #general: @Ada try ${tries}`);
	}).toPass();
	const { message } = await grace.chat.messages.create(world.general.id, { body: `@${ada.user.handle} last` });
	await expect.poll(() => notices(ada)).toContain("Grace in #general: @Ada last");
	await ada.chat.reads.mark(world.general.id, message.channel_seq!);
	await expect.poll(() => notices(ada)).toEqual([]);

	await grace.chat.messages.create(world.general.id, { body: `@${ada.user.handle} again` });
	await expect.poll(() => notices(ada)).toHaveLength(1);
	await ada.page.evaluate(() => dispatchEvent(new Event("pagehide")));
	expect(await notices(ada)).toEqual([]);

	// each who uses the browser chooses
	expect(await ada.page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes("notices")))).toEqual([
		`clickclack.notices.${ada.user.id}`,
	]);
});

test("a pause is one command, or in one's own menu, which says until when, for all workspaces", async ({
	world,
}, info) => {
	const ada = await world.person("Ada", { colorScheme: "dark" });
	const { id: other } = await ada.chat.workspaces.create({ name: "Empty Rooms" });
	await ada.open(world.general);
	await ada.page.keyboard.press("Control+k");
	const search = ada.page.getByRole("dialog", { name: "Go to" });
	await search.getByRole("combobox").fill("pause");
	await expect(search.getByRole("option", { selected: true })).toHaveAccessibleName(/^Pause notifications/);
	await ada.page.keyboard.press("Enter");
	const dialog = ada.page.getByRole("dialog", { name: "Pause notifications" });
	await dialog.getByLabel("How long").selectOption("For 4 hours");
	await ada.page.screenshot({ path: info.outputPath("pause.png") });
	await dialog.getByRole("button", { name: "Pause", exact: true }).click();
	await expect(ada.page.getByText(/^Paused until .*\.$/)).toBeVisible();
	const pauses = async () =>
		await Promise.all(
			[world.workspace.id, other].map(async (id) => (await ada.chat.attention.get(id)).paused_until ?? ""),
		);
	for (const until of await pauses()) expect(Date.parse(until)).toBeGreaterThan(Date.now() + 3 * 3_600_000);

	await ada.page.getByRole("button", { name: /^You: / }).click();
	const item = ada.page.getByRole("menuitem", { name: /^Paused until/ });
	await expect(item).toBeVisible();
	await ada.page.screenshot({ path: info.outputPath("paused-menu.png") });
	expect(await faults(ada.page)).toEqual([]);
	await item.click();
	await dialog.getByRole("button", { name: "Resume" }).click();
	await expect(ada.page.getByText("Notifications are on again.")).toBeVisible();
	for (const until of await pauses()) expect(Date.parse(until || "0") || 0).toBeLessThanOrEqual(Date.now());
});

test("a keyword in a thread that one follows notifies in a workspace that is not open, too", async ({ world }) => {
	const [ada, grace] = await Promise.all([world.person("Ada"), world.person("Grace")]);
	const { id: other } = await ada.chat.workspaces.create({ name: "Empty Rooms", channels: ["lobby"] });
	const [lobby] = await ada.chat.channels.list(other);
	await ada.chat.attention.update(world.workspace.id, { keywords: ["tide"] });
	const { message: mine } = await ada.chat.messages.create(world.general.id, { body: "my thread" });
	const { message: theirs } = await grace.chat.messages.create(world.general.id, { body: "their thread" });
	await watchNotices(ada);
	await ada.page.goto(settings);
	await ada.page.getByRole("button", { name: "Turn on" }).click();
	await expect(ada.page.getByRole("button", { name: "Turn off" })).toBeVisible();
	await ada.open(lobby!);
	await grace.chat.threads.reply(theirs.id, { body: "the tide is theirs" });
	let tries = 0;
	await expect(async () => {
		await grace.chat.threads.reply(mine.id, { body: `the tide comes ${++tries}` });
		await expect
			.poll(async () => (await notices(ada)).join(), { timeout: 3_000 })
			.toContain(`Grace in #general (thread): the tide comes ${tries}`);
	}).toPass();
	await grace.chat.threads.reply(theirs.id, { body: "the tide is not mine" });
	await grace.chat.threads.reply(mine.id, { body: "the tide goes" });
	await expect.poll(async () => (await notices(ada)).join()).toContain("the tide goes");
	expect((await notices(ada)).join()).not.toMatch(/theirs|not mine/);
});

test("quiet hours and a pause are chosen in the settings, and are there on other devices", async ({ world }, info) => {
	const ada = await world.person("Ada");
	await ada.open(world.general);
	await ada.page.goto(settings);
	await ada.page.getByLabel("From").fill("22:00");
	await ada.page.getByLabel("Until", { exact: true }).fill("07:00");
	await ada.page.getByRole("button", { name: "Save" }).click();
	await expect(ada.page.getByText("Saved.")).toBeVisible();
	expect(await faults(ada.page)).toEqual([]);
	await ada.page.screenshot({ path: info.outputPath("notifications.png") });
	expect(await ada.chat.attention.get(world.workspace.id)).toMatchObject({
		quiet_hours: { from: "22:00", until: "07:00" },
	});
	await keywords(ada).fill("not saved yet");
	await ada.page.getByLabel("Until", { exact: true }).fill("");
	await ada.page.getByRole("button", { name: "Save" }).click();
	await expect(ada.page.getByText("Saved.")).toBeVisible();
	expect(await ada.chat.attention.get(world.workspace.id)).toMatchObject({
		keywords: [],
		quiet_hours: { until: "07:00" },
	});
	await ada.page.getByRole("button", { name: "Pause", exact: true }).click();
	await expect(ada.page.getByText("Paused until")).toBeVisible();
	await expect(ada.page.getByRole("button", { name: "Resume" })).toBeFocused();
	await expect(keywords(ada)).toHaveValue("not saved yet");
	await ada.page.reload();
	await expect(ada.page.getByLabel("From")).toHaveValue("22:00");
	await ada.page.getByRole("button", { name: "Resume" }).click();
	await expect(ada.page.getByRole("button", { name: "Pause", exact: true })).toBeFocused();

	// what another device changes is there when one comes back
	await ada.chat.attention.update(world.workspace.id, { keywords: ["reef"] });
	await ada.page.evaluate(() => dispatchEvent(new Event("focus")));
	await expect(keywords(ada)).toHaveValue("reef");

	// what it changes while one is here is not changed back by something else
	await ada.chat.attention.update(world.workspace.id, { keywords: ["shoal"] });
	await ada.page.getByLabel("Until", { exact: true }).fill("06:00");
	await ada.page.getByRole("button", { name: "Save" }).click();
	await expect(ada.page.getByText("Saved.")).toBeVisible();
	expect(await ada.chat.attention.get(world.workspace.id)).toMatchObject({
		keywords: ["shoal"],
		quiet_hours: { from: "22:00", until: "06:00" },
	});
	await expect(keywords(ada)).toHaveValue("shoal");
});

for (const colorScheme of ["light", "dark"] as const)
	test(`the settings fit on a phone, ${colorScheme}`, async ({ world }, info) => {
		const ada = await world.person("Ada", { ...phone, colorScheme });
		await ada.page.goto(settings);
		await expect(keywords(ada)).toBeVisible();
		expect(await faults(ada.page)).toEqual([]);
		await ada.page.screenshot({ path: info.outputPath("notifications.png"), fullPage: true });
	});
