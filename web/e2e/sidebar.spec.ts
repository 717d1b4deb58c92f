import { expect, pathOf, test, type Person } from "./world.ts";

const sidebar = ({ page }: Person) => page.getByRole("navigation", { name: "Channels" });
const workspaceLink = ({ page }: Person, name: RegExp) =>
	page.getByRole("navigation", { name: "Workspaces" }).getByRole("link", { name });

test("with many channels the open one is in view, and mentions beyond the edge are announced", async ({ world }) => {
	const [ada, grace] = await Promise.all([
		world.person("Ada", { viewport: { width: 1280, height: 500 } }),
		world.person("Grace"),
	]);
	const names = Array.from({ length: 30 }, (_, n) => `room-${n + 1}`);
	const made = await world.channels(ada, grace, names);
	await ada.open(made[27]!);
	const list = sidebar(ada).getByRole("list", { name: "Channels", exact: true });
	await expect(list.getByRole("link")).toHaveText(["general", ...names]);
	await expect(sidebar(ada).getByRole("link", { name: "room-28" })).toBeInViewport();
	await grace.chat.messages.create(world.general.id, { body: `@${ada.user.handle} come here` });
	const pill = sidebar(ada).getByRole("button", { name: "New for you above" });
	await pill.click();
	await expect(sidebar(ada).getByRole("link", { name: /general/ })).toBeInViewport();
	await expect(pill).toHaveCount(0);
});

test("a section can be folded: then it shows what is unread, also after a reload", async ({ world }) => {
	const [ada, grace] = await Promise.all([world.person("Ada"), world.person("Grace")]);
	const [alpha] = await world.channels(ada, grace, ["alpha", "beta"]);
	await grace.chat.channels.update(alpha!.id, { sidebar_section: "Projects" });
	await ada.open(world.general);
	await expect(sidebar(ada).getByRole("heading", { level: 2 })).toHaveText(["Projects", "Channels", "Direct messages"]);
	await sidebar(ada).getByRole("button", { name: "Projects" }).click();
	await expect(sidebar(ada).getByRole("link", { name: "alpha" })).toHaveCount(0);
	await ada.page.reload();
	await expect(ada.composer).toBeVisible();
	await expect(sidebar(ada).getByRole("link", { name: "alpha" })).toHaveCount(0);
	await grace.chat.messages.create(alpha!.id, { body: "news" });
	await expect(sidebar(ada).getByRole("link", { name: /alpha/ })).toBeVisible();
});

test("one sees oneself as online, and two who reload together see each other", async ({ world }) => {
	const [ada, grace] = await Promise.all([world.person("Ada"), world.person("Grace")]);
	const people = `${pathOf(world.general)}?pane=members`;
	await Promise.all([ada.page.goto(people), grace.page.goto(people)]);
	const row = ({ page }: Person, name: RegExp) =>
		page.getByRole("complementary", { name: "Members" }).getByRole("button", { name });
	for (let time = 0; time < 2; time++) {
		for (const one of [ada, grace]) {
			await expect(row(one, /Ada/)).toContainText("online");
			await expect(row(one, /Grace/)).toContainText("online");
		}
		await Promise.all([ada.page.reload(), grace.page.reload()]);
	}
});

test("the list of channels to browse begins with its field", async ({ world }) => {
	const ada = await world.person("Ada");
	await ada.open(world.general);
	await ada.addChannels("Browse channels");
	await expect(ada.page.getByRole("searchbox", { name: "Find a channel" })).toBeFocused();
});

/** Another workspace that both are in, with #general. */
async function another(one: Person, other: Person, name: string) {
	const { id } = await other.chat.workspaces.create({ name, channels: ["general"] });
	const { token } = await other.chat.invites.create(id);
	await one.chat.invites.accept(token);
	const [general] = await one.chat.channels.list(id);
	return general!;
}

test("other workspaces show what waits there, as it comes", async ({ world }) => {
	const [ada, grace] = await Promise.all([world.person("Ada"), world.person("Grace")]);
	const reef = await another(ada, grace, "Reef");
	await ada.open(world.general);
	const link = workspaceLink(ada, /^Reef/);
	await expect(link).toHaveAccessibleName("Reef");
	await grace.chat.messages.create(reef.id, { body: "news" });
	await expect(link).toHaveAccessibleName("Reef, unread messages");
	await grace.chat.messages.create(reef.id, { body: `@${ada.user.handle} news for you` });
	await expect(link).toHaveAccessibleName("Reef, 1 message for you");
	const { conversation } = await grace.chat.dms.create(reef.workspace_id, [ada.user.id]);
	await grace.chat.messages.create(conversation.id, { body: "for you alone" });
	await expect(link).toHaveAccessibleName("Reef, 2 messages for you");
	await ada.chat.reads.mark(conversation.id, 1);
	await expect(link).toHaveAccessibleName("Reef, 1 message for you");
	await link.click();
	await expect(ada.message("news for you")).toBeVisible();
	await expect(link).toHaveAccessibleName("Reef");
});

