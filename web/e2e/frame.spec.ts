import { goBack } from "./back.ts";
import { expect, pathOf, test, type Person } from "./world.ts";

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const title = ({ page }: Person) => page.getByRole("heading", { level: 1 });
const sidebar = ({ page }: Person) => page.getByRole("navigation", { name: "Channels" });
const beside = ({ page }: Person, name: string) => page.getByRole("complementary", { name });

test("the switcher finds channels, people, commands and messages, and leads there", async ({ world }) => {
	const [ada, grace] = await Promise.all([world.person("Ada"), world.person("Grace")]);
	const [zebra] = await world.channels(ada, grace, ["zebra", "zoo"]);
	await grace.chat.messages.create(world.general.id, { body: "a needle" });
	await ada.open(world.general);
	await grace.chat.messages.create(zebra!.id, { body: "unread" });
	await expect(ada.page.getByRole("link", { name: /zebra/ })).toContainText("1 unread");
	const { keyboard } = ada.page;
	const options = ada.page.getByRole("option");

	await keyboard.press("Control+k");
	await expect(options.first()).toContainText("zebra");
	await keyboard.type("zo");
	await expect(options.first()).toContainText("zoo");
	await keyboard.press("Enter");
	await expect(title(ada)).toHaveText("zoo");

	await keyboard.press("Control+k");
	await keyboard.type("grace");
	await keyboard.press("Enter");
	await expect(title(ada)).toHaveText("Grace");

	await keyboard.press("Control+k");
	await keyboard.type("appear");
	await expect(options.first()).toContainText("Settings: Appearance");
	await keyboard.press("Escape");

	await keyboard.press("Control+k");
	await keyboard.type("needle");
	await keyboard.press("ArrowUp");
	await keyboard.press("Enter");
	await expect(beside(ada, "Search").getByRole("link", { name: /a needle/ })).toBeVisible();
});

test("a pane opened from another one leads back to it, and Escape closes it to where the focus was", async ({
	world,
}) => {
	const ada = await world.person("Ada");
	await ada.open(world.general);
	await expect(ada.composer).toBeFocused();
	await ada.page.keyboard.press("Control+Shift+F");
	await expect(ada.page.getByRole("searchbox", { name: "Search messages" })).toBeFocused();
	await ada.page.getByRole("button", { name: "Channel details" }).or(title(ada).getByRole("button")).first().click();
	await expect(beside(ada, "Details")).toBeVisible();
	await beside(ada, "Details").getByRole("button", { name: "Back" }).click();
	await expect(beside(ada, "Search")).toBeVisible();
	await ada.page.keyboard.press("Escape");
	await expect(ada.page.getByRole("complementary")).toHaveCount(0);
	await expect(ada.composer).toBeFocused();
});

test("a pane's width is changed by keyboard and is kept", async ({ world }) => {
	const ada = await world.person("Ada");
	await ada.page.goto(`${pathOf(world.general)}?pane=members`);
	const width = async () => (await beside(ada, "Members").boundingBox())!.width;
	const before = await width();
	await ada.page.getByRole("separator", { name: "Resize the pane" }).focus();
	for (let i = 0; i < 4; i++) await ada.page.keyboard.press("ArrowLeft");
	expect(await width()).toBe(before + 64);
	await ada.page.reload();
	await expect(beside(ada, "Members")).toBeVisible();
	expect(await width()).toBe(before + 64);
});

test("between 760 and 1,024 px a pane takes the place of the conversation, and Back leads to it", async ({ world }) => {
	const ada = await world.person("Ada", { viewport: { width: 900, height: 700 } });
	await ada.open(world.general);
	await ada.page.getByRole("button", { name: "Search", exact: true }).click();
	await expect(beside(ada, "Search")).toBeVisible();
	await expect(ada.composer).toBeHidden();
	const { width } = (await beside(ada, "Search").boundingBox())!;
	expect(width).toBeGreaterThan(550);
	await beside(ada, "Search").getByRole("button", { name: "Back" }).click();
	await expect(ada.composer).toBeVisible();
});

test("on a phone every step is in the history, and Back never leaves the app from a channel", async ({ world }) => {
	const ada = await world.person("Ada", phone);
	const { message } = await ada.chat.messages.create(world.general.id, { body: "the root" });
	await ada.chat.threads.reply(message.id, { body: "a reply" });
	const { page } = ada;
	await page.goto("/app");
	const tabs = page.getByRole("navigation", { name: "Main" });
	await expect(tabs.getByRole("link")).toHaveText(["Home", "Inbox", "Search", "You"]);
	await sidebar(ada).getByRole("link", { name: "general" }).click();
	await expect(ada.composer).toBeVisible();
	await expect(sidebar(ada)).toBeHidden();
	await page.getByRole("link", { name: /1 reply/ }).click();
	await expect(ada.threadComposer).toBeVisible();
	await expect(ada.composer).toBeHidden();
	await page.goBack();
	await expect(ada.composer).toBeVisible();
	await page.goBack();
	await expect(sidebar(ada)).toBeVisible();
	await tabs.getByRole("link", { name: "Search" }).click();
	await expect(page.getByRole("searchbox", { name: "Search messages" })).toBeVisible();
	await tabs.getByRole("link", { name: "You" }).click();
	await page.getByRole("link", { name: "Appearance" }).click();
	await expect(page.getByRole("heading", { name: "Appearance" })).toBeVisible();
	await page.goBack();
	await page.goBack();
	await page.goBack();
	await expect(sidebar(ada)).toBeVisible();
});

