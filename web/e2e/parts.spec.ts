import type { Page } from "@playwright/test";
import { expect, test, type Person } from "./world.ts";

/** Holds back the file of a part until the function that it returns is called. */
async function hold(page: Page, part: string): Promise<() => void> {
	let release = () => {};
	const released = new Promise<void>((resolve) => (release = resolve));
	await page.route(`**/assets/${part}-*`, async (route) => {
		await released;
		await route.continue();
	});
	return release;
}

const newWorkspace = ({ page }: Person) => page.getByRole("button", { name: "New workspace" });
const failure = ({ page }: Person) => page.getByRole("heading", { name: "Couldn't load this part" });

test("what is typed while a dialog is loading reaches the dialog, and nothing else", async ({ world }) => {
	const [ada, grace] = await Promise.all([world.person("Ada"), world.person("Grace")]);
	const { channel } = await grace.chat.channels.create(world.workspace.id, { name: "zebra" });
	await ada.chat.channels.join(channel.id);
	await grace.chat.messages.create(channel.id, { body: "unread" });
	const release = await hold(ada.page, "CreateChannelDialog");
	const posted: string[] = [];
	ada.page.on("request", (request) => request.method() === "POST" && posted.push(request.url()));
	await ada.open(world.general);
	await expect(ada.page.getByRole("link", { name: /zebra/ })).toContainText("1 unread");

	await ada.addChannels("Create a channel");
	await ada.page.keyboard.type("incident acme?");
	await ada.page.keyboard.press("Enter");
	await ada.page.keyboard.press("Backspace");
	await expect(ada.page.getByRole("heading", { name: "general", level: 1, includeHidden: true })).toBeVisible();
	release();
	const name = ada.page.getByRole("textbox", { name: "Name" });
	await expect(name).toHaveValue("incident acme");
	await expect(name).toBeFocused();
	await ada.page.keyboard.type(" breach");
	await expect(name).toHaveValue("incident acme breach");
	await expect(ada.page.getByRole("dialog")).toHaveCount(1);
	await ada.page.keyboard.press("Escape");
	await expect(ada.page.getByRole("dialog")).toHaveCount(0);
	await expect(ada.page.getByRole("button", { name: "Add channels" })).toBeFocused();
	await expect(ada.composer).toHaveValue("");
	expect(posted.filter((url) => url.endsWith("/messages"))).toEqual([]);
});

test("what is typed while the emoji are loading reaches their search, and the panel stays open", async ({ world }) => {
	const ada = await world.person("Ada");
	const { message } = await ada.chat.messages.create(world.general.id, { body: "a message" });
	const release = await hold(ada.page, "EmojiPicker");
	await ada.open(world.general);
	await ada.message("a message").focus();
	await ada.page.keyboard.press("r");
	await ada.page.keyboard.type("lob");
	release();
	const search = ada.page.getByRole("searchbox", { name: "Search emoji" });
	await expect(search).toBeFocused();
	await expect(search).toHaveValue("lob");
	await ada.page.keyboard.press("Enter");
	await expect
		.poll(async () => (await ada.chat.messages.get(message.id)).reactions.map(({ emoji }) => emoji))
		.toEqual(["🦞"]);
});

test("the first letter is not lost when a dialog opens", async ({ world }) => {
	const ada = await world.person("Ada");
	await ada.open(world.general);
	await ada.page.waitForLoadState("networkidle");
	await newWorkspace(ada).focus();
	await ada.page.keyboard.press("Enter");
	await ada.page.keyboard.type("not lost");
	await expect(ada.page.getByRole("textbox", { name: "Name" })).toHaveValue("not lost");
});

test("what is typed while a pane is loading reaches the pane, and neither the composer nor a message", async ({
	world,
}) => {
	const ada = await world.person("Ada");
	await ada.chat.messages.create(world.general.id, { body: "the root" });
	const found = await hold(ada.page, "SearchPane");
	const threaded = await hold(ada.page, "ThreadPane");
	await ada.open(world.general);
	await expect(ada.composer).toBeFocused();
	await ada.page.keyboard.press("Control+Shift+F");
	await ada.page.keyboard.type("a needle");
	found();
	await expect(ada.page.getByRole("searchbox", { name: "Search messages" })).toHaveValue("a needle");
	await expect(ada.composer).toHaveValue("");
	await ada.page.keyboard.press("Escape");

	await ada.message("the root").focus();
	await ada.page.keyboard.press("t");
	await ada.page.keyboard.type("every reply, none of them");
	await ada.page.keyboard.press("Enter");
	threaded();
	await expect(ada.threadComposer).toHaveValue("every reply, none of them");
	await expect(ada.page.getByRole("textbox", { name: "Edit message" })).toHaveCount(0);
	await expect(ada.page.getByRole("dialog")).toHaveCount(0);
});

