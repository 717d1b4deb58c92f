import type { Locator } from "@playwright/test";
import type { Channel } from "@clickclack/sdk";
import { onCall } from "./calls.ts";
import { faults } from "./faults.ts";
import { phone } from "./finger.ts";
import { readStore } from "./kept.ts";
import { smallTargets } from "./targets.ts";
import { type Person, type World, expect, pathOf, test } from "./world.ts";

async function make(
	world: World,
	{ chat }: Person,
	name: string,
	kind: "public" | "private" = "public",
): Promise<Channel> {
	return (await chat.channels.create(world.workspace.id, { name, kind })).channel;
}

const details = async ({ page }: Person, name: string) => {
	await page.getByRole("button", { name, exact: true }).click();
	return page.getByRole("complementary", { name: "Details" });
};

const links = ({ page }: Person) => page.getByRole("list", { name: "Channels" }).getByRole("link");

test("an owner deletes a channel by typing its name; people who have it open are led to another one", async ({
	world,
}) => {
	const [edith, ada] = await Promise.all([world.owner(), world.person("Ada")]);
	const doomed = await make(world, edith, "old-plans");
	await ada.chat.channels.join(doomed.id);
	await edith.open(doomed);
	await ada.open(doomed);
	await expect((await details(ada, "old-plans")).getByRole("button", { name: "Delete channel" })).toHaveCount(0);
	await expect(ada.chat.channels.delete(doomed.id)).rejects.toThrow("workspace owner permission required");
	await (await details(edith, "old-plans")).getByRole("button", { name: "Delete channel" }).click();
	const dialog = edith.page.getByRole("dialog", { name: "Delete #old-plans?" });
	await dialog.getByRole("textbox").fill("new-plans");
	await dialog.getByRole("button", { name: "Delete channel" }).click();
	await expect(dialog.getByText("Type “old-plans” to delete this channel.")).toBeVisible();
	await dialog.getByRole("textbox").fill("old-plans");
	await dialog.getByRole("button", { name: "Delete channel" }).click();
	for (const one of [edith, ada]) {
		await expect(one.page.getByText("old-plans was deleted.")).toBeVisible();
		await expect(one.page).toHaveURL(new RegExp(world.general.route_id));
		await expect(links(one)).toHaveText(["general"]);
	}
	await ada.page.goto(`/app/${doomed.workspace_id}/${doomed.id}`);
	// what this browser kept may be from before it was deleted: then that comes as news
	const unseen = ada.page.getByText("You can't see this channel");
	await expect(unseen.or(ada.page.getByText("old-plans was deleted."))).toBeVisible();
});

test("a message that waits for a channel is given back to its author when the channel is deleted", async ({
	world,
}) => {
	const [edith, ada] = await Promise.all([world.owner(), world.person("Ada")]);
	const doomed = await make(world, edith, "doomed");
	await ada.chat.channels.join(doomed.id);
	await ada.open(doomed);
	await ada.page.context().setOffline(true);
	await ada.say("hold this for me");
	await edith.chat.channels.delete(doomed.id);
	await ada.page.context().setOffline(false);
	const words = ada.page.getByText("Your message wasn't sent because its conversation no longer exists.");
	await expect(words).toBeVisible();
	// until its author has it
	await ada.page.reload();
	await ada.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
	await ada.page.getByRole("button", { name: "Copy text" }).click();
	await expect(words).toHaveCount(0);
	await expect.poll(() => ada.page.evaluate(() => navigator.clipboard.readText())).toBe("hold this for me");
	await expect.poll(() => ada.page.evaluate(readStore)).not.toContain("hold this for me");
	await ada.page.reload();
	await expect(ada.composer).toBeVisible();
	await expect(words).toHaveCount(0);
});

