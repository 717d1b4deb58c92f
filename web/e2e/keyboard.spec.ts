import { expect, test } from "./world.ts";

test("writing, reacting, replying and editing need no mouse", async ({ world }) => {
	const ada = await world.person("Ada");
	await ada.open(world.general);
	const { keyboard } = ada.page;
	await expect(ada.composer).toBeFocused();
	await keyboard.type("first line");
	await keyboard.press("Shift+Enter");
	await keyboard.type("second line");
	await keyboard.press("Enter");
	await expect(ada.composer).toHaveValue("");
	await expect(ada.composer).toBeFocused();
	await keyboard.type("```");
	await keyboard.press("Enter");
	await keyboard.type("code");
	await expect(ada.composer).toHaveValue("```\ncode");
	await ada.composer.fill("");

	const message = ada.message("first line");
	await message.focus();
	// the server has it
	await expect(message.getByRole("button", { name: "More" })).toBeVisible();
	await keyboard.press("r");
	await expect(ada.page.getByRole("searchbox", { name: "Search emoji" })).toBeFocused();
	await keyboard.type("crab");
	await keyboard.press("Enter");
	await expect(message.getByRole("button", { name: /^🦀 1: You/ })).toBeVisible();

	await message.focus();
	await keyboard.press("e");
	await expect(ada.page.getByRole("textbox", { name: "Edit message" })).toBeFocused();
	await keyboard.press("Escape");
	await expect(message).toBeFocused();

	await keyboard.press("t");
	await expect(ada.threadComposer).toBeFocused();
	await keyboard.type("a reply");
	await keyboard.press("Enter");
	await expect(ada.thread.getByRole("article").filter({ hasText: "a reply" })).toBeVisible();
	await keyboard.press("Escape");
	await expect(ada.thread).toHaveCount(0);
});

