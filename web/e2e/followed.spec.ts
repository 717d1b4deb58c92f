import type { Workspace } from "@clickclack/sdk";
import { onCall } from "./calls.ts";
import { notices, turnOnNotices } from "./notices.ts";
import { expect, test, type Person, type World } from "./world.ts";

const threads = ({ page }: Person) => page.getByRole("link", { name: /^Threads/ });

/** Ada and Grace in #general and #reef, with a thread there that Ada began; Ada looks at #general. */
async function thread(world: World) {
	const [ada, grace] = await Promise.all([world.person("Ada"), world.person("Grace")]);
	const [reef] = await world.channels(ada, grace, ["reef"]);
	await turnOnNotices(ada);
	const { message: root } = await ada.chat.messages.create(reef!.id, { body: "shells" });
	await grace.chat.threads.reply(root.id, { body: "which?" });
	await ada.open(world.general);
	await expect(threads(ada)).toHaveAccessibleName(/1 unread thread$/);
	const reply = async (body: string) => await grace.chat.threads.reply(root.id, { body });
	return { ada, grace, reef: reef!, root, reply };
}

/** What calls before it is known what I chose does not: tries until a notice is there. */
async function ready(ada: Person, call: (body: string) => Promise<unknown>): Promise<void> {
	let tries = 0;
	await expect(async () => {
		await call(`try ${++tries}.`);
		await expect.poll(async () => (await notices(ada)).join(), { timeout: 3_000 }).toContain(`try ${tries}.`);
	}).toPass();
}

test("replies in the threads that I follow notify, the first one to a message of mine too, and not where I chose nothing", async ({
	world,
}) => {
	const { ada, grace, reef, reply } = await thread(world);
	await ready(ada, reply);
	const { message: mine } = await ada.chat.messages.create(reef.id, { body: "my pearls" });
	await grace.chat.threads.reply(mine.id, { body: "the first reply" });
	await expect.poll(() => notices(ada)).toContain("Grace in #reef (thread): the first reply");
	const { message: theirs } = await grace.chat.messages.create(reef.id, { body: "my corals" });
	await grace.chat.threads.reply(theirs.id, { body: "a thread of others" });
	await ada.chat.threads.unfollow(mine.id);
	await grace.chat.threads.reply(mine.id, { body: "left alone" });
	await reply("still followed");
	await expect.poll(() => notices(ada)).toContain("Grace in #reef (thread): still followed");

	await ada.chat.channels.updateNotificationPreference(reef.id, "nothing");
	await reply("not told");
	await grace.chat.messages.create(world.general.id, { body: "seen" });
	await expect(ada.message("seen")).toBeVisible();
	await ada.chat.channels.updateNotificationPreference(reef.id, "mentions");
	// by the title that the app shows
	await grace.chat.channels.update(reef.id, { display_title: "The Reef" });
	await reply("told again");
	await expect.poll(() => notices(ada)).toContain("Grace in #The Reef (thread): told again");
	expect((await notices(ada)).join()).not.toMatch(/of others|left alone|not told/);
});