test("an archived channel stays open for those who read it, can be found again, and can be reopened by those who may", async ({
	world,
}) => {
	const [edith, ada] = await Promise.all([world.owner(), world.person("Ada")]);
	const channel = await make(world, edith, "winter");
	await ada.chat.channels.join(channel.id);
	await edith.chat.messages.create(channel.id, { body: "the last word" });
	await ada.open(channel);
	await edith.chat.channels.update(channel.id, { archived: true });
	await expect(ada.page.getByText("This channel is archived")).toBeVisible();
	await expect(ada.message("the last word")).toBeVisible();
	await expect(links(ada)).toHaveText(["general"]);
	await ada.page.reload();
	await expect(ada.message("the last word")).toBeVisible();
	await expect(ada.page.getByRole("main").getByText("Archived", { exact: true })).toBeVisible();

	await edith.open(world.general);
	await edith.addChannels("Browse channels");
	const browse = edith.page.getByRole("dialog", { name: "Channels" });
	await expect(browse.getByText("winter")).toHaveCount(0);
	await browse.getByRole("button", { name: "Show archived channels" }).click();
	await browse.getByRole("button", { name: "Open winter" }).click();
	await expect(edith.message("the last word")).toBeVisible();
	await (await details(edith, "winter")).getByRole("button", { name: "Reopen channel" }).click();
	for (const one of [edith, ada]) {
		await expect(one.composer).toBeVisible();
		await expect(links(one)).toHaveText(["general", "winter"]);
	}
	await ada.say("here again");
	await expect(edith.message("here again")).toBeVisible();
});

test("the last member of a private channel is warned that leaving deletes it", async ({ world }) => {
	const ada = await world.person("Ada");
	const channel = await make(world, ada, "alone", "private");
	await ada.open(channel);
	await (await details(ada, "alone")).getByRole("button", { name: "Leave channel" }).click();
	const dialog = ada.page.getByRole("dialog", { name: "Leave #alone?" });
	await expect(dialog).toContainText("You're the last member");
	await dialog.getByRole("button", { name: "Leave and delete" }).click();
	await expect(ada.page).toHaveURL(new RegExp(world.general.route_id));
	await expect(links(ada)).toHaveText(["general"]);
});

test("a channel that I have not joined shows nothing unread, and its preview begins with the newest", async ({
	world,
}) => {
	const [ada, grace] = await Promise.all([world.person("Ada"), world.person("Grace")]);
	const news = await make(world, grace, "news");
	await ada.open(world.general);
	for (let n = 1; n <= 40; n++) await grace.chat.messages.create(news.id, { body: `headline ${n}` });
	await grace.chat.messages.create(world.general.id, { body: "read the news" });
	await expect(ada.message("read the news")).toBeVisible();
	await expect(ada.page).toHaveTitle("#general · Analytical Engines · ClickClack");
	await expect(links(ada)).toHaveText(["general"]);
	await ada.page.goto(`/app/${news.workspace_id}/${news.id}`);
	await expect(ada.message("headline 40")).toBeInViewport();
	await expect(ada.page.getByRole("button", { name: "Join channel" })).toBeVisible();
});

test("whoever leaves a public channel goes on looking at it, as a preview that stays current", async ({ world }) => {
	const [ada, grace] = await Promise.all([world.person("Ada"), world.person("Grace")]);
	const news = await make(world, grace, "news");
	await ada.chat.channels.join(news.id);
	await ada.open(news);
	await (await details(ada, "news")).getByRole("button", { name: "Leave channel" }).click();
	await expect(links(ada)).toHaveText(["general", /news.*Preview/]);
	await expect(ada.page.getByText("This is a preview of news.")).toBeVisible();
	await grace.chat.messages.create(news.id, { body: "stop press" });
	await grace.chat.channels.update(news.id, { topic: "headlines" });
	await expect(ada.message("stop press")).toBeVisible();
	await expect(ada.page.getByText("headlines", { exact: true })).toBeVisible();
	await ada.page.getByRole("button", { name: "Join channel" }).click();
	await expect(links(ada)).toHaveText(["general", "news"]);
});

