import { onCall } from "./calls.ts";
import { faults } from "./faults.ts";
import { phone } from "./finger.ts";
import { smallTargets } from "./targets.ts";
import { expect, pathOf, test, type Person, type World } from "./world.ts";

const link = ({ page }: Person) =>
	page.getByRole("navigation", { name: "Channels" }).getByRole("link", { name: /^Inbox/ });
const entries = ({ page }: Person) => page.getByRole("main").getByRole("list", { name: "Inbox" }).getByRole("listitem");
const entry = (person: Person, text: string | RegExp) => entries(person).filter({ hasText: text });
const newLine = ({ timeline }: Person) => timeline.getByRole("separator", { name: "New messages" });
const caughtUp = ({ page }: Person) => page.getByText("You're all caught up.");

async function open({ page }: Person, { general }: World): Promise<void> {
	await page.goto(pathOf(general).replace(/\/[^/]*$/, "/-/inbox"));
	await expect(page.getByRole("heading", { name: "Inbox", level: 1 })).toBeVisible();
}

/** Grace mentions Ada in general, answers her thread there, writes to her alone, and writes five messages in #reef. */
async function talk(world: World, ada: Person, grace: Person) {
	const [reef] = await world.channels(ada, grace, ["reef"]);
	const { message: root } = await ada.chat.messages.create(world.general.id, { body: "who feeds the **crabs**?" });
	for (let n = 1; n <= 5; n++) await grace.chat.messages.create(reef!.id, { body: `tide ${n}.` });
	await grace.chat.threads.reply(root.id, { body: "I do" });
	const { conversation: direct } = await grace.chat.dms.create(world.workspace.id, [ada.user.id]);
	await grace.chat.messages.create(direct.id, { body: "are you coming?" });
	await grace.chat.messages.create(world.general.id, { body: `look here, @${ada.user.handle}` });
	return { reef: reef!, root, direct };
}

