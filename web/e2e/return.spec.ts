import type { Channel } from "@clickclack/sdk";
import { onCall } from "./calls.ts";
import { expect, test, type Person } from "./world.ts";

/** Writes that many messages, all at once. @returns what they say, in the order in which they arrived */
async function write(author: Person, channel: Channel, count: number): Promise<string[]> {
	const bodies = Array.from({ length: count }, (_, n) => `entry ${n}.`);
	await Promise.all(bodies.map((body) => author.chat.messages.create(channel.id, { body })));
	const { messages } = await author.chat.messages.list(channel.id, { limit: count });
	return messages.map(({ body }) => body);
}

/** The first message that is wholly in view. */
const topmost = (person: Person) =>
	person.timeline.evaluate((list) => {
		const edge = list.getBoundingClientRect().top;
		const rows = [...list.querySelectorAll("article")];
		return rows
			.find((row) => row.getBoundingClientRect().top >= edge)
			?.querySelector(".body")
			?.textContent?.trim();
	});

async function scrollUp(person: Person): Promise<void> {
	await person.timeline.hover();
	await expect(async () => {
		await person.page.mouse.wheel(0, -700);
		await expect(person.page.getByRole("button", { name: "Jump to latest" })).toBeVisible({ timeout: 500 });
	}).toPass();
}

/** Waits until a scroll that was begun has ended. */
async function rest(person: Person): Promise<void> {
	let last = NaN;
	const moved = async () => {
		const before = last;
		last = await person.timeline.evaluate((list) => list.scrollTop);
		return last !== before;
	};
	await expect.poll(moved).toBe(false);
}

test("a reload restores the place and the draft", async ({ world }) => {
	const ada = await world.person("Ada");
	const entries = await write(ada, world.general, 60);
	await ada.open(world.general);
	await expect(ada.message(entries.at(-1)!)).toBeVisible();
	await scrollUp(ada);
	await ada.composer.fill("half a thought");
	await rest(ada);
	const before = await topmost(ada);
	// the message at the edge may be cut by it: then the first whole one comes after it
	const kept = async () => entries.indexOf(before!) + 1 - (await ada.page.evaluate(() => history.state?.place?.seq));
	await expect.poll(async () => [0, 1].includes(await kept())).toBe(true);

	await ada.page.reload();
	await expect(ada.composer).toHaveValue("half a thought");
	await expect.poll(() => topmost(ada)).toBe(before);

	await ada.page.getByRole("button", { name: "Jump to latest" }).click();
	await expect(ada.message(entries.at(-1)!)).toBeInViewport();
});

test("a draft stays with its channel, and the sidebar shows it", async ({ world }) => {
	const ada = await world.person("Ada");
	const { channel } = await ada.chat.channels.create(world.workspace.id, { name: "elsewhere" });
	await ada.open(world.general);
	await ada.composer.fill("not yet");
	await ada.page.getByRole("link", { name: "elsewhere" }).click();
	await expect(ada.composer).toHaveValue("");
	await expect(ada.page.getByRole("link", { name: /general.*draft/ })).toBeVisible();
	await ada.page.goBack();
	await expect(ada.composer).toHaveValue("not yet");
	expect(channel.name).toBe("elsewhere");
});

test("older messages are loaded on scrolling up, and what is in view does not move", async ({ world }) => {
	const ada = await world.person("Ada");
	const entries = await write(ada, world.general, 130);
	let arrive = () => {};
	let isSlow = false;
	await onCall(ada.page, "listMessages", async (call) => {
		if (isSlow) await new Promise<void>((released) => (arrive = released));
		await call.pass();
	});
	await ada.open(world.general);
	await expect(ada.message(entries.at(-1)!)).toBeVisible();
	isSlow = true;
	await ada.timeline.hover();
	await expect(async () => {
		await ada.page.mouse.wheel(0, -2_000);
		await expect(ada.timeline).toHaveAttribute("aria-busy", "true", { timeout: 200 });
	}).toPass();
	await rest(ada);
	// its words: the first message loses its author's name when older ones of the same author come above it
	const inView = ada.message((await topmost(ada))!).locator(".body");
	const before = (await inView.boundingBox())!.y;
	isSlow = false;
	arrive();
	await expect(ada.timeline).toHaveAttribute("aria-busy", "false");
	await expect.poll(async () => Math.abs((await inView.boundingBox())!.y - before)).toBeLessThan(2);

	await expect(async () => {
		await ada.page.mouse.wheel(0, -2_000);
		await expect(ada.message(entries[0]!)).toBeInViewport({ timeout: 200 });
	}).toPass();
	await expect(ada.page.getByText("This is the start")).toBeVisible();
});

