import type { Page } from "@playwright/test";
import { type ClickClack, routeId } from "../sdk/index.ts";
import { dialogsOf } from "./screen-dialogs.ts";

/** Something to look at: an address, and what is done there. */
export interface View {
	name: string;
	address: string;
	open?: (page: Page) => Promise<unknown>;
	/** as somebody who is not signed in */
	isPublic?: boolean;
}

const press = (name: string | RegExp) => (page: Page) => page.getByRole("button", { name }).first().click();

/** A menu's button, then an entry of the menu. */
const choose = (button: string | RegExp, item: string) => async (page: Page) => {
	await press(button)(page);
	await page.getByRole("menuitem", { name: item }).click();
};

const moreOf = async (page: Page) => {
	const message = page.getByRole("article").last();
	await message.click();
	await message.getByRole("button", { name: "More" }).click();
};

/** What is open over a conversation. */
const overs = {
	palette: (page) => page.keyboard.press("Control+k"),
	"shortcut-sheet": (page) => page.keyboard.press("Control+/"),
	"message-menu": moreOf,
	quote: async (page) => {
		await moreOf(page);
		await page.getByRole("menuitem", { name: "Quote" }).click();
	},
	unread: async (page) => {
		await page.getByRole("article").nth(-3).focus();
		await page.keyboard.press("u");
	},
	mention: (page) => page.getByRole("textbox", { name: /^Message/ }).pressSequentially("hello @"),
	emoji: (page) => page.getByRole("textbox", { name: /^Message/ }).pressSequentially("hello :cra"),
	"day-jump": (page) => page.getByRole("button", { name: "Today" }).first().click(),
	"profile-card": async (page) => page.getByRole("article").last().getByRole("button").first().click(),
} satisfies Record<string, View["open"]>;

/** What is open over a workspace; on a phone that is its home. */
const homes = {
	"user-menu": press(/^You: /),
	"workspace-menu": press("Analytical Engines"),
	"create-channel": choose("Add channels", "Create a channel"),
	"browse-channels": choose("Add channels", "Browse channels"),
	"new-message": press("New message"),
	"create-workspace": press("New workspace"),
} satisfies Record<string, View["open"]>;

const settings = ["profile", "account", "notifications", "appearance", "shortcuts"];
const administration = ["general", "groups", "invites", "emoji", "exports"];

/** Every view of the product, with what the demo has in it. */
export async function screenViews(chat: ClickClack): Promise<View[]> {
	const [workspace] = await chat.workspaces.list();
	const channels = await chat.channels.list(workspace!.id);
	const channel = channels.find(({ name }) => name === "engineering")!;
	const { messages } = await chat.messages.list(channel.id, { mode: "latest" });
	const root = messages.find(({ thread_state }) => (thread_state?.reply_count ?? 0) > 0)!;
	const { topic } = await chat.topics.create(workspace!.id, { name: "Latency", channel_id: channel.id });
	for (const { id } of messages.slice(-3)) await chat.topics.set(id, topic.id);
	const me = await chat.me.get();
	const mine = messages.findLast(({ author_id }) => author_id === me.id)!;
	await chat.messages.edit(mine.id, { body: `${mine.body} (I looked it up.)` });
	const reacted = messages.findLast(({ reactions }) => reactions.length > 0)!;
	const { token } = await chat.invites.create(workspace!.id);
	const home = `/app/${routeId("T", workspace!.id)}`;
	const conversation = `${home}/${routeId("C", channel.id)}`;
	const [direct] = await chat.dms.list(workspace!.id).then(({ conversations }) => conversations);
	const directPath = `${home}/${routeId("D", direct!.id)}`;
	const over = (address: string, all: Record<string, View["open"] & {}>): View[] =>
		Object.entries(all).map(([name, open]) => ({ name, address, open }));
	const search = (page: Page) => page.getByRole("searchbox").fill("the");
	return [
		{ name: "product", address: "/", isPublic: true },
		{ name: "docs", address: "/docs/", isPublic: true },
		{ name: "docs-page", address: "/docs/markdown/", isPublic: true },
		{ name: "sign-in", address: "/signin", isPublic: true },
		{ name: "invite", address: `/invite/${token}`, isPublic: true },
		{ name: "not-found", address: "/nothing", isPublic: true },
		{ name: "home", address: home },
		{ name: "conversation", address: conversation },
		{ name: "topic", address: `${conversation}?topic=${topic.id}` },
		{ name: "thread", address: `${home}/${routeId("M", root.id)}` },
		{ name: "direct", address: directPath },
		{ name: "direct-details", address: `${directPath}?pane=details` },
		{ name: "directs", address: `${home}/-/dms` },
		{ name: "inbox", address: `${home}/-/inbox` },
		{ name: "threads", address: `${home}/-/threads` },
		{ name: "drafts", address: `${home}/-/drafts` },
		{ name: "saved", address: `${home}/-/saved` },
		{ name: "search", address: `${conversation}?pane=search`, open: search },
		{ name: "search-hints", address: `${conversation}?pane=search` },
		{
			name: "search-operators",
			address: `${conversation}?pane=search&q=${encodeURIComponent("from:ada has:reaction")}`,
		},
		...["details", "files", "members", "pins", "threads"].map((pane) => ({
			name: `pane-${pane}`,
			address: `${conversation}?pane=${pane}`,
		})),
		{ name: "profile", address: `${conversation}?pane=profile&who=${root.author_id}` },
		...over(conversation, overs),
		...over(home, homes),
		...settings.map((name) => ({ name: `settings-${name}`, address: `/settings/${name}` })),
		...administration.map((name) => ({ name: `admin-${name}`, address: `${home}/-/admin/${name}` })),
		{ name: "missing", address: "/app/nothing" },
		...over(conversation, dialogsOf("I looked it up.", reacted.body.slice(0, 20))),
	];
}
