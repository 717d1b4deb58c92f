import type { Locator, Page } from "@playwright/test";
import { faults } from "./faults.ts";
import { hold, kept, readStore } from "./kept.ts";
import { expect, operator, pathOf, test, type Person, type World } from "./world.ts";

const directs = ({ page }: Person) => page.getByRole("list", { name: "Direct messages" });
const link = (person: Person, name: RegExp) => directs(person).getByRole("link", { name });
const title = ({ page }: Person, name: string | RegExp) => page.getByRole("heading", { level: 1, name });
const newMessage = ({ page }: Person) => page.getByRole("dialog", { name: "New message" });
const options = (dialog: Locator) => dialog.getByRole("option");

const people = async (world: World, ...names: string[]): Promise<Person[]> =>
	await Promise.all(names.map((name) => world.person(name)));

/** The conversation of two or more, made by the API. */
async function between(world: World, one: Person, ...others: Person[]) {
	const ids = others.map(({ user }) => user.id);
	return (await one.chat.dms.create(world.workspace.id, ids)).conversation;
}

/** How far somebody's badge counts, in the title of the window. */
const calls = async (page: Page) => Number(/^\((\d+)\)/.exec(await page.title())?.[1] ?? 0);

test("two people write to each other by keyboard alone, and a third one sees nothing of it", async ({ world }) => {
	const [ada, grace, zuse] = (await people(world, "Ada", "Grace", "Zuse")) as [Person, Person, Person];
	await Promise.all([ada, grace, zuse].map((one) => one.open(world.general)));
	const { keyboard } = ada.page;

	await test.step("one is chosen by name", async () => {
		await expect(ada.page.getByText("No direct messages yet.")).toBeVisible();
		await keyboard.press("Control+k");
		await keyboard.type("new message");
		await expect(ada.page.getByRole("option", { name: "New message", exact: true })).toBeVisible();
		await keyboard.press("Enter");
		const dialog = newMessage(ada);
		await expect(dialog.getByRole("combobox")).toBeFocused();
		await expect(options(dialog)).toHaveCount(3);
		await keyboard.type("@zus");
		await expect(options(dialog)).toHaveText([/Zuse/]);
		await keyboard.press("Enter");
		await keyboard.type("grac");
		await keyboard.press("Enter");
		await expect(dialog.getByRole("list", { name: "Chosen people" }).getByRole("listitem")).toHaveText([
			"Zuse",
			"Grace",
		]);
		await dialog.getByRole("button", { name: "Remove Zuse" }).press("Enter");
		await keyboard.type("ada");
		await expect(dialog.getByText("No members match “ada”.")).toBeVisible();
		await keyboard.press("Control+a");
		await keyboard.press("Backspace");
		await keyboard.press("Enter");
		await expect(dialog).toHaveCount(0);
	});

	await test.step("the conversation is empty, and nobody else knows of it yet", async () => {
		await expect(title(ada, "Grace")).toBeVisible();
		await expect(ada.page).toHaveTitle(/^Grace · /);
		await expect(ada.page.getByText("This is the start of your conversation with Grace")).toBeVisible();
		await expect(ada.composer).toHaveAccessibleName("Message Grace");
		await expect(ada.composer).toBeFocused();
		await expect(link(ada, /^Grace Online/)).toHaveAttribute("aria-current", "page");
		await expect(directs(grace).getByRole("link")).toHaveCount(0);
	});

	await test.step("a mention suggests its people only", async () => {
		await keyboard.type("hello @");
		const suggested = ada.page.getByRole("listbox", { name: "People to mention" }).getByRole("option");
		await expect(suggested).toHaveCount(2);
		await expect(suggested.first()).toContainText("Grace");
		await keyboard.press("Tab");
		await keyboard.type("only you see this");
		await keyboard.press("Enter");
	});

	await test.step("it counts for the other one, who is led there by keys", async () => {
		await expect(link(grace, /^Ada .*1 unread to you/)).toBeVisible();
		await expect.poll(() => calls(grace.page)).toBe(1);
		await grace.page.keyboard.press("Alt+Shift+ArrowDown");
		await expect(grace.message("only you see this")).toBeVisible();
		await expect(title(grace, "Ada")).toBeVisible();
		await expect.poll(() => calls(grace.page)).toBe(0);
		await grace.composer.pressSequentially("so");
		await expect(ada.page.getByText("Grace is typing…")).toBeVisible();
		await grace.composer.press("Enter");
		await expect(ada.message("so").last()).toBeVisible();
	});

	await test.step("threads work as in channels", async () => {
		await grace.act(grace.message("only you see this"), "Reply in thread");
		await expect(grace.thread).toContainText("with Ada");
		await grace.threadComposer.fill("in a thread");
		await grace.threadComposer.press("Enter");
		await expect(grace.thread.getByText("in a thread")).toBeVisible();
		await ada
			.message("only you see this")
			.getByRole("link", { name: /1 reply/ })
			.click();
		await expect(ada.thread.getByText("in a thread")).toBeVisible();
		await keyboard.press("Escape");
		await expect(ada.thread).toHaveCount(0);
	});

	await test.step("the third one has nothing of it, and gets nothing by its address", async () => {
		await grace.chat.messages.create(world.general.id, { body: "for all" });
		await expect(zuse.message("for all")).toBeVisible();
		await expect(directs(zuse).getByRole("link")).toHaveCount(0);
		await zuse.page.goto(new URL(ada.page.url()).pathname);
		await expect(zuse.page.getByText("You can't see this conversation")).toBeVisible();
		await zuse.page.goto(`${pathOf(world.general)}?pane=search&q=only`);
		await expect(zuse.page.getByText("No messages found")).toBeVisible();
		await kept(zuse.page, "for all");
		expect(await zuse.page.evaluate(readStore)).not.toMatch(/dm_|only you see this/);
	});
});