test("a channel opens at the first unread message, and is read when all of it has been seen", async ({ world }) => {
	const ada = await world.person("Ada");
	const grace = await world.person("Grace");
	await ada.open(world.general);
	await ada.chat.messages.create(world.general.id, { body: "read already" });
	const { channel } = await ada.chat.channels.create(world.workspace.id, { name: "elsewhere" });
	await ada.open(channel);
	const entries = await write(grace, world.general, 60);
	const link = ada.page.getByRole("link", { name: /^general/ });
	await expect(link).toContainText("60 unread");
	await link.click();
	await expect(ada.page.getByRole("separator", { name: "New messages" })).toBeInViewport();
	await expect(ada.message(entries[0]!)).toBeInViewport();
	await expect(link).toContainText("60 unread");

	await ada.timeline.hover();
	await expect(async () => {
		await ada.page.mouse.wheel(0, 200);
		await expect(ada.message(entries.at(-1)!)).toBeInViewport({ timeout: 50 });
	}).toPass({ intervals: [50] });
	await expect(link).not.toContainText("unread");
});

test("a link to an old message shows it in its place, and Back returns", async ({ world }) => {
	const ada = await world.person("Ada");
	const entries = await write(ada, world.general, 130);
	const { messages } = await ada.chat.messages.list(world.general.id, { around_seq: 20, limit: 1 });
	const [old] = messages;
	await ada.open(world.general);
	await expect(ada.message(entries.at(-1)!)).toBeInViewport();
	await ada.page.goto(`${ada.page.url()}?at=${old!.id}`);
	await expect(ada.message(old!.body)).toBeInViewport();
	await ada.page.goBack();
	await expect(ada.message(entries.at(-1)!)).toBeInViewport();
});

test("a reply that was found is shown in its thread, and the next one in the same thread", async ({ world }) => {
	const ada = await world.person("Ada");
	const { message: root } = await ada.chat.messages.create(world.general.id, { body: "the root" });
	for (let n = 0; n < 50; n++) await ada.chat.threads.reply(root.id, { body: `reply ${n}.` });
	const { replies } = await ada.chat.threads.get(root.id);
	const shown = ada.thread.locator("article.highlighted");

	await ada.page.goto(`/app/${world.workspace.id}/${world.general.id}?pane=search`);
	await ada.page.getByRole("searchbox", { name: "Search messages" }).fill("reply 3");
	const results = ada.page.getByRole("complementary", { name: "Search" });
	await results
		.getByRole("link", { name: /in a thread/ })
		.filter({ hasText: "reply 3." })
		.click();
	await expect(shown).toContainText("reply 3.");
	await expect(shown).toBeInViewport();

	const body = ada.page.url().replace(/\?.*/, `?m=${replies[40]!.thread_seq}`);
	await ada.chat.messages.create(world.general.id, { body });
	await ada.timeline.getByRole("link", { name: /\?m=/ }).click();
	await expect(shown).toContainText("reply 40.");
	await expect(shown).toBeInViewport();
});

test("a long timeline is cut, and what was cut is loaded again on scrolling there", async ({ world }) => {
	test.slow();
	const ada = await world.person("Ada");
	const grace = await world.person("Grace");
	let loaded = 0;
	await onCall(ada.page, "listMessages", (call) => {
		loaded++;
		return call.pass();
	});
	await ada.open(world.general);
	for (let burst = 0; burst < 13; burst++) await write(grace, world.general, 50);
	const { message: last } = await grace.chat.messages.create(world.general.id, { body: "the newest" });
	await expect(ada.message(last.body)).toBeInViewport();
	await expect(ada.message(last.body)).toHaveCount(1);

	const before = loaded;
	await ada.timeline.hover();
	await expect(async () => {
		await ada.page.mouse.wheel(0, -20_000);
		await expect(ada.page.getByText("This is the start")).toBeVisible({ timeout: 200 });
	}).toPass();
	expect(loaded).toBeGreaterThan(before);
	await expect(ada.page.getByRole("button", { name: "Jump to latest" })).toBeVisible();

	const above = loaded;
	const { message: later } = await grace.chat.messages.create(world.general.id, { body: "later still" });
	await expect(async () => {
		await ada.page.mouse.wheel(0, 20_000);
		await expect(ada.message(later.body)).toBeInViewport({ timeout: 200 });
	}).toPass();
	await expect(ada.message(last.body)).toHaveCount(1);
	expect(loaded).toBeGreaterThan(above);
});

test("new messages do not move a reader who has scrolled up", async ({ world }) => {
	const ada = await world.person("Ada");
	const grace = await world.person("Grace");
	const entries = await write(ada, world.general, 60);
	await ada.open(world.general);
	await expect(ada.message(entries.at(-1)!)).toBeVisible();
	await scrollUp(ada);
	const before = await topmost(ada);
	for (const body of ["news", "more news"]) await grace.chat.messages.create(world.general.id, { body });
	await expect(ada.page.getByRole("button", { name: "2 new messages" })).toBeVisible();
	expect(await topmost(ada)).toBe(before);
	await ada.page.getByRole("button", { name: "2 new messages" }).click();
	await expect(ada.message("more news")).toBeInViewport();
});