test("keys lead through channels, messages and search", async ({ world }) => {
	const ada = await world.person("Ada");
	const grace = await world.person("Grace");
	const { channel } = await grace.chat.channels.create(world.workspace.id, { name: "zebra" });
	await ada.chat.channels.join(channel.id);
	await ada.chat.messages.create(world.general.id, { body: "older" });
	await ada.chat.messages.create(world.general.id, { body: "newer" });
	await ada.open(world.general);
	await ada.page.keyboard.press("Alt+ArrowDown");
	await expect(ada.page.getByRole("heading", { name: "zebra", level: 1 })).toBeVisible();
	await ada.page.keyboard.press("Alt+ArrowUp");
	await expect(ada.page.getByRole("heading", { name: "general", level: 1 })).toBeVisible();

	await ada.message("newer").focus();
	await ada.page.keyboard.press("ArrowUp");
	await expect(ada.message("older")).toBeFocused();
	await grace.chat.messages.create(channel.id, { body: "unread" });
	await expect(ada.page.getByRole("link", { name: /zebra/ })).toContainText("1 unread");
	await ada.page.keyboard.press("n");
	await expect(ada.page.getByRole("heading", { name: "zebra", level: 1 })).toBeVisible();

	await ada.page.keyboard.press("Control+Shift+F");
	await expect(ada.page.getByRole("searchbox", { name: "Search messages" })).toBeFocused();
	await ada.composer.focus();
	await ada.page.keyboard.press("Control+Shift+F");
	await expect(ada.page.getByRole("searchbox", { name: "Search messages" })).toBeFocused();
	await ada.page.keyboard.type("older");
	await ada.page.keyboard.press("Enter");
	await ada.page.getByRole("complementary", { name: "Search" }).getByRole("link", { name: /older/ }).click();
	await expect(ada.message("older")).toBeInViewport();
	await ada.message("older").focus();
	await ada.page.keyboard.press("?");
	await expect(ada.page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();

	// its cross has the focus and covers nothing with its name, until somebody goes to it
	await expect(ada.page.getByRole("button", { name: "Close", exact: true })).toBeFocused();
	await ada.page.evaluate(() => new Promise((shown) => setTimeout(shown, 50)));
	const tooltips = ada.page.locator(".tooltip:popover-open");
	await expect(tooltips).toHaveCount(0);
	await ada.page.keyboard.press("Tab");
	await ada.page.keyboard.press("Shift+Tab");
	await expect(tooltips).toHaveText("Close");
});

test("Tab stops at one message and its actions, not at every message", async ({ world }) => {
	const ada = await world.person("Ada");
	for (const n of [1, 2, 3, 4]) {
		const { message } = await ada.chat.messages.create(world.general.id, { body: `[link ${n}](https://example.com)` });
		await ada.chat.reactions.add(message.id, "🦀");
	}
	await ada.open(world.general);
	await expect(ada.composer).toBeFocused();
	await ada.message("link 4").focus();
	await ada.page.keyboard.press("ArrowUp");
	await ada.page.keyboard.press("ArrowUp");
	await expect(ada.message("link 2")).toBeFocused();
	await expect(async () => {
		await ada.page.keyboard.press("Tab");
		await expect(ada.composer).toBeFocused({ timeout: 100 });
	}).toPass({ intervals: [0] });
	await ada.page.keyboard.press("Shift+Tab");
	await expect(ada.message("link 2").locator(":focus")).toHaveCount(1);
});

test("the arrow keys and Enter lead through search results, which are still there afterwards", async ({ world }) => {
	const ada = await world.person("Ada");
	for (const body of ["a crab walks", "a crab sleeps"]) await ada.chat.messages.create(world.general.id, { body });
	await ada.open(world.general);
	await ada.page.keyboard.press("Control+Shift+F");
	const pane = ada.page.getByRole("complementary", { name: "Search" });
	await expect(pane.getByRole("searchbox")).toBeFocused();
	await ada.page.keyboard.type("crab");
	await expect(pane.getByRole("link")).toHaveCount(2);
	await expect(pane.getByRole("status")).toHaveText("2 messages found");
	await ada.page.keyboard.press("Enter");
	await expect(pane.getByRole("link").first()).toBeFocused();
	await ada.page.keyboard.press("ArrowDown");
	await expect(pane.getByRole("link").last()).toBeFocused();
	await ada.page.keyboard.press("Enter");
	await expect(ada.page).toHaveURL(/&m=\d$/);
	await expect(pane.getByRole("link").last()).toBeFocused();
	await ada.page.keyboard.press("Control+Shift+F");
	await expect(pane.getByRole("searchbox")).toBeFocused();
	await ada.page.keyboard.press("Escape");
	await expect(pane).toHaveCount(0);
	await ada.page.keyboard.press("Control+Shift+F");
	await expect(pane.getByRole("link")).toHaveCount(2);
});

test("after one's last reaction is taken back by keyboard, the focus is on the next one, or on the message", async ({
	world,
}) => {
	const ada = await world.person("Ada");
	const { message } = await ada.chat.messages.create(world.general.id, { body: "a message" });
	for (const emoji of ["🦀", "👍", "🚀"]) await ada.chat.reactions.add(message.id, emoji);
	await ada.open(world.general);
	const row = ada.message("a message");
	const chips = row.getByRole("list", { name: "Reactions" }).getByRole("button");
	await chips.first().focus();
	for (const left of [2, 1]) {
		const next = (await chips.nth(1).getAttribute("aria-label"))!;
		await ada.page.keyboard.press("Enter");
		await expect(chips).toHaveCount(left);
		await expect(row.getByRole("button", { name: next })).toBeFocused();
	}
	await ada.page.keyboard.press("Enter");
	await expect(chips).toHaveCount(0);
	await expect(row).toBeFocused();
	await ada.page.keyboard.press("r");
	await expect(ada.page.getByRole("searchbox", { name: "Search emoji" })).toBeFocused();
});

test("the keys of a message work from its links and reactions too, but not in a menu or field", async ({ world }) => {
	const ada = await world.person("Ada");
	await ada.chat.messages.create(world.general.id, { body: "older" });
	const { message } = await ada.chat.messages.create(world.general.id, { body: "[a link](https://example.com)" });
	await ada.chat.reactions.add(message.id, "🦀");
	await ada.open(world.general);
	const row = ada.message("a link");
	const { keyboard } = ada.page;
	for (const control of [row.getByRole("link", { name: "a link" }), row.getByRole("button", { name: /^🦀 1/ })]) {
		await control.focus();
		await keyboard.press("ArrowUp");
		await expect(ada.message("older")).toBeFocused();
		await keyboard.press("ArrowDown");
		await expect(row).toBeFocused();
		await control.focus();
		await keyboard.press("r");
		await expect(ada.page.getByRole("searchbox", { name: "Search emoji" })).toBeFocused();
		await keyboard.type("rte");
		await expect(ada.page.getByRole("searchbox", { name: "Search emoji" })).toHaveValue("rte");
		await keyboard.press("Escape");
		await keyboard.press("Escape");
		await expect(control).toBeFocused();
	}
	await row.getByRole("button", { name: "More" }).click();
	await expect(ada.page.getByRole("menuitem").first()).toBeFocused();
	await keyboard.press("ArrowDown");
	await expect(ada.page.getByRole("menuitem").nth(1)).toBeFocused();
	await keyboard.press("e");
	await expect(ada.page.getByRole("textbox", { name: "Edit message" })).toHaveCount(0);
	await keyboard.press("Escape");

	await row.getByRole("link", { name: "a link" }).focus();
	await keyboard.press("t");
	await expect(ada.threadComposer).toBeFocused();
});

test("the switcher has no names with scattered letters beside those that have the word, and jumps to a date", async ({
	world,
}) => {
	const ada = await world.person("Ada");
	for (const name of ["data", "dinner-at-the-pier", "date-palms"])
		await ada.chat.channels.create(world.workspace.id, { name });
	await ada.chat.messages.create(world.general.id, { body: "the first one" });
	await ada.open(world.general);
	await ada.page.keyboard.press("Control+k");
	const list = ada.page.getByRole("option");
	await ada.page.keyboard.type("date");
	await expect(list.first()).toContainText("date-palms");
	await expect(list.filter({ hasText: "dinner" })).toHaveCount(0);
	await list.filter({ hasText: "Jump to a date" }).click();
	const dialog = ada.page.getByRole("dialog", { name: "Jump to a date" });
	await dialog.getByLabel("Date").fill("2020-01-01");
	await dialog.getByRole("button", { name: "Jump" }).click();
	await expect(dialog).toHaveCount(0);
	await expect.poll(() => new URL(ada.page.url()).search).toBe("?m=1");
	await expect(ada.message("the first one")).toBeInViewport();

	await ada.page.keyboard.press("Control+k");
	await ada.page.keyboard.type("dnrpier");
	await expect(list.first()).toContainText("dinner-at-the-pier");
});

test("Ctrl-/ opens the list of shortcuts from the field too, and Escape leads back to it", async ({ world }) => {
	const ada = await world.person("Ada");
	await ada.open(world.general);
	await ada.composer.fill("half a thought");
	await ada.page.keyboard.press("Control+/");
	const sheet = ada.page.getByRole("dialog", { name: "Keyboard shortcuts" });
	for (const command of ["Next unread conversation", "Search messages", "Reply in thread"])
		await expect(sheet).toContainText(command);
	await ada.page.keyboard.press("Escape");
	await expect(sheet).toHaveCount(0);
	await expect(ada.composer).toBeFocused();
	await expect(ada.composer).toHaveValue("half a thought");
});

test("Alt with the arrows to the sides is left to the browser, wherever the focus is", async ({ world }) => {
	const [ada, grace] = await Promise.all([world.person("Ada"), world.person("Grace")]);
	await world.channels(ada, grace, ["zebra"]);
	await ada.chat.messages.create(world.general.id, { body: "a message" });
	await ada.open(world.general);
	await ada.page.evaluate(() => {
		const taken: boolean[] = [];
		addEventListener("keydown", (event) => event.key.startsWith("Arrow") && taken.push(event.defaultPrevented));
		Object.assign(window, { taken });
	});
	const press = async () => {
		await ada.page.keyboard.press("Alt+ArrowLeft");
		await ada.page.keyboard.press("Alt+ArrowRight");
	};
	await press();
	await ada.message("a message").focus();
	await press();
	await ada.page.getByRole("link", { name: "zebra" }).focus();
	await press();
	expect(await ada.page.evaluate(() => (window as unknown as { taken: boolean[] }).taken)).toEqual(
		Array.from({ length: 6 }, () => false),
	);
	await ada.page.keyboard.press("Enter");
	await expect(ada.page.getByRole("heading", { name: "zebra", level: 1 })).toBeVisible();
	await ada.page.goBack();
	await expect(ada.page.getByRole("heading", { name: "general", level: 1 })).toBeVisible();
});