test("a name of which nothing would be left is refused in words, before anything is sent", async ({ world }) => {
	const ada = await world.person("Ada");
	await ada.open(world.general);
	await ada.addChannels("Create a channel");
	const name = ada.page.getByRole("textbox", { name: "Name" });
	const needed = "A name needs a letter, a digit or an emoji.";
	for (const typed of ["!!!", "-.-"]) {
		await name.fill(typed);
		await expect(name).toHaveAccessibleDescription(needed);
		await ada.page.keyboard.press("Enter");
		await expect(name).toHaveAccessibleDescription(needed);
	}
	await name.fill("thumbs");
	await expect(name).toHaveAccessibleDescription(/^Lower case/);
	await ada.page.keyboard.press("Enter");
	await expect(ada.page.getByRole("heading", { name: "thumbs", level: 1 })).toBeVisible();

	const about = (await details(ada, "thumbs")).getByRole("textbox", { name: "Name" });
	await about.fill("→");
	await about.press("Enter");
	await expect(about).toHaveAccessibleDescription(needed);
	await about.fill("👍");
	await about.press("Enter");
	await expect(ada.page.getByRole("heading", { name: "👍", level: 1 })).toBeVisible();
	const names = (await ada.chat.channels.list(world.workspace.id)).map((channel) => channel.name);
	expect(names.toSorted()).toEqual(["general", "👍"]);
});

