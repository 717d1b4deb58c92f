import { routeId, type MessageId } from "@clickclack/sdk";
import { onCall } from "./calls.ts";
import { faults } from "./faults.ts";
import { phone } from "./finger.ts";
import { smallTargets } from "./targets.ts";
import { expect, pathOf, test, type Person } from "./world.ts";

const link = ({ page }: Person) => page.getByRole("link", { name: /^Threads/ });
const entries = ({ page }: Person) => page.getByRole("list", { name: "Threads" }).getByRole("listitem");
/** Those that are drawn, without the root. */
const replies = ({ thread }: Person) => thread.locator("article:not(:has(~ .count))");
const newLine = ({ thread }: Person) => thread.getByRole("separator", { name: "New messages" });

async function choose(person: Person, text: string, item: string): Promise<void> {
	await person.act(person.message(text), "More");
	await person.page.getByRole("menuitem", { name: item }).click();
}

test("replies in threads that I follow wait for me in the sidebar, under the message and in the list, until I read them on any device", async ({
	world,
}, info) => {
	const ada = await world.person("Ada");
	const grace = await world.person("Grace", { colorScheme: "dark" });
	const { id } = world.general;
	const { message: root } = await ada.chat.messages.create(id, { body: "what is for **lunch**?" });
	const { message: other } = await ada.chat.messages.create(id, { body: "and for dinner?" });
	await grace.chat.reads.mark(id, 2);
	await Promise.all([ada, grace].map((person) => person.open(world.general)));
	await expect(link(ada)).toHaveAccessibleName("Threads");

	await test.step("a reply marks the thread everywhere, a mention has a number", async () => {
		await grace.chat.threads.reply(root.id, { body: "kelp" });
		await expect(link(ada)).toHaveAccessibleName(/1 unread thread$/);
		await expect(ada.message("what is for lunch?").getByRole("link", { name: /1 reply.*1 new/ })).toBeVisible();
		await grace.chat.threads.reply(other.id, { body: `@${ada.user.handle} shells` });
		await expect(link(ada)).toHaveAccessibleName(/2 unread threads.*1 reply for you$/);
		await expect(ada.page).toHaveTitle(/^\(1\)/);
		await expect(link(grace)).toHaveAccessibleName("Threads");
		await ada.page.screenshot({ path: info.outputPath("unread.png") });
	});

	await test.step("the list has the newest activity first, and leads to the thread", async () => {
		await link(ada).click();
		await expect(ada.page).toHaveURL(/\/-\/threads$/);
		await expect(ada.page).toHaveTitle(/Threads · Analytical Engines/);
		await expect(entries(ada)).toContainText([
			/dinner\?\s*Grace: @Ada shells\s*1 reply\s*1 new\s*1 reply mentions you/,
			/what is for lunch\?\s*Grace: kelp\s*1 reply\s*1 new/,
		]);
		expect(await faults(ada.page)).toEqual([]);
		await ada.page.screenshot({ path: info.outputPath("threads.png") });
		await grace.chat.threads.reply(root.id, { body: "or corals" });
		await expect(entries(ada).first()).toContainText(/Grace: or corals\s*2 replies\s*2 new/);
		await entries(ada).first().getByRole("link").click();
		await expect(replies(ada)).toHaveText([/kelp/, /or corals/]);
		await expect(newLine(ada)).toBeVisible();
		await ada.page.screenshot({ path: info.outputPath("thread.png") });
	});

	await test.step("what is in view is read, here and in another window", async () => {
		const elsewhere = await world.window();
		await elsewhere.context().addCookies(await ada.page.context().cookies());
		await elsewhere.goto(`${pathOf(world.general).replace(/\/[^/]*$/, "")}/-/threads`);
		const there = elsewhere.getByRole("link", { name: /^Threads/ });
		await expect(link(ada)).toHaveAccessibleName(/1 unread thread.*1 reply for you$/);
		await expect(there).toHaveAccessibleName(/1 unread thread.*1 reply for you$/);
		await ada.page.bringToFront();
		await ada.chat.threads.markRead(other.id, 1);
		for (const one of [link(ada), there]) await expect(one).toHaveAccessibleName("Threads");
		await elsewhere.getByRole("button", { name: "Unread" }).click();
		await expect(elsewhere.getByText("No unread threads")).toBeVisible();
	});

	await test.step("Grace sees the same in the dark", async () => {
		await link(grace).click();
		await expect(entries(grace)).toHaveCount(2);
		await ada.chat.threads.reply(root.id, { body: `@${grace.user.handle} kelp it is` });
		await expect(entries(grace).first()).toContainText("1 reply mentions you");
		expect(await faults(grace.page)).toEqual([]);
		await grace.page.screenshot({ path: info.outputPath("threads-dark.png") });
		await entries(grace).first().getByRole("button", { name: "Mark as read" }).click();
		await expect(link(grace)).toHaveAccessibleName("Threads");
	});
});