test("the icons of the tab and of the app show what waits in any workspace", async ({ world }) => {
	const [ada, grace] = await Promise.all([world.person("Ada"), world.person("Grace")]);
	const reef = await another(ada, grace, "Reef");
	const badges: (number | "dot" | "none")[] = [];
	await ada.page.exposeFunction("badge", (shown: number | "dot" | "none") => badges.push(shown));
	await ada.page.addInitScript(() => {
		const { badge } = window as unknown as { badge: (shown: unknown) => Promise<void> };
		navigator.setAppBadge = (count) => badge(count ?? "dot");
		navigator.clearAppBadge = () => badge("none");
	});
	/** What is on the icon, if the page may show it at all. */
	const icon = () =>
		ada.page.evaluate(async () => {
			const { href } = document.querySelector<HTMLLinkElement>("link[rel=icon]")!;
			const drawn = Object.assign(new Image(), { src: href });
			await drawn.decode();
			if (!href.startsWith("data:")) return "none";
			return /<text[^>]*>(.+)<\/text>/.exec(decodeURIComponent(href))?.[1] ?? "dot";
		});
	const shown = async () => [await icon(), badges.at(-1)];
	await ada.open(world.general);
	await expect.poll(shown).toEqual(["none", "none"]);
	await grace.chat.messages.create(reef.id, { body: "news" });
	await expect.poll(shown).toEqual(["dot", "dot"]);
	const tell = () => grace.chat.messages.create(reef.id, { body: `@${ada.user.handle} news for you` });
	await tell();
	await expect.poll(shown).toEqual(["1", 1]);
	await Promise.all(Array.from({ length: 11 }, tell));
	await expect.poll(shown).toEqual(["9+", 12]);
	await ada.chat.reads.mark(reef.id, 13);
	await expect.poll(shown).toEqual(["none", "none"]);
	const [here] = await world.channels(ada, grace, ["here"]);
	await grace.chat.messages.create(here!.id, { body: "news here" });
	await expect.poll(shown).toEqual(["dot", "dot"]);
});

test("whoever goes to another workspace stays connected to the others", async ({ world }) => {
	const [ada, grace] = await Promise.all([world.person("Ada"), world.person("Grace")]);
	const [reef, cove] = await Promise.all([another(ada, grace, "Reef"), another(ada, grace, "Cove")]);
	const dialled: string[] = [];
	ada.page.on("websocket", (socket) => dialled.push(socket.url()));
	const toCove = () => dialled.filter((url) => url.includes(cove.workspace_id));
	await ada.open(world.general);
	await expect.poll(toCove).toHaveLength(1);
	await workspaceLink(ada, /^Reef/).click();
	await expect(ada.page).toHaveURL(pathOf(reef));
	await expect.poll(() => dialled.filter((url) => url.includes(world.workspace.id))).toHaveLength(2);
	await grace.chat.messages.create(cove.id, { body: "news" });
	await expect(workspaceLink(ada, /^Cove/)).toHaveAccessibleName("Cove, unread messages");
	expect(toCove()).toHaveLength(1);
});

test("Members counts all members, also those that are not loaded, and lists as many, numbers in names in their order", async ({
	world,
}) => {
	const ada = await world.person("Ada");
	await world.crowd(205);
	await ada.open(world.general);
	await ada.page.getByRole("button", { name: "Analytical Engines" }).click();
	await ada.page.getByRole("menuitem", { name: "Members" }).click();
	const people = ada.page.getByRole("complementary", { name: "Members" });
	const { total_count } = await ada.chat.members.list(world.workspace.id, { limit: 1 });
	await expect(people.getByRole("heading", { name: /^Members of/ })).toContainText(`· ${total_count}`);
	await people.getByRole("button", { name: /^Show \d+ more$/ }).click();
	await expect(people.getByRole("listitem")).toHaveCount(total_count!);
	const names = await people.getByText(/^Crab \d+$/).allTextContents();
	expect(names).toEqual(Array.from({ length: names.length }, (_, n) => `Crab ${n}`));
});
