import type { Channel, DirectConversation } from "@clickclack/sdk";
import { faults } from "./faults.ts";
import { Finger, middleOf, phone } from "./finger.ts";
import { expect, test, type Person } from "./world.ts";

type Place = Pick<Channel | DirectConversation, "id" | "workspace_id">;

async function write(author: Person, { id }: Place, count: number, words = "entry"): Promise<void> {
	for (let n = 1; n <= count; n++) await author.chat.messages.create(id, { body: `${words} ${n}.` });
}

const line = ({ timeline }: Person) => timeline.getByRole("separator", { name: "New messages" });
const bar = ({ page }: Person) => page.getByRole("main").getByRole("group", { name: "New messages" });
const sidebar = ({ page }: Person) => page.getByRole("navigation", { name: "Channels" });
const link = (person: Person, name: RegExp | string) => sidebar(person).getByRole("link", { name });
const unread = async ({ chat }: Person, { id }: Channel) => (await chat.channels.get(id)).unread_count;

for (const colorScheme of ["light", "dark"] as const)
	test(`a message is marked as unread from its menu, and stays so until one comes back: ${colorScheme}`, async ({
		world,
	}) => {
		const [ada, grace] = await Promise.all([world.person("Ada", { colorScheme }), world.person("Grace")]);
		await world.channels(ada, grace, ["reef"]);
		await write(grace, world.general, 4);
		await ada.open(world.general);
		await expect.poll(() => unread(ada, world.general)).toBe(0);
		await expect(link(ada, /general.*unread/)).toHaveCount(0);
		await link(ada, /reef/).click();
		await link(ada, /general/).click();
		await expect(ada.message("entry 4.")).toBeInViewport();
		await expect(line(ada)).toHaveCount(0);

		await ada.act(ada.message("entry 3."), "More");
		await ada.page.getByRole("menuitem", { name: "Mark as unread" }).click();
		await expect(line(ada)).toBeInViewport();
		await expect(ada.message("entry 3.")).toHaveCount(1);
		expect(await unread(ada, world.general)).toBe(2);
		await expect(link(ada, /general.*2 unread/)).toBeVisible();
		// the end is in view, and what comes now does not read it either
		await write(grace, world.general, 1, "another");
		await expect(ada.message("another 1.")).toBeInViewport();
		await expect(link(ada, /general.*3 unread/)).toBeVisible();
		expect(await faults(ada.page)).toEqual([]);

		await link(ada, /reef/).click();
		await link(ada, /general/).click();
		await expect(line(ada)).toBeInViewport();
		await expect.poll(() => unread(ada, world.general)).toBe(0);
		await expect(line(ada)).toBeInViewport();

		// by its key, from the message that has the focus
		await ada.message("entry 2.").focus();
		await ada.page.keyboard.press("u");
		await expect.poll(() => unread(ada, world.general)).toBe(4);
		await ada.page.keyboard.press("Escape");
		await expect.poll(() => unread(ada, world.general)).toBe(0);

		// by a click with Alt, and by none without
		await ada.message("entry 4.").getByText("entry 4.").click();
		await ada
			.message("entry 3.")
			.getByText("entry 3.")
			.click({ modifiers: ["Alt"] });
		await expect.poll(() => unread(ada, world.general)).toBe(3);
		await expect(line(ada)).toBeInViewport();
	});

test("one's own messages and deleted ones are not marked as unread", async ({ world }) => {
	const [ada, grace] = await Promise.all([world.person("Ada"), world.person("Grace")]);
	await ada.open(world.general);
	await ada.say("mine");
	await write(grace, world.general, 2);
	await expect(ada.message("entry 2.")).toBeInViewport();
	await expect.poll(() => unread(ada, world.general)).toBe(0);
	await ada.act(ada.message("mine"), "More");
	await expect(ada.page.getByRole("menuitem", { name: "Copy text" })).toBeVisible();
	await expect(ada.page.getByRole("menuitem", { name: "Mark as unread" })).toHaveCount(0);
	await ada.page.keyboard.press("Escape");
	await ada.message("entry 1.").focus();
	await ada.page.keyboard.press("u");
	await expect.poll(() => unread(ada, world.general)).toBe(2);
	const { messages } = await grace.chat.messages.list(world.general.id);
	const [one, two] = messages.filter(({ author_id }) => author_id === grace.user.id);
	await grace.chat.messages.delete(one!.id);
	await expect(link(ada, /general.*1 unread/)).toBeVisible();
	await grace.chat.messages.delete(two!.id);
	await expect(link(ada, /general.*unread/)).toHaveCount(0);
});

test("what was never on the screen stays unread: after a jump to the end, and after writing there", async ({
	world,
}) => {
	const [ada, grace] = await Promise.all([world.person("Ada"), world.person("Grace")]);
	await write(grace, world.general, 60);
	await ada.open(world.general);
	await expect(line(ada)).toBeInViewport();
	await ada.page.getByRole("button", { name: "60 new messages" }).click();
	await expect(ada.message("entry 60.")).toBeInViewport();
	await ada.say("am I late?");
	await expect(ada.message("am I late?")).toBeInViewport();
	await write(grace, world.general, 1, "not at all");
	await expect(ada.message("not at all 1.")).toBeInViewport();
	await expect(bar(ada).getByRole("button", { name: /^61 new messages/ })).toBeVisible();
	await expect(link(ada, /general.*61 unread/)).toBeVisible();
	expect(await unread(ada, world.general)).toBe(61);
	await bar(ada).getByRole("button", { name: "Mark as read" }).click();
	await expect.poll(() => unread(ada, world.general)).toBe(0);
});