test("a thread is followed by hand, and unfollowed until one replies again", async ({ world }) => {
	const ada = await world.person("Ada");
	const grace = await world.person("Grace");
	const { message } = await grace.chat.messages.create(world.general.id, { body: "a quiet root" });
	await ada.open(world.general);
	await choose(ada, "a quiet root", "Follow thread");
	await expect.poll(async () => (await ada.chat.threads.mine(message.id)).is_following).toBe(true);
	await grace.chat.threads.reply(message.id, { body: "one" });
	await expect(link(ada)).toHaveAccessibleName(/1 unread thread/);

	await ada
		.message("a quiet root")
		.getByRole("link", { name: /1 reply/ })
		.click();
	const bell = ada.thread.getByRole("button", { name: "Unfollow thread" });
	await expect(bell).toHaveAttribute("aria-pressed", "true");
	await bell.click();
	await expect(ada.thread.getByRole("button", { name: "Follow thread" })).toHaveAttribute("aria-pressed", "false");
	await ada.thread.getByRole("button", { name: "Close thread" }).click();
	await grace.chat.threads.reply(message.id, { body: "two" });
	await expect(ada.message("a quiet root").getByRole("link", { name: /2 replies/ })).toBeVisible();
	await expect(link(ada)).toHaveAccessibleName("Threads");

	await ada
		.message("a quiet root")
		.getByRole("link", { name: /2 replies/ })
		.click();
	await ada.threadComposer.fill("me again");
	await ada.threadComposer.press("Enter");
	await expect(ada.thread.getByRole("button", { name: "Unfollow thread" })).toBeVisible();
});

test("a reply that is also sent to the channel stands in both, and is edited and deleted in both", async ({
	world,
}, info) => {
	const ada = await world.person("Ada");
	const grace = await world.person("Grace", { colorScheme: "dark" });
	const { message } = await ada.chat.messages.create(world.general.id, { body: "who is in?" });
	await Promise.all([ada, grace].map((person) => person.open(world.general)));
	await grace.act(grace.message("who is in?"), "Reply in thread");
	const box = grace.thread.getByRole("checkbox", { name: "Also send to #general" });
	await box.check();
	await grace.threadComposer.fill("all of us");
	await grace.threadComposer.press("Enter");
	await expect(box).not.toBeChecked();
	await expect(replies(grace)).toHaveText([/all of us\s*Also sent to the conversation/]);
	for (const person of [ada, grace]) await expect(person.message("all of us")).toHaveCount(1);
	await grace.page.screenshot({ path: info.outputPath("also.png") });

	await ada.message("all of us").getByRole("link", { name: "Sent from a thread" }).click();
	await expect(replies(ada)).toHaveText([/all of us/]);
	await expect(ada.thread).toContainText("who is in?");
	await ada.page.screenshot({ path: info.outputPath("also-from.png") });

	await grace.act(grace.message("all of us"), "Edit");
	await grace.timeline.getByRole("textbox", { name: "Edit message" }).fill("most of us");
	await grace.page.keyboard.press("Enter");
	for (const person of [ada, grace]) {
		await expect(replies(person)).toHaveText([/most of us/]);
		await expect(person.message("most of us")).toHaveCount(1);
	}
	const {
		replies: [reply],
	} = await grace.chat.threads.get(message.id);
	await grace.chat.messages.delete(reply!.id);
	await expect(ada.message("most of us")).toHaveCount(0);
	await expect(ada.timeline.getByText("This message was deleted")).toBeVisible();
});

