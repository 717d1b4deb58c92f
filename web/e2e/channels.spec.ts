import type { Channel } from "@clickclack/sdk";
import { type Person, type World, expect, test } from "./world.ts";

async function make(
	world: World,
	{ chat }: Person,
	name: string,
	kind: "public" | "private" = "public",
): Promise<Channel> {
	return (await chat.channels.create(world.workspace.id, { name, kind })).channel;
}

const settings = async ({ page }: Person, name: string) => {
	await page.getByRole("button", { name, exact: true }).click();
	return page.getByRole("dialog", { name });
};

const links = ({ page }: Person) => page.getByRole("navigation", { name: "Channels" }).getByRole("link");

test("an owner deletes a channel by typing its name; people who have it open are led to another one", async ({
	world,
}) => {
	const [edith, ada] = await Promise.all([world.owner(), world.person("Ada")]);
	const doomed = await make(world, edith, "old-plans");
	await ada.chat.channels.join(doomed.id);
	await edith.open(doomed);
	await ada.open(doomed);
	await expect((await settings(ada, "old-plans")).getByRole("button", { name: "Delete channel" })).toHaveCount(0);
	await ada.page.keyboard.press("Escape");
	await (await settings(edith, "old-plans")).getByRole("button", { name: "Delete channel" }).click();
	const dialog = edith.page.getByRole("dialog", { name: "Delete #old-plans?" });
	await dialog.getByRole("textbox").fill("new-plans");
	await dialog.getByRole("button", { name: "Delete channel" }).click();
	await expect(dialog.getByText("Type “old-plans” to delete this channel.")).toBeVisible();
	await dialog.getByRole("textbox").fill("old-plans");
	await dialog.getByRole("button", { name: "Delete channel" }).click();
	for (const one of [edith, ada]) {
		await expect(one.page.getByText("old-plans was deleted.")).toBeVisible();
		await expect(one.page).toHaveURL(new RegExp(world.general.id));
		await expect(links(one)).toHaveText(["general"]);
	}
	await ada.page.goto(`/app/${doomed.workspace_id}/${doomed.id}`);
	await expect(ada.page.getByText("You can't see this channel")).toBeVisible();
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
	await expect(ada.page.getByText("Your message wasn't sent because its conversation no longer exists.")).toBeVisible();
	await expect(ada.page.getByRole("button", { name: "Copy text" })).toBeVisible();
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
	await expect(ada.page.getByText("Archived", { exact: true })).toBeVisible();

	await edith.open(world.general);
	await edith.page.getByRole("button", { name: /Browse channels/ }).click();
	const browse = edith.page.getByRole("dialog", { name: "Channels" });
	await expect(browse.getByText("winter")).toHaveCount(0);
	await browse.getByRole("button", { name: "Show archived channels" }).click();
	await browse.getByRole("button", { name: "Open winter" }).click();
	await expect(edith.message("the last word")).toBeVisible();
	await (await settings(edith, "winter")).getByRole("button", { name: "Reopen channel" }).click();
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
	await (await settings(ada, "alone")).getByRole("button", { name: "Leave channel" }).click();
	const dialog = ada.page.getByRole("dialog", { name: "Leave alone?" });
	await expect(dialog).toContainText("You are the last member");
	await dialog.getByRole("button", { name: "Leave and delete" }).click();
	await expect(ada.page).toHaveURL(new RegExp(world.general.id));
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
	await expect(ada.page).toHaveTitle("general · Analytical Engines · ClickClack");
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
	await (await settings(ada, "news")).getByRole("button", { name: "Leave channel" }).click();
	await expect(links(ada)).toHaveText(["general"]);
	await expect(ada.page.getByText("This is a preview of news.")).toBeVisible();
	await grace.chat.messages.create(news.id, { body: "stop press" });
	await grace.chat.channels.update(news.id, { topic: "headlines" });
	await expect(ada.message("stop press")).toBeVisible();
	await expect(ada.page.getByText("headlines", { exact: true })).toBeVisible();
	await ada.page.getByRole("button", { name: "Join channel" }).click();
	await expect(links(ada)).toHaveText(["general", "news"]);
});

test("a name without letters is refused in words, before anything is sent", async ({ world }) => {
	const ada = await world.person("Ada");
	await ada.open(world.general);
	await ada.page.getByRole("button", { name: "Create a channel" }).click();
	const name = ada.page.getByRole("textbox", { name: "Name" });
	for (const typed of ["👍", "-.-"]) {
		await name.fill(typed);
		await expect(name).toHaveAccessibleDescription("A name needs letters or digits.");
		await ada.page.keyboard.press("Enter");
		await expect(name).toHaveAccessibleDescription("A name needs letters or digits.");
	}
	await name.fill("👍 thumbs");
	await expect(name).toHaveAccessibleDescription(/^Lower case/);
	await ada.page.keyboard.press("Enter");
	await expect(ada.page.getByRole("heading", { name: "thumbs", level: 1 })).toBeVisible();

	const about = (await settings(ada, "thumbs")).getByRole("textbox", { name: "Name" });
	await about.fill("👍");
	await about.press("Enter");
	await expect(about).toHaveAccessibleDescription("A name needs letters or digits.");
	const names = (await ada.chat.channels.list(world.workspace.id)).map((channel) => channel.name);
	expect(names.toSorted()).toEqual(["general", "thumbs"]);
});

test("in a workspace without a channel the first one can be created, on a small screen too", async ({ world }) => {
	const edith = await world.owner({ viewport: { width: 390, height: 844 } });
	const { id } = await edith.chat.workspaces.create({ name: "Empty Rooms" });
	await edith.page.goto(`/app/${id}`);
	await expect(edith.page.getByRole("heading", { name: "No channels yet" })).toBeVisible();
	await edith.page.getByRole("button", { name: "Channels and workspaces" }).click();
	await expect(edith.page.getByRole("button", { name: "Browse channels" })).toBeVisible();
	await edith.page.keyboard.press("Escape");
	await edith.page.getByRole("button", { name: "Create a new channel" }).click();
	await edith.page.getByRole("textbox", { name: "Name" }).fill("general");
	await edith.page.getByRole("button", { name: "Create channel" }).click();
	await expect(edith.composer).toBeVisible();
});
