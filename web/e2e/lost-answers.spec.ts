import type { Locator } from "@playwright/test";
import { onCall, type Call } from "./calls.ts";
import { expect, pathOf, test, type Person } from "./world.ts";

/** Loses the first answer: the SDK asks again for what may be repeated. */
async function loseFirst({ page }: Person, operation: string): Promise<{ count: number }> {
	const calls = { count: 0 };
	await onCall(page, operation, (call: Call) => (++calls.count === 1 ? call.loseAnswer() : call.pass()));
	return calls;
}

const unreachable = /^Can't reach the server/;

async function choose(person: Person, text: string, item: string): Promise<void> {
	await person.act(person.message(text), "More");
	await person.page.getByRole("menuitem", { name: item }).click();
}

/** What the page says of failures, from when it is opened: a toast may be gone before one looks. */
async function failuresOf({ page }: Person): Promise<string[]> {
	const all: string[] = [];
	await page.exposeFunction(
		"noteWords",
		(words: string) => /wasn't changed|not found|already/.test(words) && all.push(words),
	);
	await page.addInitScript(() => {
		const note = (one: Node) =>
			(window as unknown as { noteWords: (words: string) => void }).noteWords(one.textContent ?? "");
		new MutationObserver((changes) => {
			for (const { addedNodes } of changes) for (const one of addedNodes) note(one);
		}).observe(document, { childList: true, subtree: true });
	});
	return all;
}

test("what was removed by a request whose answer was lost counts as removed", async ({ world }) => {
	const { chat } = await world.owner();
	const { id } = world.general;
	const { message } = await chat.messages.create(id, { body: "no longer pinned" });
	await chat.pins.add(id, message.id);
	const { topic } = await chat.topics.create(world.workspace.id, { name: "Tides" });
	const { channel } = await chat.channels.create(world.workspace.id, { name: "wreck" });
	/** A window in which one operation loses its first answer. */
	const windowOn = async (operation: string) => {
		const edith = await world.owner();
		return { edith, page: edith.page, calls: await loseFirst(edith, operation), failures: await failuresOf(edith) };
	};

	await test.step("a topic", async () => {
		const { page, calls, failures } = await windowOn("deleteTopic");
		await page.goto(`${pathOf(world.general)}?topic=${topic.id}`);
		await page.getByRole("button", { name: "Topic actions" }).click();
		await page.getByRole("menuitem", { name: "Delete topic" }).click();
		const dialog = page.getByRole("dialog", { name: "Delete this topic?" });
		await dialog.getByRole("button", { name: "Delete topic" }).click();
		await expect.poll(() => calls.count).toBe(2);
		await expect(dialog).toHaveCount(0);
		await expect(page).not.toHaveURL(/topic=/);
		expect(failures).toEqual([]);
	});

	await test.step("a channel", async () => {
		const { page, calls, failures } = await windowOn("deleteChannel");
		await page.goto(`${pathOf(channel)}?pane=details`);
		await page.getByRole("button", { name: "Delete channel" }).click();
		const dialog = page.getByRole("dialog", { name: "Delete #wreck?" });
		await dialog.getByRole("textbox").fill("wreck");
		await dialog.getByRole("button", { name: "Delete channel" }).click();
		await expect.poll(() => calls.count).toBe(2);
		await expect(dialog).toHaveCount(0);
		await expect(page.getByText("wreck was deleted.")).toBeVisible();
		expect(failures).toEqual([]);
	});

	await test.step("a pin", async () => {
		const { edith, calls, failures } = await windowOn("unpinMessage");
		await edith.open(world.general);
		await expect(edith.message("no longer pinned")).toHaveAccessibleName(/Pinned/);
		await choose(edith, "no longer pinned", "Unpin message");
		await expect.poll(() => calls.count).toBe(2);
		await expect(edith.message("no longer pinned")).not.toHaveAccessibleName(/Pinned/);
		// by then the second answer has come
		await edith.say("after that");
		await expect.poll(async () => (await chat.messages.list(id)).messages.at(-1)?.body).toBe("after that");
		expect(failures).toEqual([]);
	});
});