test("two devices: what is read, or marked as unread, on one is so on the other", async ({ world }) => {
	const [ada, grace] = await Promise.all([world.person("Ada"), world.person("Grace")]);
	const [reef] = await world.channels(ada, grace, ["reef"]);
	await ada.open(reef!);
	const phone = await ada.page.context().newPage();
	await phone.goto(ada.page.url());
	const there = phone.getByRole("navigation", { name: "Channels" }).getByRole("link", { name: /general/ });
	await write(grace, world.general, 2, `hey @${ada.user.handle}`);
	await expect(there).toHaveAttribute("data-unread", "mention");
	await expect(link(ada, /general/)).toHaveAttribute("data-unread", "mention");

	await ada.chat.reads.mark(world.general.id, 2);
	await expect(there).not.toHaveAttribute("data-unread", /./);
	await expect(link(ada, /general/)).not.toHaveAttribute("data-unread", /./);
	await ada.chat.reads.markUnread(world.general.id, 2);
	await expect(there).toHaveAccessibleName(/1 unread/);
	await expect(link(ada, /general/)).toHaveAttribute("data-unread", "mention");

	// by looking; how soon the other device is told is a figure of the bench
	await link(ada, /general/).click();
	await expect(ada.message("hey").last()).toBeInViewport();
	await expect(there).not.toHaveAttribute("data-unread", /./);
	await expect(there).not.toHaveAccessibleName(/unread/);
});

test("everything is marked as read by a key, which can be undone", async ({ world }) => {
	const [ada, grace] = await Promise.all([world.person("Ada"), world.person("Grace")]);
	const [reef, kelp] = await world.channels(ada, grace, ["reef", "kelp"]);
	const { conversation } = await grace.chat.dms.create(world.workspace.id, [ada.user.id]);
	const { message: root } = await ada.chat.messages.create(kelp!.id, { body: "a root" });
	await ada.open(kelp!);
	const threads = ada.page.getByRole("link", { name: /^Threads/ });
	for (const place of [world.general, reef!, conversation]) await write(grace, place, 3);
	for (const body of ["one", `@${ada.user.handle} two`]) await grace.chat.threads.reply(root.id, { body });
	await expect(link(ada, /general.*unread|reef.*unread|Grace.*unread/)).toHaveCount(3);
	await expect(threads).toHaveAccessibleName(/1 unread thread.*1 reply for you/);

	await ada.page.keyboard.press("Shift+Escape");
	await expect(link(ada, /unread/)).toHaveCount(0);
	await expect(threads).toHaveAccessibleName("Threads");
	await expect(ada.page.getByText("Everything is marked as read.")).toBeVisible();
	await ada.page.getByRole("button", { name: "Undo" }).click();
	await expect(link(ada, /general.*unread|reef.*unread|Grace.*unread/)).toHaveCount(3);
	await expect(threads).toHaveAccessibleName(/1 unread thread.*1 reply for you/);
	expect(await unread(ada, reef!)).toBe(3);
});

test("on a phone a message is held to mark it as unread, and a conversation is marked as read in its details", async ({
	world,
}) => {
	const [ada, grace] = await Promise.all([world.person("Ada", phone), world.person("Grace")]);
	await write(grace, world.general, 3);
	await ada.open(world.general);
	await expect.poll(() => unread(ada, world.general)).toBe(0);
	const finger = await Finger.on(ada.page);
	await finger.put(await middleOf(ada.message("entry 2.").getByText("entry 2.")));
	await ada.page.getByRole("dialog").getByRole("button", { name: "Mark as unread" }).waitFor();
	await finger.lift();
	await ada.page.getByRole("button", { name: "Mark as unread" }).click();
	await expect.poll(() => unread(ada, world.general)).toBe(2);
	await expect(line(ada)).toBeInViewport();
	await ada.page.getByRole("heading", { level: 1 }).getByRole("button").click();
	await ada.page.getByRole("button", { name: "Mark as read" }).click();
	await expect.poll(() => unread(ada, world.general)).toBe(0);
});

test("an archived channel has no badge, folded or not", async ({ world }) => {
	const [ada, grace] = await Promise.all([world.person("Ada"), world.person("Grace")]);
	const [reef] = await world.channels(ada, grace, ["reef"]);
	await ada.open(world.general);
	await write(grace, reef!, 2, `hey @${ada.user.handle}`);
	await expect(link(ada, /reef/)).toHaveAttribute("data-unread", "mention");
	await expect(ada.page).toHaveTitle(/2/);
	await sidebar(ada).getByRole("button", { name: "Channels", exact: true }).click();
	await grace.chat.channels.update(reef!.id, { archived: true });
	await expect(link(ada, /reef/)).toHaveCount(0);
	await expect(ada.page).not.toHaveTitle(/2/);
});