test("the threads of a channel are listed beside it, also those that I do not follow", async ({ world }, info) => {
	const ada = await world.person("Ada");
	const grace = await world.person("Grace");
	const bodies = ["first root", "second root", "lonely root"];
	const roots = [];
	for (const body of bodies) roots.push((await grace.chat.messages.create(world.general.id, { body })).message);
	for (const { id } of roots.slice(0, 2)) await grace.chat.threads.reply(id, { body: "an answer" });
	await ada.open(world.general);
	await ada.page.getByRole("button", { name: "general", exact: true }).click();
	await ada.page.getByRole("button", { name: "All threads" }).click();
	const pane = ada.page.getByRole("complementary", { name: "Threads" });
	await expect(pane.getByRole("listitem")).toContainText([/second root/, /first root/]);
	await expect(pane.getByRole("listitem")).toHaveCount(2);
	expect(await faults(ada.page)).toEqual([]);
	await ada.page.screenshot({ path: info.outputPath("channel-threads.png") });
	await pane.getByRole("link", { name: /first root/ }).click();
	await expect(replies(ada)).toHaveText([/an answer/]);
	await ada.page.goBack();
	await expect(pane.getByRole("listitem")).toHaveCount(2);

	const [first, , lonely] = roots;
	const { message: more } = await grace.chat.threads.reply(first!.id, { body: "another answer" });
	const entry = pane.getByRole("listitem").filter({ hasText: "first root" });
	await expect(entry).toContainText(/Grace: another answer\s*2 replies/);
	await grace.chat.messages.edit(more.id, { body: "a better answer" });
	await expect(entry).toContainText("a better answer");
	await grace.chat.messages.delete(more.id);
	await expect(entry).toContainText(/Grace: an answer\s*1 reply/);
	const { message: only } = await grace.chat.threads.reply(lonely!.id, { body: "not alone" });
	await expect(pane.getByRole("listitem")).toContainText([/lonely root/, /second root/, /first root/]);
	await grace.chat.messages.delete(only.id);
	await expect(pane.getByRole("listitem")).toContainText([/second root/, /first root/]);
});

test("what is read leaves the list of unread threads, and comes back when it is unread again", async ({ world }) => {
	const [ada, grace] = await Promise.all([world.person("Ada"), world.person("Grace")]);
	const { id } = world.general;
	const roots: MessageId[] = [];
	for (const body of ["low tide", "high tide"]) {
		const { message } = await ada.chat.messages.create(id, { body });
		await grace.chat.threads.reply(message.id, { body: `about ${body}` });
		roots.push(message.id);
	}
	await ada.open(world.general);
	await link(ada).click();
	await ada.page.getByRole("button", { name: "Unread" }).click();
	await expect(entries(ada)).toContainText([/high tide/, /low tide/]);
	await entries(ada).first().hover();
	await entries(ada).first().getByRole("button", { name: "Mark as read" }).click();
	await expect(entries(ada)).toContainText([/low tide/]);
	await expect(entries(ada)).toHaveCount(1);
	await ada.chat.threads.markRead(roots[0]!, 1);
	await expect(ada.page.getByText("No unread threads")).toBeVisible();
	await ada.chat.threads.markUnread(roots[1]!, 1);
	await expect(entries(ada)).toContainText([/high tide/]);
	await expect(entries(ada)).toHaveCount(1);
	await ada.page.getByRole("button", { name: "All", exact: true }).click();
	await expect(entries(ada)).toHaveCount(2);
});

test("a long thread opens at the first unread reply, and is paged both ways", async ({ world }) => {
	const ada = await world.person("Ada");
	const grace = await world.person("Grace");
	const { message } = await ada.chat.messages.create(world.general.id, { body: "a long story" });
	for (let n = 1; n <= 260; n++) await grace.chat.threads.reply(message.id, { body: `part ${n}.` });
	await ada.chat.threads.markRead(message.id, 190);
	await ada.open(world.general);
	await ada
		.message("a long story")
		.getByRole("link", { name: /260 replies.*70 new/ })
		.click();
	await expect(newLine(ada)).toBeInViewport();
	await expect(ada.thread.getByText("part 191.", { exact: true })).toBeInViewport();

	const log = ada.thread.getByRole("log", { name: "Replies" });
	const wheel = (by: number) => log.hover().then(() => ada.page.mouse.wheel(0, by));
	await expect(async () => {
		await wheel(-5_000);
		await expect(ada.thread.getByText("part 1.", { exact: true })).toBeInViewport({ timeout: 200 });
	}).toPass();
	await expect(link(ada)).toHaveAccessibleName(/1 unread thread/);
	await expect(async () => {
		await wheel(250);
		await expect(ada.thread.getByText("part 260.", { exact: true })).toBeInViewport({ timeout: 50 });
	}).toPass({ intervals: [50] });
	await expect(link(ada)).toHaveAccessibleName("Threads");
});