test("a conversation is closed for oneself, which can be undone, and comes back with the next message", async ({
	world,
}) => {
	const [ada, grace, linus] = (await people(world, "Ada", "Grace", "Linus")) as [Person, Person, Person];
	const [pair, group] = await Promise.all([between(world, ada, grace), between(world, ada, grace, linus)]);
	await grace.chat.messages.create(group.id, { body: "to both" });
	await grace.chat.messages.create(pair.id, { body: "to you" });
	await ada.open(world.general);
	const names = directs(ada).getByRole("link").locator(".truncate");
	const toast = ada.page.getByRole("status").filter({ hasText: "closed" });

	await test.step("the newest comes first; a group shows how many others there are", async () => {
		await expect(names).toHaveText(["Grace", "Grace, Linus"]);
		await expect(link(ada, /Grace, Linus Group of 3/)).toContainText("2");
		await linus.chat.messages.create(group.id, { body: "and you" });
		await expect(names).toHaveText(["Grace, Linus", "Grace"]);
		await expect.poll(() => calls(ada.page)).toBe(3);
	});

	await test.step("keys lead to the button of a line, and the focus stays in the list", async () => {
		await link(ada, /^Grace O/).focus();
		await ada.page.keyboard.press("Tab");
		await expect(ada.page.getByRole("button", { name: "Close conversation with Grace", exact: true })).toBeFocused();
		await ada.page.keyboard.press("Enter");
		await expect(names).toHaveText(["Grace, Linus"]);
		await expect(link(ada, /Grace, Linus/)).toBeFocused();
		await expect.poll(() => calls(ada.page)).toBe(2);
		await toast.getByRole("button", { name: "Undo" }).click();
		await expect(names).toHaveText(["Grace, Linus", "Grace"]);
	});

	await test.step("the one that is open is left, in every tab, and its text comes back", async () => {
		const second = await ada.page.context().newPage();
		await Promise.all([ada.page, second].map((page) => page.goto(pathOf(pair))));
		// a page that is still loading when it is closed shows it, as a link to it does
		await grace.chat.messages.create(pair.id, { body: "both here?" });
		for (const page of [ada.page, second])
			await expect(page.getByRole("article").filter({ hasText: "both here?" })).toBeVisible();
		await ada.page
			.getByRole("banner")
			.or(ada.page.locator("main header"))
			.getByRole("button", { name: "More actions" })
			.click();
		await ada.page.getByRole("menuitem", { name: "Close conversation" }).click();
		for (const page of [ada.page, second]) await expect(page).toHaveURL(pathOf(world.general));
		await second.close();
		await expect(names).toHaveText(["Grace, Linus"]);
		await grace.chat.messages.create(pair.id, { body: "are you there?" });
		await expect(names).toHaveText(["Grace", "Grace, Linus"]);
		await link(ada, /^Grace O/).click();
		await expect(ada.message("are you there?")).toBeVisible();
		await expect(ada.message("to you")).toBeVisible();
	});

	await test.step("a section that is folded shows what is unread", async () => {
		await ada.page.getByRole("button", { name: "Direct messages" }).click();
		await expect(names).toHaveText(["Grace", "Grace, Linus"]);
		await ada.chat.reads.mark(group.id, 2);
		await expect(names).toHaveText(["Grace"]);
	});
});