test("what a name becomes is shown while it is typed, and a channel is found at its name", async ({ world }) => {
	const ada = await world.person("Ada");
	await ada.open(world.general);
	await ada.addChannels("Create a channel");
	const dialog = ada.page.getByRole("dialog");
	const name = dialog.getByRole("textbox", { name: "Name" });
	for (const [typed, called] of Object.entries({
		"Général Chat!": "general-chat",
		ｶﾞｲﾄﾞ: "ガイド",
		[`${"한국어".normalize("NFD")} !`]: "한국어",
		"❤ hearts": "❤️-hearts",
		"हिन्दी बात": "हिन्दी-बात",
	})) {
		await name.fill(typed);
		await expect(name).toHaveAccessibleDescription(`The channel will be called #${called}.`);
	}
	for (const [typed, called] of Object.entries({ "C#": "c-sharp", "C++": "c-plus-plus" })) {
		await name.fill(typed);
		await expect(name).toHaveAccessibleDescription(`It will be shown as ${typed}, and called #${called} in links.`);
	}
	await name.press("Enter");
	await expect(ada.page.getByRole("heading", { name: "C++", level: 1 })).toBeVisible();
	const { route_id } = world.workspace;
	for (const spelled of ["c%2B%2B", "C++", "c-plus-plus", "%EF%BC%A3%2B%2B"]) {
		await ada.page.goto(`/app/${route_id}/general`);
		await expect(ada.page.getByRole("heading", { name: "general", level: 1 })).toBeVisible();
		await expect(ada.page).toHaveURL(pathOf(world.general));
		await ada.page.goto(`/app/${route_id}/${spelled}`);
		await expect(ada.page.getByRole("heading", { name: "C++", level: 1 })).toBeVisible();
	}
	await ada.page.goto(`/app/${route_id}/nowhere`);
	await expect(ada.page.getByText("You can't see this channel")).toBeVisible();
	await ada.open(world.general);
	await ada.addChannels("Create a channel");
	await name.fill("c plus plus");
	await name.press("Enter");
	await expect(dialog.getByText(/named #c-plus-plus is in this workspace already/)).toBeVisible();
});

/** Whether letters that stand side by side are drawn from left to right. */
const runsRight = (line: Locator, words: string) =>
	line.evaluate((element, words) => {
		const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
		for (let node = walker.nextNode(); node; node = walker.nextNode()) {
			const at = node.textContent!.indexOf(words);
			if (at < 0) continue;
			const places = Array.from(words, (_, i) => {
				const range = document.createRange();
				range.setStart(node, at + i);
				range.setEnd(node, at + i + 1);
				return range.getBoundingClientRect().left;
			});
			return places.every((left, i) => i === 0 || left >= places[i - 1]!);
		}
		return undefined;
	}, words);

test("names from right to left, and direction controls in a message, leave what is beside them as it is", async ({
	world,
}) => {
	const [ada, dana] = await Promise.all([world.person("Ada"), world.person("Dana")]);
	await dana.chat.me.update({ display_name: "דנה (גן)" });
	const channel = await make(world, dana, "עברית 3");
	await ada.chat.channels.join(channel.id);
	for (const body of ["\u202eabc", "\u2069\u202eabc", "\u2067abc", "שלום\u2067 12"]) {
		const { message } = await dana.chat.messages.create(channel.id, { body: "hello" });
		await dana.chat.messages.edit(message.id, { body });
	}
	await ada.open(channel);
	await expect(ada.timeline.getByText("(edited)")).toHaveCount(4);
	for (const note of await ada.timeline.getByText("(edited)").all())
		expect(await runsRight(note, "(edited)")).toBe(true);
	for (const row of await ada.timeline.getByRole("article").all()) {
		const label = (await row.getAttribute("aria-label"))!;
		expect(label).toMatch(/^\u2068[^\u2066-\u2069]*\u2069: \u2068?[^\u2066-\u2069\u202e]*\u2069?, [\d:]+/);
	}
	const pane = await details(ada, "עברית-3");
	await pane.getByRole("textbox", { name: "Add people" }).waitFor();
	expect(await runsRight(pane.locator("li").filter({ hasText: "דנה" }), `@${dana.user.handle}`)).toBe(true);
	await expect(ada.page).toHaveTitle(/\u2068עברית-3\u2069 · /);
});

test("in a workspace without a channel the first one can be created, on a small screen too", async ({ world }) => {
	const edith = await world.owner({ viewport: { width: 390, height: 844 } });
	const { id } = await edith.chat.workspaces.create({ name: "Empty Rooms" });
	await edith.page.goto(`/app/${id}`);
	await edith.addChannels("Create a channel");
	await edith.page.getByRole("textbox", { name: "Name" }).fill("general");
	await edith.page.getByRole("button", { name: "Create channel" }).click();
	await expect(edith.composer).toBeVisible();
});

test("who makes a channel writes in it at once, from the sidebar and from Go to", async ({ world }) => {
	const ada = await world.person("Ada");
	const { keyboard } = ada.page;
	const dialog = ada.page.getByRole("dialog", { name: "Create a channel" });
	const field = (name: string) => ada.page.getByRole("textbox", { name: `Message #${name}` });
	await ada.open(world.general);
	await ada.page.getByRole("button", { name: "Add channels" }).click();
	await ada.page.getByRole("menuitem", { name: "Create a channel" }).click();
	await dialog.getByRole("textbox", { name: "Name" }).fill("tide-pool");
	await keyboard.press("Enter");
	await expect(field("tide-pool")).toBeFocused();
	await keyboard.type("first words");
	await expect(field("tide-pool")).toHaveValue("first words");

	await keyboard.press("Control+k");
	const search = ada.page.getByRole("dialog", { name: "Go to" });
	await expect(search).toBeVisible();
	await keyboard.type("create a channel");
	await expect(search.getByRole("option", { selected: true })).toHaveAccessibleName(/Create a channel/);
	await keyboard.press("Enter");
	await dialog.getByRole("textbox", { name: "Name" }).fill("lagoon");
	await keyboard.press("Enter");
	await expect(field("lagoon")).toBeFocused();
});

test("where only moderators post, others read that, reply and react, and post again once they may", async ({
	world,
}, info) => {
	const [edith, ada] = await Promise.all([world.owner(), world.person("Ada", { colorScheme: "dark" })]);
	const news = await make(world, edith, "announcements");
	await ada.chat.channels.join(news.id);
	const { message } = await edith.chat.messages.create(news.id, { body: "We move on Monday." });
	await Promise.all([edith.open(news), ada.open(news)]);

	await test.step("the right is taken in the details, and the field of others gives way to words at once", async () => {
		const pane = await details(edith, "announcements");
		await pane.getByLabel("Who can post").selectOption("Moderators");
		await expect(ada.page.getByText("Only moderators can post here.")).toBeVisible();
		await expect(ada.composer).toHaveCount(0);
		await expect(edith.composer).toBeVisible();
		await expect(pane.getByLabel("Who can post")).toHaveValue("moderators");
		await edith.page.screenshot({ path: info.outputPath("rights.png") });
		await ada.page.screenshot({ path: info.outputPath("only-moderators.png") });
		expect(await faults(ada.page)).toEqual([]);
		expect(await faults(edith.page)).toEqual([]);
	});

	await test.step("they reply in a thread, and see who may do what", async () => {
		await ada.act(ada.message("We move"), "Reply in thread");
		await ada.threadComposer.fill("Which floor?");
		await ada.threadComposer.press("Enter");
		await expect(ada.thread.getByText("Which floor?")).toBeVisible();
		await expect(ada.page.getByLabel("Also send to")).toHaveCount(0);
		await expect.poll(async () => (await edith.chat.threads.get(message.id)).replies.length).toBe(1);
		const pane = await details(ada, "announcements");
		await expect(pane.getByText("Who can post Moderators")).toBeVisible();
		await expect(pane.getByLabel("Who can post")).toHaveCount(0);
	});

	await test.step("once everyone may, the field is back", async () => {
		await edith.page.getByLabel("Who can post").selectOption("Everyone");
		await ada.say("Thank you!");
		await expect(edith.message("Thank you!")).toBeVisible();
	});
});

test("who may add people and who may pin is chosen in the details, and holds for others at once", async ({ world }) => {
	const [edith, ada] = await Promise.all([world.owner(), world.person("Ada", { colorScheme: "dark" })]);
	await world.person("Zora");
	const reef = await make(world, edith, "reef");
	await ada.chat.channels.join(reef.id);
	await edith.chat.messages.create(reef.id, { body: "the house rules" });
	await Promise.all([edith, ada].map((one) => one.open(reef)));
	const [pane, hers] = [await details(edith, "reef"), await details(ada, "reef")];
	const add = hers.getByRole("textbox", { name: "Add people" });
	const mayPin = async () => {
		await ada.act(ada.message("the house rules"), "More");
		await expect(ada.page.getByRole("menuitem", { name: "Copy link" })).toBeVisible();
		const count = await ada.page.getByRole("menuitem", { name: "Pin message" }).count();
		await ada.page.keyboard.press("Escape");
		await expect(ada.page.getByRole("menuitem", { name: "Copy link" })).toHaveCount(0);
		return count === 1;
	};
	await expect(add).toBeVisible();
	expect(await mayPin()).toBe(true);

	await pane.getByLabel("Who can add people").selectOption("Moderators");
	await expect(hers.getByText("Who can add people Moderators")).toBeVisible();
	await expect(add).toHaveCount(0);
	expect(await mayPin()).toBe(true);

	await pane.getByLabel("Who can pin messages").selectOption("Moderators");
	await expect(hers.getByText("Who can pin messages Moderators")).toBeVisible();
	expect(await mayPin()).toBe(false);
	expect(await faults(ada.page)).toEqual([]);
	// who holds them still may
	await pane.getByRole("textbox", { name: "Add people" }).fill("zora");
	await pane.getByRole("button", { name: /^Add .*Zora/ }).click();
	await expect(hers.getByRole("list", { name: "Members of this channel" })).toContainText("Zora");

	await pane.getByLabel("Who can add people").selectOption("Everyone");
	await pane.getByLabel("Who can pin messages").selectOption("Everyone");
	await expect(add).toBeVisible();
	await expect(hers.getByText("Who can pin messages")).toHaveCount(0);
	expect(await mayPin()).toBe(true);
});

test("on phones a right is taken in the details, and an owner deletes the channel by typing its name", async ({
	world,
}, info) => {
	const [edith, ada] = await Promise.all([world.owner({ ...phone, colorScheme: "dark" }), world.person("Ada", phone)]);
	const doomed = await make(world, edith, "old-plans");
	await ada.chat.channels.join(doomed.id);
	await edith.chat.messages.create(doomed.id, { body: "We move on Monday." });
	await Promise.all([edith.open(doomed), ada.open(doomed)]);
	const pane = await details(edith, "old-plans");

	await test.step("the field of others gives way to words, and comes back", async () => {
		await pane.getByLabel("Who can post").selectOption("Moderators");
		await expect(ada.page.getByText("Only moderators can post here.")).toBeVisible();
		await expect(ada.composer).toHaveCount(0);
		expect(await smallTargets(ada.page)).toEqual([]);
		expect(await faults(ada.page)).toEqual([]);
		await ada.page.screenshot({ path: info.outputPath("only-moderators-phone.png") });
		const hers = await details(ada, "old-plans");
		await expect(hers.getByText("Who can post Moderators")).toBeVisible();
		await expect(hers.getByRole("button", { name: "Delete channel" })).toHaveCount(0);
		await ada.page.goBack();
		expect(await smallTargets(edith.page)).toEqual([]);
		expect(await faults(edith.page)).toEqual([]);
		await edith.page.screenshot({ path: info.outputPath("rights-phone.png") });
		await pane.getByLabel("Who can post").selectOption("Everyone");
		await expect(ada.composer).toBeVisible();
	});

	await test.step("another name deletes nothing; its own leads both to the list of what is left", async () => {
		await pane.getByRole("button", { name: "Delete channel" }).tap();
		const dialog = edith.page.getByRole("dialog", { name: "Delete #old-plans?" });
		await dialog.getByRole("textbox").fill("new-plans");
		await dialog.getByRole("button", { name: "Delete channel" }).tap();
		await expect(dialog.getByText("Type “old-plans” to delete this channel.")).toBeVisible();
		expect(await smallTargets(edith.page)).toEqual([]);
		expect(await faults(edith.page)).toEqual([]);
		await edith.page.screenshot({ path: info.outputPath("delete-phone.png") });
		await dialog.getByRole("textbox").fill("old-plans");
		await dialog.getByRole("button", { name: "Delete channel" }).tap();
		for (const one of [edith, ada]) {
			await expect(one.page.getByText("old-plans was deleted.")).toBeVisible();
			await expect(one.page).toHaveURL(new RegExp(`/app/${world.workspace.route_id}$`));
			await expect(links(one)).toHaveText(["general"]);
		}
	});
});

test("the details of a channel change only what was changed in them", async ({ world }) => {
	const edith = await world.owner();
	const { channel } = await edith.chat.channels.create(world.workspace.id, { name: "tides" });
	await edith.page.goto(`${pathOf(channel)}?pane=details`);
	const pane = edith.page.getByRole("complementary", { name: "Details" });
	await pane.getByLabel("Topic").fill("high and low");
	// on another device, which this one hears of
	await edith.chat.channels.update(channel.id, { name: "ebb" });
	await expect(pane.getByLabel("Name", { exact: true })).toHaveValue("ebb");
	await expect(pane.getByLabel("Topic")).toHaveValue("high and low");
	await onCall(edith.page, "updateChannel", async (call) => {
		// and right now, which it does not know yet
		await edith.chat.channels.update(channel.id, { name: "flow" });
		await call.pass();
	});
	await edith.page.reload();
	await pane.getByLabel("Topic").fill("high and low");
	await pane.getByRole("button", { name: "Save" }).click();
	await expect(pane.getByText("Saved.", { exact: true })).toBeVisible();
	expect(await edith.chat.channels.get(channel.id)).toMatchObject({ name: "flow", topic: "high and low" });
	await expect(pane.getByLabel("Name", { exact: true })).toHaveValue("flow");
});