test("what was posted without an answer is not posted twice by trying again", async ({ world }) => {
	const { chat } = await world.owner();
	const { id } = world.general;
	await chat.messages.create(id, { body: "pass it on" });
	/** A window in which no answer of an operation comes, until it is said so. */
	const windowOn = async (operation: string) => {
		const edith = await world.owner();
		let isLost = true;
		await onCall(edith.page, operation, (call) => (isLost ? call.loseAnswer() : call.pass()));
		await edith.open(world.general);
		const tryTwice = async (act: () => Promise<void>, failed: Locator) => {
			await act();
			await expect(failed).toBeVisible({ timeout: 40_000 });
			isLost = false;
			await act();
		};
		return { edith, page: edith.page, tryTwice };
	};

	await test.step("a poll that closes after a while", async () => {
		const { page, tryTwice } = await windowOn("createMessage");
		await page.getByRole("button", { name: "Create a poll" }).click();
		const form = page.getByRole("dialog", { name: "Create a poll" });
		await form.getByLabel("Question").fill("Tea?");
		await form.getByLabel("Option 1", { exact: true }).fill("yes");
		await form.getByLabel("Option 2", { exact: true }).fill("no");
		await form.getByLabel("Closes").selectOption("After an hour");
		await tryTwice(() => form.getByRole("button", { name: "Post poll" }).click(), form.getByText(unreachable));
		await expect(form).toHaveCount(0);
		expect((await chat.messages.list(id)).messages.filter(({ body }) => body === "Tea?")).toHaveLength(1);
	});

	await test.step("a message that is sent in an hour", async () => {
		const { edith, page, tryTwice } = await windowOn("scheduleMessage");
		await edith.composer.fill("see you");
		await tryTwice(
			async () => {
				await page.getByRole("button", { name: "Schedule message" }).click();
				await page.getByRole("menuitem", { name: "In 1 hour" }).click();
			},
			page.getByText(/wasn't scheduled/),
		);
		await expect(edith.composer).toHaveValue("");
		expect((await chat.scheduled.list(world.workspace.id)).scheduled).toHaveLength(1);
	});

	await test.step("a forwarded message, which goes elsewhere the second time", async () => {
		const { channel } = await chat.channels.create(world.workspace.id, { name: "elsewhere" });
		const { edith, page, tryTwice } = await windowOn("createMessage");
		await choose(edith, "pass it on", "Forward");
		const form = page.getByRole("dialog", { name: "Forward message" });
		let to = "general";
		await tryTwice(async () => {
			await form.getByRole("combobox").fill(to);
			await form.getByRole("option", { name: to }).click();
			to = "elsewhere";
			await form.getByRole("button", { name: "Forward", exact: true }).click();
		}, form.getByText(unreachable));
		await expect(form).toHaveCount(0);
		expect((await chat.messages.list(channel.id)).messages).toHaveLength(1);
	});
});

test("a message that somebody else pins at the same moment is pinned", async ({ world }) => {
	const [ada, grace] = await Promise.all([world.person("Ada"), world.person("Grace")]);
	const { id } = world.general;
	const { message } = await ada.chat.messages.create(id, { body: "both want it" });
	let isRefused = false;
	await onCall(ada.page, "pinMessage", async (call) => {
		await grace.chat.pins.add(id, message.id);
		isRefused = true;
		await call.pass();
	});
	const failures = await failuresOf(ada);
	await ada.open(world.general);
	await choose(ada, "both want it", "Pin message");
	await expect(ada.page.getByRole("button", { name: "1 pinned message" })).toBeVisible();
	await expect(ada.message("both want it")).toHaveAccessibleName(/Pinned/);
	await expect.poll(() => isRefused).toBe(true);
	await ada.say("after that");
	await expect.poll(async () => (await grace.chat.messages.list(id)).messages.at(-1)?.body).toBe("after that");
	expect(failures).toEqual([]);
});

test("a new topic that somebody else makes at the same moment is that one", async ({ world }) => {
	const [ada, grace] = await Promise.all([world.person("Ada"), world.person("Grace")]);
	const { id } = world.general;
	await ada.chat.messages.create(id, { body: "about the sea" });
	await onCall(ada.page, "createTopic", async (call) => {
		await grace.chat.topics.create(world.workspace.id, { name: "TIDES", channel_id: id });
		await call.pass();
	});
	await ada.open(world.general);
	await choose(ada, "about the sea", "Change topic");
	const form = ada.page.getByRole("dialog", { name: "Change topic" });
	await form.getByLabel("Topic", { exact: true }).selectOption("New topic");
	await form.getByLabel("Name").fill("Tides");
	await form.getByRole("button", { name: "Save" }).click();
	await expect(form).toHaveCount(0);
	await expect(ada.message("about the sea").getByRole("link", { name: /^Topic: .?TIDES/ })).toBeVisible();
});

test("without an answer it is not said that something stayed unread", async ({ world }) => {
	const [ada, grace] = await Promise.all([world.person("Ada"), world.person("Grace")]);
	const [reef, kelp] = await world.channels(ada, grace, ["reef", "kelp"]);
	await onCall(ada.page, "markAllRead", (call) => call.loseAnswer());
	await ada.open(kelp!);
	await grace.chat.messages.create(reef!.id, { body: "hello" });
	const unread = ada.page.getByRole("navigation", { name: "Channels" }).getByRole("link", { name: /^reef.*unread/ });
	await expect(unread).toHaveCount(1);
	await ada.page.keyboard.press("Shift+Escape");
	await expect(ada.page.getByText(/^No answer came, so not everything may be marked as read\./)).toBeVisible();
	await expect(unread).toHaveCount(0);
});

test("when a later part of it fails, what was marked as read before can be undone", async ({ world }) => {
	const [ada, grace] = await Promise.all([world.person("Ada"), world.person("Grace")]);
	const [reef, kelp] = await world.channels(ada, grace, ["reef", "kelp"]);
	let asked = 0;
	await onCall(ada.page, "markAllRead", async (call) => {
		// as where there is more than one request takes
		if (asked++ === 0)
			await call.answer(200, { ...(await ada.chat.reads.markAll(world.workspace.id)), has_more: true });
		else await call.answer(500, { error: "no", code: "internal", request_id: "" });
	});
	await ada.open(kelp!);
	await grace.chat.messages.create(reef!.id, { body: "hello" });
	const unread = ada.page.getByRole("navigation", { name: "Channels" }).getByRole("link", { name: /^reef.*unread/ });
	await expect(unread).toHaveCount(1);
	await ada.page.keyboard.press("Shift+Escape");
	await expect(ada.page.getByText(/^Only part of it is marked as read\./)).toBeVisible();
	await expect(unread).toHaveCount(0);
	await ada.page.getByRole("button", { name: "Undo" }).click();
	await expect(unread).toHaveCount(1);
});