test("a profile and the switcher lead to it; who may not open one sees no way; nobody left, nothing to send", async ({
	world,
}) => {
	const [[ada, grace, linus], gus] = await Promise.all([
		people(world, "Ada", "Grace", "Linus") as Promise<[Person, Person, Person]>,
		world.person("Gus", {}, "guest"),
	]);
	const { page } = ada;
	await grace.chat.messages.create(world.general.id, { body: "who am I?" });
	await ada.open(world.general);

	await test.step("from the card at a name", async () => {
		await ada.message("who am I?").getByRole("button", { name: "Grace" }).first().click();
		await page.getByRole("dialog", { name: "Profile of Grace" }).getByRole("button", { name: "Message" }).click();
		await expect(title(ada, "Grace")).toBeVisible();
	});

	await test.step("from the switcher, to a person and to a group", async () => {
		await between(world, ada, grace, linus);
		await page.keyboard.press("Control+k");
		await page.keyboard.type("lin");
		await expect(page.getByRole("option").first()).toBeVisible();
		await page.getByRole("option", { name: /^Linus/ }).click();
		await expect(title(ada, "Linus")).toBeVisible();
		await page.keyboard.press("Control+k");
		await page.keyboard.type("grace, l");
		await page.keyboard.press("Enter");
		await expect(title(ada, "Grace, Linus")).toBeVisible();
		await page.keyboard.press("Alt+ArrowUp");
		await expect(title(ada, "Grace, Linus")).toHaveCount(0);
		await page.keyboard.press("Alt+ArrowDown");
		await expect(title(ada, "Grace, Linus")).toBeVisible();
	});

	await test.step("its details say who is in it", async () => {
		await page.getByRole("button", { name: "3 members" }).click();
		const details = page.getByRole("complementary", { name: "Details" });
		await expect(details.getByRole("list", { name: "Members of this conversation" }).getByRole("listitem")).toHaveText([
			/Ada \(you\)/,
			/Grace/,
			/Linus/,
		]);
		await expect(details.getByLabel("Topic")).toHaveCount(0);
		await expect(details.getByRole("button", { name: "Close conversation" })).toBeVisible();
	});

	await test.step("a guest", async () => {
		await gus.page.goto(`/app/${world.workspace.route_id}`);
		await expect(gus.page.getByRole("navigation", { name: "Channels" })).toBeVisible();
		await expect(gus.page.getByText("Direct messages")).toHaveCount(0);
		await gus.page.keyboard.press("Control+k");
		await gus.page.keyboard.type("message");
		await expect(gus.page.getByRole("option", { name: /^Search messages C/ })).toBeVisible();
		await expect(gus.page.getByRole("option", { name: "New message" })).toHaveCount(0);
	});

	await test.step("when everyone else has left", async () => {
		const pair = await between(world, ada, grace);
		await grace.chat.messages.create(pair.id, { body: "farewell" });
		await page.goto(pathOf(pair));
		await expect(ada.message("farewell")).toBeVisible();
		await grace.chat.members.remove(world.workspace.id, grace.user.id);
		await expect(page.getByText("Everyone else has left the workspace.")).toBeVisible();
		await expect(ada.composer).toHaveCount(0);
		await expect(title(ada, "Grace")).toBeVisible();
	});
});