test("settings and administration are addresses; the second only for those with the rights", async ({ world }) => {
	const [edith, ada] = await Promise.all([world.owner(), world.person("Ada")]);
	const invites = `/app/${world.workspace.route_id}/-/admin/invites`;
	await edith.open(world.general);
	await edith.page.getByRole("button", { name: world.workspace.name, exact: true }).click();
	await edith.page.getByRole("menuitem", { name: "Invite people" }).click();
	await expect(edith.page).toHaveURL(invites);
	await edith.page.getByRole("button", { name: "Create link" }).click();
	await expect(edith.page.getByText("New link (shown only once)")).toBeVisible();
	await edith.page.getByRole("link", { name: "General" }).click();
	await edith.page.getByRole("textbox", { name: "Name", exact: true }).fill("Difference Engines");
	await edith.page.getByRole("button", { name: "Save" }).click();
	await edith.page.getByRole("link", { name: "Back to messages" }).click();
	await expect(edith.composer).toBeVisible();
	await expect(edith.page.getByRole("button", { name: "Difference Engines", exact: true })).toBeVisible();

	await ada.page.goto(invites);
	await expect(ada.page.getByRole("heading", { name: "You can't open this page" })).toBeVisible();
	await ada.page.goto("/settings");
	await expect(ada.page).toHaveURL("/settings/profile");
	await ada.page.keyboard.press("Escape");
	await expect(ada.composer).toBeVisible();
});

test("F6 moves between the parts of the window, and one channel of the list is a tab stop", async ({ world }) => {
	const [ada, grace] = await Promise.all([world.person("Ada"), world.person("Grace")]);
	await world.channels(ada, grace, ["alpha", "beta"]);
	await grace.chat.messages.create(world.general.id, { body: "a message" });
	await ada.open(world.general);
	await expect(ada.composer).toBeFocused();
	await expect(ada.message("a message")).toBeVisible();
	const { keyboard } = ada.page;
	const link = (name: string) => sidebar(ada).getByRole("link", { name });
	await keyboard.press("F6");
	await expect(link("general")).toBeFocused();
	await expect(sidebar(ada).locator("a[tabindex='0']")).toHaveCount(1);
	await keyboard.press("ArrowUp");
	await expect(link("beta")).toBeFocused();
	await keyboard.press("Home");
	await expect(link("alpha")).toBeFocused();
	await keyboard.press("F6");
	await expect(ada.message("a message")).toBeFocused();
	await keyboard.press("F6");
	await expect(ada.composer).toBeFocused();
	await keyboard.press("Shift+F6");
	await expect(ada.message("a message")).toBeFocused();
});

test("F6 reaches views in which nothing is written, and what is offered in passing, which waits meanwhile", async ({
	world,
}) => {
	const [ada, grace] = await Promise.all([world.person("Ada"), world.person("Grace")]);
	const [reef] = await world.channels(ada, grace, ["reef"]);
	await grace.chat.messages.create(reef!.id, { body: `@${ada.user.handle} look` });
	await ada.open(world.general);
	await sidebar(ada)
		.getByRole("link", { name: /^Inbox/ })
		.click();
	await expect(title(ada)).toHaveText("Inbox");
	const { keyboard } = ada.page;
	const main = ada.page.getByRole("main");
	await expect(main.getByText("look")).toBeVisible();
	await expect
		.poll(async () => {
			await keyboard.press("F6");
			return await main.evaluate((element) => element.contains(document.activeElement));
		})
		.toBe(true);
	await keyboard.press("Shift+Escape");
	const undo = ada.page.getByRole("status").getByRole("button", { name: "Undo" });
	// it waits for the pointer, and then for the focus
	await undo.hover();
	await expect
		.poll(async () => {
			await keyboard.press("F6");
			return await undo.evaluate((element) => element === document.activeElement);
		})
		.toBe(true);
	await ada.page.mouse.move(600, 300);
	await ada.page.waitForTimeout(9_000);
	await keyboard.press("Enter");
	await expect(sidebar(ada).getByRole("link", { name: /^Inbox 1 for you/ })).toBeVisible();
});