test("mentions in threads are counted by what the channel calls me for", async ({ world }) => {
	const { ada, reef, reply } = await thread(world);
	await expect(ada.page).toHaveTitle(/^• /);
	await reply(`@${ada.user.handle} here`);
	await expect(threads(ada)).toHaveAccessibleName(/1 unread thread, 1 reply for you$/);
	await expect(ada.page).toHaveTitle(/^\(1\) /);
	await ada.chat.channels.updateNotificationPreference(reef.id, "nothing");
	await expect(threads(ada)).toHaveAccessibleName(/1 unread thread$/);
	await expect(ada.page).toHaveTitle(/^• /);
	await ada.chat.channels.updateNotificationPreference(reef.id, "muted");
	await expect(threads(ada)).toHaveAccessibleName("Threads");
	await expect(ada.page).toHaveTitle(/^[^(•]*general/);
});

test("where a direct conversation calls for everything, its replies are counted", async ({ world }) => {
	const [ada, grace] = await Promise.all([world.person("Ada"), world.person("Grace")]);
	const { conversation } = await ada.chat.dms.create(world.workspace.id, [grace.user.id]);
	const { message } = await ada.chat.messages.create(conversation.id, { body: "tea?" });
	await ada.open(world.general);
	await expect(threads(ada)).toHaveAccessibleName("Threads");
	await grace.chat.threads.reply(message.id, { body: "yes" });
	await expect(threads(ada)).toHaveAccessibleName(/1 unread thread, 1 reply for you$/);
	await expect(ada.page).toHaveTitle(/^\(1\) /);
	await ada.chat.dms.updateNotificationPreference(conversation.id, "mentions");
	await expect(threads(ada)).toHaveAccessibleName(/1 unread thread$/);
});

test("a mention in a thread of another workspace is counted there, by the same rule", async ({ world }) => {
	const { ada, grace, reef, root } = await thread(world);
	const { id: other } = await ada.chat.workspaces.create({ name: "Empty Rooms", channels: ["lobby"] });
	const [lobby] = await ada.chat.channels.list(other);
	await ada.open(lobby!);
	const link = ada.page.getByRole("navigation", { name: "Workspaces" }).getByRole("link", { name: /^Analytical/ });
	await expect(link).toHaveAccessibleName("Analytical Engines, unread messages");
	const mention = () => grace.chat.threads.reply(root.id, { body: `@${ada.user.handle} come` });
	await mention();
	await expect(link).toHaveAccessibleName("Analytical Engines, 1 message for you");
	// one that I did not follow before
	const { message: theirs } = await grace.chat.messages.create(reef.id, { body: "corals" });
	await grace.chat.threads.reply(theirs.id, { body: `@${ada.user.handle} look` });
	await expect(link).toHaveAccessibleName("Analytical Engines, 2 messages for you");
	await ada.chat.channels.updateNotificationPreference(reef.id, "nothing");
	await expect(link).toHaveAccessibleName("Analytical Engines, unread messages");
	await ada.chat.channels.updateNotificationPreference(reef.id, "mentions");
	const { replies } = await ada.chat.threads.get(theirs.id);
	await ada.chat.threads.markRead(theirs.id, replies.at(-1)!.thread_seq!);
	await expect(link).toHaveAccessibleName("Analytical Engines, 1 message for you");
});

test("after a failure the threads that I follow are asked for again with the next events", async ({ world }) => {
	const [ada, grace] = await Promise.all([world.person("Ada"), world.person("Grace")]);
	const { message: root } = await ada.chat.messages.create(world.general.id, { body: "shells" });
	await grace.chat.threads.reply(root.id, { body: "which?" });
	let refused = 0;
	const refusal = { error: "not now", code: "invalid_request", request_id: "" };
	await onCall(ada.page, "listFollowedThreads", (call) => (refused++ === 0 ? call.answer(400, refusal) : call.pass()));
	await ada.open(world.general);
	await expect.poll(() => refused).toBe(1);
	await grace.chat.messages.create(world.general.id, { body: "hello?" });
	await expect(threads(ada)).toHaveAccessibleName(/1 unread thread$/);
	expect(refused).toBe(2);
});

test("of more unread threads than the server lists, the numbers are said to be the least", async ({ world }, info) => {
	const ada = await world.person("Ada");
	const { id: channel_id } = world.general;
	const known = await ada.chat.threads.followed(world.workspace.id);
	const counts = { is_following: true, last_reply_seq: 1, last_read_seq: 0, unread_count: 1, mention_count: 1 };
	const told = Array.from({ length: 500 }, (_, n) => ({
		...counts,
		root_message_id: `msg_0${String(n).padStart(25, "0")}`,
		channel_id,
	}));
	await onCall(ada.page, "listFollowedThreads", (call) =>
		call.answer(200, { ...known, threads: told, has_more: true }),
	);
	await ada.open(world.general);
	await expect(threads(ada)).toHaveAccessibleName(/500\+ unread threads, 500\+ replies for you$/);
	await ada.page.getByRole("link", { name: /^Inbox.*500\+ for you/ }).click();
	await expect(ada.page.getByText("500+ entries")).toBeVisible();
	await expect(ada.page).toHaveTitle(/^\(500\+\) /);
	await ada.page.screenshot({ path: info.outputPath("many.png") });
	await ada.page.setViewportSize({ width: 390, height: 844 });
	await expect(ada.page.getByRole("link", { name: "Inbox, 500+ messages for you" })).toBeVisible();
	await ada.page.screenshot({ path: info.outputPath("many-390.png") });
});

test("what waits in another workspace is shown though its threads cannot be told", async ({ world }) => {
	const [ada, grace] = await Promise.all([world.person("Ada"), world.person("Grace")]);
	const { id: other } = await ada.chat.workspaces.create({ name: "Empty Rooms", channels: ["lobby"] });
	const [lobby] = await ada.chat.channels.list(other);
	await grace.chat.messages.create(world.general.id, { body: `@${ada.user.handle} come` });
	const error = { error: "no", code: "internal", request_id: "" };
	await onCall(ada.page, "listFollowedThreads", (call) => call.answer(500, error));
	await ada.open(lobby!);
	const rail = ada.page.getByRole("navigation", { name: "Workspaces" });
	await expect(rail.getByRole("link", { name: "Analytical Engines, 1 message for you" })).toBeVisible();
});

test("of many workspaces the last are asked once in a while, and for threads only when something was there", async ({
	world,
}) => {
	const ada = await world.person("Ada");
	const made: Workspace[] = [];
	for (let n = 1; n <= 9; n++) made.push(await ada.chat.workspaces.create({ name: `Room ${n}`, channels: ["lobby"] }));
	const asked: string[] = [];
	const followed = new Set<string | null>();
	ada.page.on("request", (request) => asked.push(`${request.method()} ${new URL(request.url()).pathname}`));
	ada.page.on("websocket", (socket) => followed.add(new URL(socket.url()).searchParams.get("workspace_id")));
	await ada.page.clock.install();
	await ada.open(world.general);
	await ada.page.clock.runFor(5_000);
	await expect.poll(() => followed.size).toBe(9);
	const { id, name } = made.find((one) => !followed.has(one.id))!;
	const times = (what: string) => asked.filter((one) => one === `GET /api/workspaces/${id}/${what}`).length;
	await expect.poll(() => times("reminders")).toBe(1);
	expect(["snapshot", "threads/followed", "attention"].map(times)).toEqual([1, 1, 0]);

	await ada.page.clock.runFor(61_000);
	await expect.poll(() => times("snapshot")).toBe(2);
	const [lobby] = await ada.chat.channels.list(id);
	const { message } = await ada.chat.messages.create(lobby!.id, { body: "a note to myself" });
	await ada.chat.reads.markUnread(lobby!.id, message.channel_seq!);
	await ada.chat.reminders.set(message.id, new Date(Date.now() + 1_000).toISOString());
	await expect.poll(async () => (await ada.chat.reminders.list(id)).reminders[0]?.is_due).toBe(true);
	await ada.page.clock.runFor(61_000);
	const link = ada.page.getByRole("navigation", { name: "Workspaces" }).getByRole("link", { name });
	await expect(link).toHaveAccessibleName(`${name}, 1 message for you`);
	expect(["snapshot", "threads/followed", "reminders"].map(times)).toEqual([3, 2, 2]);

	// nothing is there meanwhile: once it can be reached again, it shows what it did before
	const path = `**/api/workspaces/${id}/snapshot*`;
	await ada.page.route(path, (route) => route.fulfill({ status: 403, json: { error: "no", code: "forbidden" } }));
	await ada.page.clock.runFor(61_000);
	await expect(link).toHaveAccessibleName(name);
	await ada.page.unroute(path);
	await ada.page.clock.runFor(61_000);
	await expect(link).toHaveAccessibleName(`${name}, 1 message for you`);
});