for (const colorScheme of ["light", "dark"] as const)
	test(`the inbox has everything that waits for me, and looking at it reads nothing: ${colorScheme}`, async ({
		world,
	}, info) => {
		const ada = await world.person("Ada", { colorScheme, viewport: { width: 1440, height: 900 } });
		const grace = await world.person("Grace");
		const { reef, root, direct } = await talk(world, ada, grace);
		await ada.page.goto(pathOf(world.general).replace(/\/[^/]*$/, "/-/drafts"));
		await expect(link(ada)).toHaveAccessibleName(/2 for you, unread messages$/);
		await link(ada).click();
		await expect(ada.page).toHaveURL(/\/-\/inbox$/);
		await expect(ada.page).toHaveTitle(/Inbox · Analytical Engines/);
		await expect(entries(ada)).toHaveText([
			/#general.*1 mention.*1 unread.*Grace: look here, @Ada/s,
			/Grace.*1 unread.*Grace: are you coming\?/s,
			/Thread in #general.*1 unread.*who feeds the crabs\?.*Grace: I do/s,
			/#reef.*5 unread.*Grace: tide 1\..*tide 2\..*tide 3\..*2 more, the last by Grace/s,
		]);
		expect(await faults(ada.page)).toEqual([]);
		await ada.page.screenshot({ path: info.outputPath("inbox.png") });

		await test.step("more of an entry is shown, and what comes meanwhile", async () => {
			await entry(ada, "#reef").getByRole("button", { name: "Show more" }).click();
			await expect(entry(ada, "#reef")).toContainText("tide 5.");
			await expect(entry(ada, "#reef").getByRole("link")).toBeFocused();
			await grace.chat.messages.create(reef.id, { body: "tide 6." });
			await expect(entry(ada, "#reef")).toContainText(/6 unread.*tide 6\./s);
			const { message } = await grace.chat.messages.create(reef.id, { body: `tide 7, @${ada.user.handle}` });
			await expect(entries(ada).first()).toContainText(/#reef.*1 mention.*7 unread/s);
			await expect(entries(ada).first().getByRole("link")).toBeFocused();
			await grace.chat.messages.delete(message.id);
			await expect(entries(ada).last()).toContainText(/#reef.*6 unread/s);
			expect((await ada.chat.channels.get(reef.id)).unread_count).toBe(6);
			expect((await ada.chat.channels.get(world.general.id)).unread_count).toBe(1);
			expect((await ada.chat.threads.mine(root.id)).unread_count).toBe(1);
		});

		await test.step("only what mentions me", async () => {
			await ada.page.getByRole("button", { name: "Mentions" }).click();
			await expect(entries(ada)).toHaveText([/#general.*Grace: look here, @Ada/s]);
			await ada.chat.reads.mark(world.general.id, 2);
			await expect(ada.page.getByText("No unread mentions")).toBeVisible();
			await ada.page.getByRole("button", { name: "All" }).click();
			await expect(entries(ada)).toHaveText([/Grace/, /Thread/, /#reef/]);
		});

		await test.step("what is muted is not in it", async () => {
			await ada.chat.channels.updateNotificationPreference(reef.id, "muted");
			await expect(entries(ada)).toHaveText([/Grace/, /Thread/]);
			await ada.chat.channels.updateNotificationPreference(reef.id, "all");
			await expect(entries(ada)).toHaveText([/Grace/, /Thread/, /#reef/]);
			await ada.chat.dms.close(direct.id);
			await expect(entries(ada)).toHaveText([/Thread/, /#reef/]);
		});

		await test.step("an entry leads to its first unread message", async () => {
			await entry(ada, "#reef").getByRole("link").click();
			await expect(newLine(ada)).toBeInViewport();
			await expect(ada.message("tide 1.")).toBeInViewport();
		});
	});

test("entries are marked as read by keyboard, one by one or all, and that can be undone", async ({ world }, info) => {
	const ada = await world.person("Ada");
	const grace = await world.person("Grace");
	const { reef, direct } = await talk(world, ada, grace);
	await open(ada, world);
	await expect(entries(ada)).toHaveText([/#general/, /^\s*Grace/, /Thread/, /tide 3\./]);
	const focused = (text: string) => expect(entry(ada, text).getByRole("link")).toBeFocused();
	const { keyboard } = ada.page;

	await test.step("J and K, and the arrow keys, go from one to the next", async () => {
		await ada.page.getByRole("main").focus();
		await keyboard.press("j");
		await focused("look here");
		await keyboard.press("j");
		await focused("are you coming?");
		await keyboard.press("ArrowDown");
		await focused("Thread");
		await keyboard.press("k");
		await focused("are you coming?");
		await ada.page.screenshot({ path: info.outputPath("keyboard.png") });
	});

	await test.step("R marks as read, the next one has the focus, and it comes back", async () => {
		await keyboard.press("r");
		await expect(entries(ada)).toHaveText([/#general/, /Thread/, /#reef/]);
		await focused("Thread");
		expect((await ada.chat.dms.get(direct.id)).unread_count).toBe(0);
		await ada.page.getByRole("button", { name: "Undo" }).click();
		await expect(entries(ada)).toHaveText([/#general/, /are you coming/, /Thread/, /#reef/]);
		expect((await ada.chat.dms.get(direct.id)).unread_count).toBe(1);
	});

	await test.step("so does Escape, in threads too, and the focus ends in the list", async () => {
		await ada.page.getByRole("main").focus();
		await keyboard.press("j");
		await keyboard.press("End");
		await focused("#reef");
		await keyboard.press("k");
		await focused("Thread");
		await keyboard.press("Escape");
		await expect(entries(ada)).toHaveText([/#general/, /are you coming/, /#reef/]);
		await focused("#reef");
		await ada.page.getByRole("button", { name: "Undo" }).click();
		await expect(entries(ada)).toHaveText([/#general/, /are you coming/, /Thread/, /#reef/]);
		await entry(ada, "Thread").getByRole("link").focus();
		await keyboard.press("Escape");
		await expect(entries(ada)).toHaveText([/#general/, /are you coming/, /#reef/]);
		await focused("#reef");
		await keyboard.press("Escape");
		await expect(entries(ada)).toHaveText([/#general/, /are you coming/]);
		await focused("are you coming?");
		expect((await ada.chat.channels.get(reef.id)).unread_count).toBe(0);
	});

	await test.step("all at once", async () => {
		await ada.page.getByRole("button", { name: "Mark all as read" }).click();
		await expect(caughtUp(ada)).toBeVisible();
		await expect(link(ada)).toHaveAccessibleName("Inbox");
		await ada.page.screenshot({ path: info.outputPath("empty.png") });
		await ada.page
			.getByText("Everything is marked as read.")
			.locator("..")
			.getByRole("button", { name: "Undo" })
			.click();
		await expect(entries(ada)).toHaveText([/#general/, /are you coming/]);
	});

	await test.step("Enter opens, and the switcher leads back", async () => {
		await ada.page.getByRole("main").focus();
		await keyboard.press("j");
		await focused("are you coming?");
		await keyboard.press("Home");
		await focused("look here");
		await keyboard.press("Enter");
		await expect(ada.message("look here")).toBeInViewport();
		await expect(newLine(ada)).toBeInViewport();
		await expect.poll(async () => (await ada.chat.channels.get(world.general.id)).unread_count).toBe(0);
		await keyboard.press("Control+k");
		await ada.page.getByRole("dialog").getByRole("combobox").fill("go to inbox");
		await expect(ada.page.getByRole("option", { name: "Go to Inbox", exact: true })).toBeVisible();
		await keyboard.press("Enter");
		await expect(entries(ada)).toHaveText([/are you coming/]);
	});
});

test("a reminder that is due waits in the inbox until it is done", async ({ world }, info) => {
	const ada = await world.person("Ada");
	const grace = await world.person("Grace");
	const { message } = await grace.chat.messages.create(world.general.id, { body: "water the corals" });
	await ada.chat.reads.mark(world.general.id, 1);
	await open(ada, world);
	await expect(caughtUp(ada)).toBeVisible();
	await ada.chat.reminders.set(message.id, new Date(Date.now() + 1_500).toISOString());
	await expect(entries(ada)).toHaveText([/Grace.*water the corals.*Due since/s]);
	await expect(link(ada)).toHaveAccessibleName(/1 for you/);
	expect(await faults(ada.page)).toEqual([]);
	await grace.chat.messages.create(world.general.id, { body: "and the anemones" });
	await expect(entries(ada)).toHaveText([/corals/, /anemones/]);
	const startOf = async (name: string) => (await entries(ada).getByRole("button", { name }).boundingBox())!.x;
	for (const width of [1280, 390]) {
		await ada.page.setViewportSize({ width, height: 844 });
		await ada.page.screenshot({ path: info.outputPath(`due-${width}.png`) });
		expect(await startOf("Done")).toBe(await startOf("Mark as read"));
	}
	await ada.page.setViewportSize({ width: 1280, height: 844 });
	await ada.chat.reads.mark(world.general.id, 2);
	await expect(entries(ada)).toHaveText([/corals/]);
	await entries(ada).getByRole("button", { name: "Done" }).click();
	await expect(caughtUp(ada)).toBeVisible();
});

test("words stay when another channel goes, and threads of a direct conversation wait until that is open", async ({
	world,
}) => {
	const ada = await world.person("Ada");
	const grace = await world.person("Grace");
	const { reef, root, direct } = await talk(world, ada, grace);
	const [gone] = await world.channels(ada, grace, ["gone"]);
	await grace.chat.messages.create(gone!.id, { body: "not for long" });
	const { message: question } = await ada.chat.messages.create(direct.id, { body: "to what?" });
	// what was looked at before is kept, also when it is closed
	await ada.open(direct);
	await expect(ada.message("to what?")).toBeVisible();
	await expect.poll(async () => (await ada.chat.dms.get(direct.id)).unread_count).toBe(0);
	await ada.chat.reads.markUnread(direct.id, 1);
	await link(ada).click();
	const rest = [/look here/, /are you coming/, /Grace: I do/];
	await expect(entries(ada)).toHaveText([...rest, /not for long/, /tide 3\./]);
	await (await world.owner()).chat.channels.delete(gone!.id);
	await expect(entries(ada)).toHaveText([...rest, /tide 3\./]);
	await ada.chat.channels.leave(reef.id);
	await expect(entries(ada)).toHaveText(rest);
	await ada.chat.channels.join(reef.id);
	await grace.chat.messages.create(reef.id, { body: "high water" });
	await expect(entries(ada)).toHaveText([...rest, /#reef.*high water/s]);

	await ada.chat.threads.markRead(root.id, 1);
	await grace.chat.threads.reply(question.id, { body: "to the tea" });
	await expect(entry(ada, "to the tea")).toBeVisible();
	await ada.chat.dms.close(direct.id);
	const left = [/look here/, /high water/];
	await expect(entries(ada)).toHaveText(left);
	await expect(link(ada)).toHaveAccessibleName(/1 for you/);
	await ada.page.reload();
	await expect(entries(ada)).toHaveText(left);
	await expect(link(ada)).toHaveAccessibleName(/1 for you/);
	await grace.chat.messages.create(direct.id, { body: "well?" });
	await expect(entries(ada)).toHaveText([/look here/, /are you coming.*well\?/s, /Thread.*to the tea/s, /high water/]);
	await expect(link(ada)).toHaveAccessibleName(/4 for you/);
});

test("among the mentions, more of them are shown, in conversations and in threads", async ({ world }) => {
	const ada = await world.person("Ada");
	const grace = await world.person("Grace");
	const { general } = world;
	const call = (body: string) => `${body}, @${ada.user.handle}`;
	const { message: root } = await ada.chat.messages.create(general.id, { body: "shells" });
	for (const word of ["one", "two", "three"]) await grace.chat.messages.create(general.id, { body: call(word) });
	for (let n = 1; n <= 25; n++) await grace.chat.messages.create(general.id, { body: `wave ${n}.` });
	await grace.chat.messages.create(general.id, { body: call("four") });
	for (let n = 1; n <= 25; n++) await grace.chat.threads.reply(root.id, { body: `shell ${n}.` });
	const { message: last } = await grace.chat.threads.reply(root.id, { body: call("the last shell") });
	await ada.chat.threads.markRead(root.id, last.thread_seq!);
	const held = Promise.withResolvers<void>();
	await onCall(ada.page, "getThread", async (asked) => {
		await held.promise;
		asked.pass();
	});
	await open(ada, world);
	await expect(entries(ada)).toHaveCount(1);
	await ada.chat.threads.markUnread(root.id, 1);
	await expect(entries(ada)).toHaveCount(2);
	// while the first words of the thread are on their way
	await ada.page.getByRole("button", { name: "Mentions" }).click();
	held.resolve();
	await expect(entry(ada, "Thread in")).toContainText("Grace: the last shell");
	const channel = entry(ada, /four|three/);
	await expect(channel).toContainText(/one.*two.*three.*1 more/s);
	await expect(channel).not.toContainText("four,");
	await channel.getByRole("button", { name: "Show more" }).click();
	await expect(channel).toContainText(/one.*two.*three.*four/s);
	await expect(channel.getByRole("button", { name: "Show more" })).toHaveCount(0);
});

const refusal = { error: "not now", code: "invalid_request", request_id: "" };

test("an inbox that could not be loaded says so, and is tried again", async ({ world }, info) => {
	const ada = await world.person("Ada");
	let isRefused = true;
	await onCall(ada.page, "listFollowedThreads", (call) => (isRefused ? call.answer(400, refusal) : call.pass()));
	await open(ada, world);
	await expect(ada.page.getByRole("heading", { name: "Couldn't load your inbox" })).toBeVisible();
	await ada.page.screenshot({ path: info.outputPath("failed.png") });
	isRefused = false;
	await ada.page.getByRole("button", { name: "Try again" }).click();
	await expect(caughtUp(ada)).toBeVisible();
});

test("words that could not be loaded say so, and are tried again", async ({ world }, info) => {
	const ada = await world.person("Ada");
	const grace = await world.person("Grace");
	let isRefused = true;
	await onCall(ada.page, "listMessages", (call) => (isRefused ? call.answer(400, refusal) : call.pass()));
	for (let n = 1; n <= 2; n++) await grace.chat.messages.create(world.general.id, { body: `tide ${n}.` });
	await open(ada, world);
	await expect(entry(ada, "#general")).toContainText("Couldn't load the messages.");
	await ada.page.screenshot({ path: info.outputPath("words-failed.png") });
	isRefused = false;
	await entry(ada, "#general").getByRole("button", { name: "Try again" }).click();
	await expect(entry(ada, "#general")).toContainText(/tide 1\..*tide 2\./s);
	await expect(entry(ada, "#general")).not.toContainText("Couldn't");
	await ada.page.getByRole("button", { name: "Mark as read" }).click();
	await expect(caughtUp(ada)).toBeVisible();
});

for (const colorScheme of ["light", "dark"] as const)
	test(`on a phone the inbox has a tab, and Back leads to it: ${colorScheme}`, async ({ world }, info) => {
		const ada = await world.person("Ada", { ...phone, colorScheme });
		const grace = await world.person("Grace");
		const { direct } = await talk(world, ada, grace);
		const { page } = ada;
		const tabs = page.getByRole("navigation", { name: "Main" });
		await page.goto(pathOf(world.general).replace(/\/[^/]*$/, ""));
		await tabs.getByRole("link", { name: "Inbox, 2 messages for you" }).tap();
		await expect(entries(ada)).toHaveText([/look here/, /are you coming/, /I do/, /tide 3\./]);
		expect(await faults(page)).toEqual([]);
		await page.screenshot({ path: info.outputPath("phone.png") });
		await expect.poll(() => smallTargets(page)).toEqual([]);
		await entry(ada, "are you coming").getByRole("link").tap();
		await expect(ada.message("are you coming?")).toBeInViewport();
		await expect(tabs).toHaveCount(0);
		await expect.poll(async () => (await ada.chat.dms.get(direct.id)).unread_count).toBe(0);
		await page.getByRole("link", { name: "Inbox" }).tap();
		await expect(entries(ada)).toHaveText([/look here/, /I do/, /tide 3\./]);
		await expect(tabs.getByRole("link", { name: /^Inbox/ })).toHaveAttribute("aria-current", "page");
		await entry(ada, "tide").getByRole("button", { name: "Mark as read" }).tap();
		await expect(entries(ada)).toHaveText([/look here/, /I do/]);
		await page.getByRole("button", { name: "Mark all as read" }).tap();
		await page.screenshot({ path: info.outputPath("phone-marked.png") });
	});