test("replies that were never on the screen stay unread: after a link to the last one", async ({ world }) => {
	const ada = await world.person("Ada");
	const grace = await world.person("Grace");
	const { message } = await ada.chat.messages.create(world.general.id, { body: "a long story" });
	for (let n = 1; n <= 59; n++) await grace.chat.threads.reply(message.id, { body: `part ${n}.` });
	await grace.chat.threads.reply(message.id, { body: `part 60. @${ada.user.handle}` });
	const part = (n: number) => ada.thread.getByText(new RegExp(`^part ${n}\\.`));
	const mine = () => ada.chat.threads.mine(message.id);
	const untouched = { last_read_seq: 0, unread_count: 60, mention_count: 1 };

	await test.step("a link leads to the last reply", async () => {
		await ada.page.goto(`/app/${world.workspace.route_id}/${routeId("M", message.id)}?m=60`);
		await expect(part(60)).toBeInViewport();
		await expect(link(ada)).toHaveAccessibleName(/1 unread thread.*1 reply for you/);
		// a reply that comes while the end is in view does not read the others either
		await grace.chat.threads.reply(message.id, { body: "part 61." });
		await expect(part(61)).toBeInViewport();
		// longer than it would take to tell the server
		await ada.page.waitForTimeout(1_500);
		expect(await mine()).toMatchObject({ ...untouched, unread_count: 61 });
	});

	await test.step("it is read when all of it has been in view", async () => {
		const log = ada.thread.getByRole("log", { name: "Replies" });
		const wheel = (by: number) => log.hover().then(() => ada.page.mouse.wheel(0, by));
		await expect(async () => {
			await wheel(-5_000);
			await expect(part(1)).toBeInViewport({ timeout: 200 });
		}).toPass();
		expect(await mine()).toMatchObject({ last_read_seq: 0 });
		await expect(async () => {
			await wheel(250);
			await expect(part(61)).toBeInViewport({ timeout: 50 });
		}).toPass({ intervals: [50] });
		await expect(link(ada)).toHaveAccessibleName("Threads");
		expect(await mine()).toMatchObject({ last_read_seq: 61, unread_count: 0, mention_count: 0 });
	});
});

test("a reply is marked as unread from its menu, on all devices, and stays so until one comes back", async ({
	world,
}, info) => {
	const ada = await world.person("Ada");
	const grace = await world.person("Grace");
	const { message } = await ada.chat.messages.create(world.general.id, { body: "a story" });
	for (const n of [1, 2, 3])
		await grace.chat.threads.reply(message.id, { body: `part ${n}. ${n === 2 ? `@${ada.user.handle}` : ""}` });
	await ada.open(world.general);
	const elsewhere = await ada.page.context().newPage();
	await elsewhere.goto(`/app/${world.workspace.route_id}/-/threads`);
	const there = elsewhere.getByRole("link", { name: /^Threads/ });
	await ada.page.bringToFront();
	const open = () =>
		ada
			.message("a story")
			.getByRole("link", { name: /3 replies/ })
			.click();
	await open();
	await expect(replies(ada)).toHaveCount(3);
	for (const one of [link(ada), there]) await expect(one).toHaveAccessibleName("Threads");

	await ada.act(replies(ada).filter({ hasText: "part 2." }), "More");
	await ada.page.getByRole("menuitem", { name: "Mark as unread" }).click();
	for (const one of [link(ada), there]) await expect(one).toHaveAccessibleName(/1 unread thread.*1 reply for you/);
	await expect(newLine(ada)).toBeInViewport();
	await ada.page.screenshot({ path: info.outputPath("unread-reply.png") });
	// the end is in view, and what comes now does not read it either
	await grace.chat.threads.reply(message.id, { body: "part 4." });
	await expect(replies(ada)).toHaveCount(4);
	await ada.page.waitForTimeout(1_500);
	expect(await ada.chat.threads.mine(message.id)).toMatchObject({
		last_read_seq: 1,
		unread_count: 3,
		mention_count: 1,
	});

	await ada.thread.getByRole("button", { name: "Close thread" }).click();
	await ada
		.message("a story")
		.getByRole("link", { name: /4 replies/ })
		.click();
	await expect(newLine(ada)).toBeInViewport();
	for (const one of [link(ada), there]) await expect(one).toHaveAccessibleName("Threads");

	// where it is marked as read after all, what comes now is read by looking at it
	await replies(ada)
		.filter({ hasText: "part 4." })
		.getByText("part 4.")
		// where the toolbar is not
		.click({ modifiers: ["Alt"], position: { x: 4, y: 8 } });
	await expect(link(ada)).toHaveAccessibleName(/1 unread thread/);
	await ada.chat.threads.markRead(message.id, 4);
	await expect(link(ada)).toHaveAccessibleName("Threads");
	await grace.chat.threads.reply(message.id, { body: "part 5." });
	await expect(replies(ada).filter({ hasText: "part 5." })).toBeInViewport();
	await expect.poll(() => ada.chat.threads.mine(message.id)).toMatchObject({ last_read_seq: 5, unread_count: 0 });
});