test("a thread that is closed does not come back with Back", async ({ world }) => {
	const ada = await world.person("Ada");
	const [reef] = await world.channels(ada, await world.person("Grace"), ["reef"]);
	const { message } = await ada.chat.messages.create(world.general.id, { body: "the root" });
	await ada.chat.threads.reply(message.id, { body: "a reply" });
	await ada.open(reef!);
	await sidebar(ada).getByRole("link", { name: "general" }).click();
	await ada.page.getByRole("link", { name: /1 reply/ }).click();
	await expect(ada.threadComposer).toBeFocused();
	await ada.page.keyboard.press("Escape");
	await expect(ada.thread).toHaveCount(0);
	await expect(ada.page).toHaveURL(pathOf(world.general));
	await ada.page.goBack();
	await expect(ada.page).toHaveURL(pathOf(reef!));
	await expect(ada.thread).toHaveCount(0);
});

test("Escape marks the channel as read, Shift-Escape all of them, and what is typed goes to the field", async ({
	world,
}) => {
	const [ada, grace] = await Promise.all([world.person("Ada"), world.person("Grace")]);
	const made = await world.channels(ada, grace, ["alpha", "beta"]);
	await ada.open(world.general);
	for (const { id } of made) await grace.chat.messages.create(id, { body: "news" });
	const unread = sidebar(ada).getByText("1 unread");
	await expect(unread).toHaveCount(2);
	await ada.page.keyboard.press("Shift+Escape");
	await expect(unread).toHaveCount(0);
	await ada.page.evaluate(() => (document.activeElement as HTMLElement).blur());
	await ada.page.keyboard.type("hello");
	await expect(ada.composer).toHaveValue("hello");
});

test("that nothing arrives is said after five seconds, and moves nothing", async ({ world }) => {
	const ada = await world.person("Ada");
	await ada.chat.messages.create(world.general.id, { body: "a message" });
	await ada.open(world.general);
	await expect(ada.message("a message")).toBeVisible();
	const top = async () => (await title(ada).boundingBox())!.y;
	const before = await top();
	const banner = ada.page.getByText("You're offline.");
	await ada.page.context().setOffline(true);
	await ada.page.waitForTimeout(2_000);
	await expect(banner).toHaveCount(0);
	await expect(banner).toBeVisible({ timeout: 6_000 });
	expect(await top()).toBe(before);
});

test("Escape while a character is composed belongs to the input method", async ({ world }) => {
	const ada = await world.person("Ada");
	await ada.page.goto(`${pathOf(world.general)}?pane=members`);
	await expect(beside(ada, "Members")).toBeVisible();
	await ada.composer.focus();
	await ada.composer.dispatchEvent("keydown", { key: "Escape", isComposing: true });
	await ada.page.waitForTimeout(300);
	await expect(beside(ada, "Members")).toBeVisible();
	await ada.composer.press("Escape");
	await expect(beside(ada, "Members")).toHaveCount(0);
});

test("beside a pane the messages keep 480 px", async ({ world }) => {
	const ada = await world.person("Ada", { viewport: { width: 1024, height: 768 } });
	await ada.open(world.general);
	await ada.page.getByRole("button", { name: "Search" }).click();
	for (const width of [1024, 1100, 1101, 1280, 2560]) {
		await ada.page.setViewportSize({ width, height: 768 });
		const main = (await ada.page.getByRole("main").boundingBox())!;
		const pane = (await ada.page.getByRole("complementary", { name: "Search" }).boundingBox())!;
		expect(main.width, `${width}`).toBeGreaterThanOrEqual(480);
		expect(pane.width, `${width}`).toBeGreaterThanOrEqual(280);
		expect(pane.x + pane.width, `${width}`).toBeLessThanOrEqual(width);
	}
});

test("Back closes the switcher and nothing else; what is chosen in it takes its place in the history", async ({
	world,
}) => {
	const [ada, grace] = await Promise.all([world.person("Ada"), world.person("Grace")]);
	await world.channels(ada, grace, ["reef", "tide"]);
	const { page } = ada;
	const switcher = page.getByRole("dialog", { name: "Go to" });
	const place = page.getByRole("heading", { level: 1 });
	await ada.open(world.general);
	const steps = await page.evaluate(() => history.length);
	await page.keyboard.press("Control+k");
	await expect(switcher.getByRole("combobox")).toBeFocused();
	await goBack(page);
	await expect(switcher).toHaveCount(0);
	await expect(place).toHaveText("general");
	await expect(ada.composer).toBeFocused();

	for (let n = 0; n < 3; n++) {
		await page.keyboard.press("Control+k");
		await page.keyboard.press("Escape");
	}
	await expect(switcher).toHaveCount(0);
	await page.keyboard.press("Control+k");
	await page.keyboard.type("reef");
	await page.keyboard.press("Enter");
	await expect(place).toHaveText("reef");
	await page.keyboard.press("Control+k");
	await page.keyboard.type("zyx");
	await page.keyboard.press("Enter");
	await expect(page).toHaveURL(/q=zyx/);
	await expect(switcher).toHaveCount(0);
	expect(await page.evaluate(() => history.length)).toBe(steps + 2);
	await goBack(page);
	await expect(page).not.toHaveURL(/pane=search/);
	await goBack(page);
	await expect(place).toHaveText("general");
});
