import { onCall, type Call } from "./calls.ts";
import { expect, pathOf, test, type Person } from "./world.ts";

/** Loses the first answer: the SDK asks again for what may be repeated. */
async function loseFirst({ page }: Person, operation: string): Promise<{ count: number }> {
	const calls = { count: 0 };
	await onCall(page, operation, (call: Call) => (++calls.count === 1 ? call.loseAnswer() : call.pass()));
	return calls;
}

async function choose(person: Person, text: string, item: string): Promise<void> {
	await person.act(person.message(text), "More");
	await person.page.getByRole("menuitem", { name: item }).click();
}

/** What the page says of failures, from when it is opened: a toast may be gone before one looks. */
async function failuresOf({ page }: Person): Promise<string[]> {
	const all: string[] = [];
	await page.exposeFunction("noteWords", (words: string) => /wasn't changed|not found|already/.test(words) && all.push(words));
	await page.addInitScript(() => {
		const note = (one: Node) => (window as unknown as { noteWords: (words: string) => void }).noteWords(one.textContent ?? "");
		new MutationObserver((changes) => {
			for (const { addedNodes } of changes) for (const one of addedNodes) note(one);
		}).observe(document, { childList: true, subtree: true });
	});
	return all;
}

test("what was removed by a request whose answer was lost counts as removed", async ({ world }) => {
	const edith = await world.owner();
	const { id } = world.general;
	const { message } = await edith.chat.messages.create(id, { body: "no longer pinned" });
	await edith.chat.pins.add(id, message.id);
	const { topic } = await edith.chat.topics.create(world.workspace.id, { name: "Tides" });
	const { channel } = await edith.chat.channels.create(world.workspace.id, { name: "wreck" });
	const unpins = await loseFirst(edith, "unpinMessage");
	const topics = await loseFirst(edith, "deleteTopic");
	const channels = await loseFirst(edith, "deleteChannel");
	const failures = await failuresOf(edith);
	await edith.open(world.general);

	await test.step("a pin", async () => {
		await expect(edith.message("no longer pinned")).toHaveAccessibleName(/Pinned/);
		await choose(edith, "no longer pinned", "Unpin message");
		await expect.poll(() => unpins.count).toBe(2);
		await expect(edith.message("no longer pinned")).not.toHaveAccessibleName(/Pinned/);
	});

	await test.step("a topic", async () => {
		await edith.page.goto(`${pathOf(world.general)}?topic=${topic.id}`);
		await edith.page.getByRole("button", { name: "Topic actions" }).click();
		await edith.page.getByRole("menuitem", { name: "Delete topic" }).click();
		const dialog = edith.page.getByRole("dialog", { name: "Delete this topic?" });
		await dialog.getByRole("button", { name: "Delete topic" }).click();
		await expect.poll(() => topics.count).toBe(2);
		await expect(dialog).toHaveCount(0);
		await expect(edith.page).not.toHaveURL(/topic=/);
	});

	await test.step("a channel", async () => {
		await edith.page.goto(`${pathOf(channel)}?pane=details`);
		await edith.page.getByRole("button", { name: "Delete channel" }).click();
		const dialog = edith.page.getByRole("dialog", { name: "Delete #wreck?" });
		await dialog.getByRole("textbox").fill("wreck");
		await dialog.getByRole("button", { name: "Delete channel" }).click();
		await expect.poll(() => channels.count).toBe(2);
		await expect(dialog).toHaveCount(0);
		await expect(edith.page.getByText("wreck was deleted.")).toBeVisible();
	});
	expect(failures).toEqual([]);
});

test("a message that somebody else pins at the same moment is pinned, and a topic that they make is chosen", async ({
	world,
}) => {
	const [ada, grace] = await Promise.all([world.person("Ada"), world.person("Grace")]);
	const { id } = world.general;
	const { message } = await ada.chat.messages.create(id, { body: "both want it" });
	await onCall(ada.page, "pinMessage", async (call) => {
		await grace.chat.pins.add(id, message.id);
		await call.pass();
	});
	await onCall(ada.page, "createTopic", async (call) => {
		await grace.chat.topics.create(world.workspace.id, { name: "TIDES", channel_id: id });
		await call.pass();
	});
	const failures = await failuresOf(ada);
	await ada.open(world.general);
	await choose(ada, "both want it", "Pin message");
	await expect(ada.page.getByRole("button", { name: "1 pinned message" })).toBeVisible();
	await expect(ada.message("both want it")).toHaveAccessibleName(/Pinned/);

	await choose(ada, "both want it", "Change topic");
	const form = ada.page.getByRole("dialog", { name: "Change topic" });
	await form.getByLabel("Topic", { exact: true }).selectOption("New topic");
	await form.getByLabel("Name").fill("Tides");
	await form.getByRole("button", { name: "Save" }).click();
	await expect(form).toHaveCount(0);
	await expect(ada.message("both want it").getByRole("link", { name: /^Topic: .?TIDES/ })).toBeVisible();
	expect(failures).toEqual([]);
});

test("without an answer it is not said that something stayed unread", async ({ world }) => {
	const [ada, grace] = await Promise.all([world.person("Ada"), world.person("Grace")]);
	const [reef, kelp] = await world.channels(ada, grace, ["reef", "kelp"]);
	await onCall(ada.page, "markAllRead", (call) => call.loseAnswer());
	await ada.open(kelp!);
	await grace.chat.messages.create(reef!.id, { body: "hello" });
	const unread = ada.page.getByRole("navigation", { name: "Channels" }).getByRole("link", { name: /unread/ });
	await expect(unread).toHaveCount(1);
	await ada.page.keyboard.press("Shift+Escape");
	await expect(ada.page.getByText(/^No answer came, so not everything may be marked as read\./)).toBeVisible();
	await expect(unread).toHaveCount(0);
});