test("all threads are marked as read from their list, which can be undone", async ({ world }, info) => {
	const ada = await world.person("Ada", { ...phone });
	const grace = await world.person("Grace");
	const roots: MessageId[] = [];
	for (const body of ["one root", "two roots"]) {
		const { message } = await ada.chat.messages.create(world.general.id, { body });
		await grace.chat.threads.reply(message.id, { body: `to ${body}` });
		roots.push(message.id);
	}
	// meanwhile one of them is read further on another device
	await onCall(ada.page, "markAllRead", async (call) => {
		await grace.chat.threads.reply(roots[0]!, { body: "and more" });
		await ada.chat.threads.markRead(roots[0]!, 2);
		await call.pass();
	});
	await ada.page.goto(`/app/${world.workspace.route_id}/-/threads`);
	await expect(entries(ada)).toContainText([/1 new/, /1 new/]);
	expect(await smallTargets(ada.page)).toEqual([]);
	await ada.page.screenshot({ path: info.outputPath("mark-all-phone.png") });
	await ada.page.getByRole("button", { name: "Mark all threads as read" }).tap();
	await expect(ada.page.getByText("All threads are marked as read.")).toBeVisible();
	await expect(entries(ada).filter({ hasText: "1 new" })).toHaveCount(0);
	await ada.page.getByRole("button", { name: "Undo" }).tap();
	await expect(entries(ada).filter({ hasText: "1 new" })).toHaveCount(1);
	expect(await ada.chat.threads.mine(roots[0]!)).toMatchObject({ last_read_seq: 2, unread_count: 0 });
	expect(await ada.chat.threads.mine(roots[1]!)).toMatchObject({ last_read_seq: 0, unread_count: 1 });
});

test("on a phone the list of threads fills the screen, and Back leads to the channels", async ({ world }, info) => {
	const ada = await world.person("Ada", { ...phone });
	const grace = await world.person("Grace", { ...phone, colorScheme: "dark" });
	const { message } = await ada.chat.messages.create(world.general.id, { body: "a story ".repeat(40) });
	await grace.chat.threads.reply(message.id, { body: "go on ".repeat(60) });
	const home = pathOf(world.general).replace(/\/[^/]*$/, "");
	await ada.page.goto(home);
	await expect(link(ada)).toHaveAccessibleName(/1 unread thread/);
	await ada.page.screenshot({ path: info.outputPath("home-phone.png") });
	await link(ada).tap();
	await expect(entries(ada)).toContainText([/a story[^]*go on/]);
	expect(await smallTargets(ada.page)).toEqual([]);
	expect(await faults(ada.page)).toEqual([]);
	await ada.page.screenshot({ path: info.outputPath("threads-phone.png") });
	await entries(ada).first().getByRole("link").tap();
	await expect(replies(ada)).toHaveText([/go on/]);
	expect(await smallTargets(ada.page)).toEqual([]);
	await ada.page.screenshot({ path: info.outputPath("thread-phone.png") });
	await expect.poll(async () => (await ada.chat.threads.mine(message.id)).unread_count).toBe(0);
	await ada.page.goBack();
	await ada.page
		.locator("main header")
		.getByRole("link", { name: /^Channels/ })
		.tap();
	await expect(link(ada)).toHaveAccessibleName("Threads");

	await grace.page.goto(`${home}/-/threads`);
	await expect(entries(grace)).toHaveCount(1);
	await grace.page.screenshot({ path: info.outputPath("threads-phone-dark.png") });
});