test("a letter is a shortcut only where nothing else could want it", async ({ world }) => {
	const [ada, grace] = await Promise.all([world.person("Ada"), world.person("Grace")]);
	const { channel } = await grace.chat.channels.create(world.workspace.id, { name: "zebra" });
	await ada.chat.channels.join(channel.id);
	await ada.open(world.general);
	await grace.chat.messages.create(channel.id, { body: "unread" });
	await expect(ada.page.getByRole("link", { name: /zebra/ })).toContainText("1 unread");
	const title = ada.page.getByRole("heading", { level: 1 });
	await ada.page.getByRole("button", { name: "Add channels" }).focus();
	await ada.page.keyboard.press("n");
	await expect(title).toHaveText("general");
	await ada.page.getByRole("button", { name: "Add channels" }).blur();
	await ada.page.keyboard.press("n");
	await expect(title).toHaveText("general");
	await expect(ada.composer).toHaveValue("n");
	await ada.page.getByRole("link", { name: /zebra/ }).focus();
	await ada.page.keyboard.press("n");
	await expect(title).toHaveText("zebra");
});

test("a dialog that could not be loaded says so, and Retry loads it without reloading the page", async ({ world }) => {
	const ada = await world.person("Ada");
	await ada.page.route("**/assets/CreateWorkspaceDialog-*", (route) => route.abort());
	await ada.open(world.general);
	await ada.composer.fill("still here");
	await ada.page.evaluate(() => (window.name = "not reloaded"));
	for (const end of ["Escape", "Retry"]) {
		await newWorkspace(ada).click();
		await expect(failure(ada)).toBeVisible();
		await expect(ada.page.getByRole("button", { name: "Retry" })).toBeFocused();
		await expect(ada.page.getByRole("button", { name: "Reload" })).toHaveCount(0);
		if (end === "Escape") await ada.page.keyboard.press("Escape");
	}
	const failedAgain = ada.page.waitForEvent("requestfailed");
	await ada.page.getByRole("button", { name: "Retry" }).click();
	await failedAgain;
	// Retry may ask twice, so the first failed request does not end it.
	await expect(ada.page.getByRole("button", { name: "Retry" })).toBeEnabled();
	await expect(failure(ada)).toBeVisible();
	await ada.page.unroute("**/assets/CreateWorkspaceDialog-*");
	await ada.page.getByRole("button", { name: "Retry" }).click();
	await expect(ada.page.getByRole("textbox", { name: "Name" })).toBeFocused();
	await ada.page.keyboard.press("Escape");
	await expect(newWorkspace(ada)).toBeFocused();
	expect(await ada.page.evaluate(() => window.name)).toBe("not reloaded");
});

test("a dialog that was opened offline comes when the connection is back", async ({ world }) => {
	const ada = await world.person("Ada");
	const { page } = ada;
	await page.route("**/assets/CreateWorkspaceDialog-*", (route) => route.abort());
	await ada.open(world.general);
	await page.context().setOffline(true);
	await newWorkspace(ada).click();
	await expect(failure(ada)).toBeVisible();
	await page.unroute("**/assets/CreateWorkspaceDialog-*");
	await page.context().setOffline(false);
	await expect(page.getByRole("textbox", { name: "Name" })).toBeVisible();
});

for (const [what, part] of [
	["pane", "SearchPane"],
	["picker", "EmojiPicker"],
	["emoji", "emoji"],
	["thread", "ThreadPane"],
] as const)
	test(`a part that could not be loaded can be tried again: ${what}`, async ({ world }) => {
		const ada = await world.person("Ada");
		await ada.chat.messages.create(world.general.id, { body: "a message" });
		await ada.page.route(`**/assets/${part}-*`, (route) => route.abort());
		await ada.open(world.general);
		await ada.message("a message").focus();
		await ada.page.keyboard.press({ pane: "Control+Shift+F", picker: "r", emoji: "r", thread: "t" }[what]);
		await expect(failure(ada)).toBeVisible();
		await ada.page.unroute(`**/assets/${part}-*`);
		await ada.page.getByRole("button", { name: "Retry" }).click();
		const search = "Search emoji";
		const name = { pane: "Search messages", picker: search, emoji: search, thread: "Reply in thread" }[what];
		await expect(ada.page.getByLabel(name)).toBeFocused();
	});

test("a page that could not be loaded can be tried again", async ({ world }) => {
	const page = await world.window();
	await page.route("**/assets/SignInPage-*", (route) => route.abort());
	await page.goto("/signin");
	await expect(page.getByRole("heading", { name: "Couldn't load this part" })).toBeVisible();
	await page.unroute("**/assets/SignInPage-*");
	await page.getByRole("button", { name: "Retry" }).click();
	await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
});

test("after an upgrade, a part of the old build offers to reload the page", async ({ world }) => {
	const ada = await world.person("Ada");
	const { page } = ada;
	await page.route("**/assets/SearchPane-*", (route) => route.fulfill({ status: 404, body: "not found" }));
	await ada.open(world.general);
	await page.route("**/app", (route) =>
		route.fulfill({ contentType: "text/html", body: '<script type="module" src="/assets/app-next.js"></script>' }),
	);
	await page.keyboard.press("Control+Shift+F");
	await expect(page.getByRole("heading", { name: "ClickClack was updated" })).toBeVisible();
	await page.unrouteAll();
	await page.getByRole("button", { name: "Reload" }).click();
	await expect(page.getByRole("searchbox", { name: "Search messages" })).toBeVisible();
});
