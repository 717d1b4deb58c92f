import type { ChannelId, Message } from "@clickclack/sdk";
import { faults } from "./faults.ts";
import { expect, operator, pathOf, test, type Person } from "./world.ts";

async function talk({ chat }: Person, channel_id: ChannelId): Promise<void> {
	const body =
		"Hello\n\n- [x] list\n\n> quote\n\n```ts\ncode\n```\n\n| a | b |\n|---|---|\n| 1 | [2](https://example.com) |";
	const { message } = await chat.messages.create(channel_id, { body });
	await chat.reactions.add(message.id, "👍");
	await chat.threads.reply(message.id, { body: "A reply with `code`" });
}

/** What the views of one's own have in them. */
async function keep({ chat }: Person, { id, channel_id }: Pick<Message, "id" | "channel_id">): Promise<void> {
	await chat.threads.reply(id, { body: "A reply" });
	await chat.threads.follow(id);
	await chat.saved.add(id);
	await chat.drafts.save(channel_id!, { body: "half a thought" });
	await chat.pins.add(channel_id!, id);
}

test("a screen reader announces what others write, however fast, and not what is loaded", async ({ world }) => {
	const ada = await world.person("Ada");
	const grace = await world.person("Grace");
	const announced = ada.page.getByRole("log", { name: "New messages" });
	const { id, workspace_id } = world.general;
	await ada.open(world.general);
	// what comes before the connection is there was written while nobody was here
	const isAnnounced = async () => (
		await grace.chat.messages.create(id, { body: "anybody here" }),
		await announced.textContent()
	);
	await expect.poll(isAnnounced).toContain("Grace: anybody here");
	const { message: first } = await grace.chat.messages.create(id, { body: "the very first" });
	await expect(announced).toContainText("Grace: the very first");

	for (let n = 0; n < 120; n++) await ada.chat.messages.create(id, { body: `entry ${n}.` });
	const told = new AbortController();
	let last = "";
	const writing = (async () => {
		for (let n = 0; !told.signal.aborted; n++)
			last = (await grace.chat.messages.create(id, { body: `quick ${n}.` })).message.body;
	})();
	await expect(announced).toContainText("Grace: quick");
	told.abort();
	await writing;
	const read = async () => (await ada.chat.channels.list(workspace_id)).every(({ unread_count }) => unread_count === 0);
	await expect.poll(read).toBe(true);

	await ada.page.goto(`/app/${workspace_id}/${id}?at=${first.id}`);
	await expect(ada.message("the very first")).toBeInViewport();
	await ada.page.getByRole("button", { name: "Jump to latest" }).click();
	await expect(ada.message(last)).toBeVisible();
	await grace.chat.messages.create(id, { body: "afterwards" });
	await expect(announced).not.toBeEmpty();
	await expect(announced).toHaveText("Grace: afterwards");
});