test("search finds direct messages everywhere and in the one that is open, and a reload shows it offline", async ({
	world,
}) => {
	const [ada, grace] = (await people(world, "Ada", "Grace")) as [Person, Person];
	const pair = await between(world, ada, grace);
	await grace.chat.messages.create(world.general.id, { body: "crabs in the channel" });
	await grace.chat.messages.create(pair.id, { body: "crabs between us" });
	const { page } = ada;
	await page.goto(`${pathOf(pair)}?pane=search`);
	const hits = page.getByRole("complementary", { name: "Search" }).getByRole("listitem");

	await test.step("everywhere, then here", async () => {
		await page.getByRole("searchbox").fill("crabs ");
		await expect(hits).toHaveCount(2);
		await expect(hits.filter({ hasText: "between us" }).locator(".where")).toContainText("Grace");
		await page.getByRole("button", { name: "In this conversation" }).click();
		await expect(hits).toHaveText([/between us/]);
		await page.reload();
		await expect(hits).toHaveText([/between us/]);
		await page.getByRole("button", { name: "Everywhere" }).click();
		await expect(hits).toHaveCount(2);
	});

	await test.step("a hit leads to the message", async () => {
		await hits.filter({ hasText: "in the channel" }).getByRole("link").click();
		await expect(ada.message("crabs in the channel")).toBeVisible();
		await hits.filter({ hasText: "between us" }).getByRole("link").click();
		await expect(page).toHaveURL(new RegExp(`${pathOf(pair)}.*m=1`));
		await expect(ada.message("crabs between us")).toBeVisible();
	});

	await test.step("from what this browser keeps", async () => {
		await kept(page, "crabs between us");
		await page.goto("about:blank");
		const release = await hold(page);
		await page.goto(pathOf(pair));
		await expect(ada.message("crabs between us")).toBeVisible();
		await expect(title(ada, "Grace")).toBeVisible();
		await ada.say("sent from a tunnel");
		await expect(ada.message("sent from a tunnel")).toBeVisible();
		release();
		await expect
			.poll(async () => (await grace.chat.messages.list(pair.id)).messages.at(-1)?.body)
			.toBe("sent from a tunnel");
	});
});

for (const colorScheme of ["light", "dark"] as const) {
	test(`on a phone, direct messages have a tab, ${colorScheme}`, async ({ world }) => {
		const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, colorScheme };
		const [ada, grace, linus] = await Promise.all([
			world.person("Ada", phone),
			world.person("Grace"),
			world.person("Linus"),
		]);
		const { page } = ada;
		const tabs = page.getByRole("navigation", { name: "Main" });
		await page.goto(`/app/${world.workspace.route_id}`);
		await expect(tabs.getByRole("link")).toHaveText(["Home", "Inbox", "Search", "You"]);
		const pair = await between(world, grace, ada);
		await grace.chat.messages.create(pair.id, { body: "are you on the train?" });
		await between(world, ada, grace, linus);
		await tabs.getByRole("link", { name: "DMs, 1 message for you" }).tap();
		await expect(page).toHaveTitle(/Direct messages/);
		await expect(directs(ada).last().getByRole("link")).toHaveCount(2);
		expect(await faults(page)).toEqual([]);

		await directs(ada)
			.last()
			.getByRole("link", { name: /^Grace O/ })
			.tap();
		await expect(ada.message("are you on the train?")).toBeVisible();
		await expect(tabs).toHaveCount(0);
		expect(await faults(page)).toEqual([]);
		await page.getByRole("link", { name: "Direct messages" }).tap();
		await expect(tabs.getByRole("link", { name: "DMs" })).toHaveAttribute("aria-current", "page");

		await page.getByRole("button", { name: "New message" }).last().tap();
		const dialog = newMessage(ada);
		await dialog.getByRole("option", { name: /Linus/ }).tap();
		expect(await faults(page)).toEqual([]);
		await dialog.getByRole("button", { name: "Start conversation" }).tap();
		await expect(title(ada, "Linus")).toBeVisible();
		await page.getByRole("button", { name: "Linus" }).tap();
		await expect(page.getByRole("list", { name: "Members of this conversation" })).toBeVisible();
		expect(await faults(page)).toEqual([]);
	});
}

for (const width of [320, 390]) {
	test(`in a window ${width} wide the names are in the header, and nothing of the dialog is cut`, async ({ world }) => {
		const narrow = { viewport: { width, height: 700 }, hasTouch: true, isMobile: true };
		const [ada, grace, linus] = await Promise.all([
			world.person("Ada", narrow),
			world.person("Grace"),
			world.person("Linus"),
		]);
		await grace.chat.me.update({
			display_name: "Grace Brewster Murray Hopper",
			handle: `a-handle-of-thirty-two-${Date.now().toString(36)}`,
		});
		const group = await between(world, ada, grace, linus);
		await ada.open(group);
		const names = ada.page.locator("main header h1 .names");
		await expect(names).toBeVisible();
		await expect.poll(async () => (await names.boundingBox())!.width).toBeGreaterThan(width / 4);

		await ada.page.goto(`/app/${world.workspace.route_id}/-/dms`);
		await ada.page.getByRole("button", { name: "New message" }).last().tap();
		const dialog = newMessage(ada);
		await dialog.getByRole("combobox").fill("Grace");
		await expect(dialog.getByRole("option", { name: /Grace/ })).toBeVisible();
		const cut = await dialog.evaluate((sheet) => {
			const { right } = sheet.getBoundingClientRect();
			const isCut = (one: Element) => one.getBoundingClientRect().right > right && !one.closest(".truncate");
			return [...sheet.querySelectorAll("*")].filter(isCut).length;
		});
		expect(cut).toBe(0);
	});
}

