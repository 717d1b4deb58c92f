import { faults } from "./faults.ts";
import { phone } from "./finger.ts";
import { expect, pathOf, test, type Person } from "./world.ts";

const link = ({ page }: Person) => page.getByRole("list", { name: "Channels" }).getByRole("link", { name: /^news/ });
const choice = ({ page }: Pick<Person, "page">, name: string) =>
	page.getByRole("group", { name: "Notifications" }).getByRole("radio", { name: new RegExp(`^${name}`) });

test("what a channel calls for is chosen in its details, on every device, and decides what the sidebar shows", async ({
	world,
}) => {
	const [ada, grace] = await Promise.all([world.person("Ada"), world.person("Grace")]);
	const { channel } = await grace.chat.channels.create(world.workspace.id, { name: "news" });
	await ada.chat.channels.join(channel.id);
	const call = (n: number) => grace.chat.messages.create(channel.id, { body: `@${ada.user.handle} call ${n}` });
	const other = await ada.page.context().newPage();
	await other.goto(`${pathOf(channel)}?pane=details`);
	await ada.open(world.general);

	const there = { page: other };
	await expect(choice(there, "Mentions")).toBeChecked();
	await choice(there, "Muted").check({ force: true });
	await expect(link(ada)).toHaveAccessibleName("news muted");
	await other.close();
	await call(1);
	// a later one says that the first has come
	const { channel: reef } = await grace.chat.channels.create(world.workspace.id, { name: "reef" });
	await ada.chat.channels.join(reef.id);
	await expect(ada.page.getByRole("list", { name: "Channels" }).getByRole("link", { name: "reef" })).toBeVisible();
	await expect(link(ada)).toHaveAccessibleName("news muted");
	await expect(ada.page).toHaveTitle(/^(?!\().*general/);

	await ada.chat.channels.updateNotificationPreference(channel.id, "nothing");
	await expect(link(ada)).toHaveAccessibleName("news 1 unread");
	await ada.chat.channels.updateNotificationPreference(channel.id, "mentions");
	await expect(link(ada)).toHaveAccessibleName("news 1 unread 1 mentions you");
	await expect(ada.page).toHaveTitle(/^\(1\)/);
	// nothing of it was read by choosing
	expect(await ada.chat.channels.get(channel.id)).toMatchObject({ unread_count: 1, mention_count: 1 });
});

for (const colorScheme of ["light", "dark"] as const)
	test(`on a phone the choice is in the details, ${colorScheme}`, async ({ world }, info) => {
		const ada = await world.person("Ada", { ...phone, colorScheme });
		await ada.page.goto(`${pathOf(world.general)}?pane=details`);
		await expect(choice(ada, "Mentions")).toBeChecked();
		expect(await faults(ada.page)).toEqual([]);
		await ada.page.screenshot({ path: info.outputPath("notifications.png") });
	});

test("a direct conversation calls for everything, until less is chosen in its details", async ({ world }) => {
	const [ada, grace] = await Promise.all([world.person("Ada"), world.person("Grace")]);
	const { conversation } = await grace.chat.dms.create(world.workspace.id, [ada.user.id]);
	const { message } = await grace.chat.messages.create(conversation.id, { body: "tea?" });
	await grace.chat.messages.create(conversation.id, { body: `coffee, @${ada.user.handle}?` });
	await ada.open(world.general);
	const link = ada.page.getByRole("list", { name: "Direct messages" }).getByRole("link", { name: /Grace/ });
	await expect(link).toHaveAccessibleName(/2 unread to you$/);
	await ada.page.goto(`${pathOf(conversation)}?pane=details`);
	await expect(choice(ada, "All messages")).toBeChecked();
	await choice(ada, "Nothing").check({ force: true });
	await expect.poll(async () => (await ada.chat.dms.get(conversation.id)).unread_count).toBe(0);
	await ada.open(world.general);
	await ada.chat.reads.markUnread(conversation.id, message.channel_seq!);
	await expect(link).toHaveAccessibleName(/2 unread$/);
	await ada.chat.dms.updateNotificationPreference(conversation.id, "mentions");
	await expect(link).toHaveAccessibleName(/2 unread to you$/);
	await ada.chat.dms.updateNotificationPreference(conversation.id, "muted");
	await expect(link).toHaveAccessibleName(/Grace.* muted$/);
});