for (const colorScheme of ["light", "dark"] as const) {
	test(`no page has a serious accessibility fault, ${colorScheme}`, async ({ world }) => {
		const visitor = await world.window({ colorScheme });
		await visitor.goto("/signin");
		await expect(visitor.getByRole("heading", { name: "Sign in" })).toBeVisible();
		expect(await faults(visitor)).toEqual([]);
		const { token } = await operator.admin.createInvite({ workspace_id: world.workspace.id });
		await visitor.goto(`/invite/${token}`);
		await expect(visitor.getByRole("button", { name: /join/i })).toBeVisible();
		expect(await faults(visitor)).toEqual([]);

		const ada = await world.person("Ada", { colorScheme });
		const { page } = ada;
		await talk(ada, world.general.id);
		await ada.open(world.general);
		await expect(ada.message("Hello")).toBeVisible();
		await ada.message("Hello").hover();
		expect(await faults(page)).toEqual([]);
		await ada
			.message("Hello")
			.getByRole("link", { name: /1 reply/ })
			.click();
		await expect(ada.thread.getByText("A reply with")).toBeVisible();
		expect(await faults(page)).toEqual([]);
		await page.goto(pathOf(world.general).replace(/\/[^/]*$/, "/-/inbox"));
		await expect(page.getByText("You're all caught up.")).toBeVisible();
		expect(await faults(page)).toEqual([]);
	});

	test(`no dialog or pane has a serious accessibility fault, ${colorScheme}`, async ({ world }) => {
		const ada = await world.person("Ada", { colorScheme });
		const { page } = ada;
		await ada.open(world.general);
		const dialogs = [
			() => ada.addChannels("Create a channel"),
			() => ada.addChannels("Browse channels"),
			() => page.getByRole("button", { name: "New workspace" }).click(),
			() => page.getByRole("button", { name: "Keyboard shortcuts" }).click(),
			() => page.keyboard.press("Control+k"),
		];
		for (const open of dialogs) {
			await open();
			await expect(page.getByRole("dialog")).toBeVisible();
			expect(await faults(page)).toEqual([]);
			await page.keyboard.press("Escape");
			await expect(page.getByRole("dialog")).toHaveCount(0);
		}
		const { message } = await ada.chat.messages.create(world.general.id, { body: "to act on" });
		await expect(ada.message("to act on")).toBeVisible();
		const fromMenu = (item: string) => async () => {
			await ada.act(ada.message("to act on"), "More");
			await page.getByRole("menuitem", { name: item }).click();
		};
		const ofMessages = [
			() => page.getByRole("button", { name: "Create a poll" }).click(),
			() => page.getByRole("button", { name: "Choose a topic" }).click(),
			...["Forward message", "Remind me", "Change topic"].map(fromMenu),
		];
		for (const open of ofMessages) {
			await open();
			await expect(page.getByRole("dialog").getByRole("heading")).toBeVisible();
			expect(await faults(page)).toEqual([]);
			await page.keyboard.press("Escape");
			await expect(page.getByRole("dialog")).toHaveCount(0);
		}
		await keep(ada, message);
		for (const [view, shown] of [
			["threads", "A reply"],
			["saved", "to act on"],
			["drafts", "half a thought"],
		] as const) {
			await page.goto(`/app/${world.workspace.route_id}/-/${view}`);
			await expect(page.getByRole("main")).toContainText(shown);
			expect(await faults(page)).toEqual([]);
		}
		for (const pane of ["details", "members", "search", "pins", `profile&who=${ada.user.id}`]) {
			await page.goto(`${pathOf(world.general)}?pane=${pane}`);
			await expect(page.getByRole("complementary")).toBeVisible();
			expect(await faults(page)).toEqual([]);
		}
		for (const section of ["profile", "account", "appearance", "shortcuts"]) {
			await page.goto(`/settings/${section}`);
			await expect(page.getByRole("heading", { level: 2 })).toBeVisible();
			expect(await faults(page)).toEqual([]);
		}
	});
}

test("who wants more contrast gets it, and who has everything twice as large loses nothing to the side", async ({
	world,
}) => {
	// a window of 1280 × 800 at 200 %
	const ada = await world.person("Ada", { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 });
	await talk(ada, world.general.id);
	await ada.open(world.general);
	const { page } = ada;
	const { message } = await ada.chat.messages.create(world.general.id, { body: "the last one" });
	await expect(ada.message("the last one")).toBeVisible();
	const widest = () => page.evaluate(() => document.documentElement.scrollWidth);
	const [app] = new URL(page.url()).pathname.match(/^\/app\/\w+/)!;
	for (const address of [
		pathOf(world.general),
		`/app/${world.workspace.id}/${world.general.id}/thread/${message.id}`,
		`${app}/-/inbox`,
		"/settings/appearance",
	]) {
		await page.goto(address);
		await expect(page.getByRole("heading").first()).toBeVisible();
		expect([address, await widest()]).toEqual([address, 640]);
	}
	const border = () => page.evaluate(() => getComputedStyle(document.body).getPropertyValue("--border"));
	const before = await border();
	await page.emulateMedia({ contrast: "more" });
	expect(await border()).not.toBe(before);
	await page.goto(pathOf(world.general));
	await expect(ada.message("the last one")).toBeVisible();
	expect(await faults(page)).toEqual([]);
});