test("a group is begun by choosing two people, and has room for 31 beside oneself", async ({ world }) => {
	const [ada, grace, linus] = (await people(world, "Ada", "Grace", "Linus")) as [Person, Person, Person];
	await world.crowd(40);
	await Promise.all([ada, grace, linus].map((one) => one.open(world.general)));
	const dialog = newMessage(ada);
	const chosen = dialog.getByRole("list", { name: "Chosen people" }).getByRole("listitem");
	const { keyboard } = ada.page;

	await test.step("two people", async () => {
		await ada.page.getByRole("button", { name: "New message" }).click();
		await expect(dialog.getByText("Choose up to 31 people.")).toBeVisible();
		for (const [n, name] of ["Grace", "Linus"].entries()) {
			await keyboard.type(name);
			await expect(options(dialog)).toHaveText([new RegExp(name)]);
			await keyboard.press("Enter");
			await expect(chosen).toHaveCount(n + 1);
		}
		await keyboard.press("Enter");
		await expect(dialog).toHaveCount(0);
		await expect(title(ada, /Grace/)).toHaveText(/Linus/);
		await ada.say("hello, both of you");
		for (const one of [grace, linus]) {
			await link(one, /Ada/).click();
			await expect(one.message("hello, both of you")).toBeVisible();
		}
	});

	await test.step("as many as there is room for", async () => {
		await ada.page.getByRole("button", { name: "New message" }).click();
		await keyboard.type("crab");
		await expect(options(dialog)).toHaveCount(40);
		for (let n = 1; n <= 31; n++) {
			await dialog.getByRole("combobox").fill("crab");
			await keyboard.press("Enter");
			await expect(chosen).toHaveCount(n);
		}
		await expect(dialog.getByText("A conversation has room for 31 people and you.")).toBeVisible();
		await keyboard.type("crab");
		await expect(options(dialog)).toHaveCount(0);
		expect(await faults(ada.page)).toEqual([]);
		await dialog.getByRole("button", { name: "Start conversation" }).click();
		await expect(dialog).toHaveCount(0);
		await expect(ada.composer).toBeFocused();
		const { conversations } = await ada.chat.dms.list(world.workspace.id);
		expect(conversations.map(({ members }) => members.length)).toEqual([32, 3]);
	});
});

test("somebody beyond the first page of members is found by name", async ({ world }) => {
	const ada = await world.person("Ada");
	await world.crowd(220);
	const { id: workspace_id, slug } = world.workspace;
	for (const name of ["Zenobia", "Zephyra", "Zinnia", "Zora"])
		await operator.admin.createUser({ name, email: `${name}@${slug}.example.com`, workspace_id });
	await ada.open(world.general);
	await ada.page.getByRole("button", { name: "New message" }).click();
	await ada.page.keyboard.type("zenob");
	await expect(options(newMessage(ada))).toHaveText([/Zenobia/]);
	await ada.page.keyboard.press("Enter");
	await ada.page.keyboard.press("Enter");
	await expect(title(ada, "Zenobia")).toBeVisible();

	await test.step("in Go to, among the people of the workspace, and to be added to a channel too", async () => {
		const { page } = ada;
		await page.keyboard.press("Control+k");
		const dialog = page.getByRole("dialog", { name: "Go to" });
		await expect(dialog).toBeVisible();
		await page.keyboard.type("zephyr");
		await expect(dialog.getByRole("option", { name: /Zephyra/ })).toBeVisible();
		await page.keyboard.press("Escape");
		await page.goto(`${pathOf(world.general)}?pane=members`);
		await page.getByRole("searchbox", { name: "Find a member" }).fill("zinn");
		await expect(page.getByRole("complementary").getByRole("button", { name: /^Zinnia/ })).toBeVisible();
		const { channel } = await ada.chat.channels.create(workspace_id, { name: "rock-pool" });
		await page.goto(`${pathOf(channel)}?pane=details`);
		await page.getByRole("textbox", { name: "Add people" }).fill("zora");
		await page.getByRole("button", { name: /^Add .*Zora/ }).click();
		await expect(page.getByRole("list", { name: "Members of this channel" })).toContainText("Zora");
	});
});
