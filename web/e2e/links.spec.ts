import { expect, pathOf, test } from "./world.ts";

test("an older link to a message leads to where it was said, in whatever channel or thread that is", async ({
	world,
}) => {
	const ada = await world.person("Ada");
	const { channel } = await ada.chat.channels.create(world.workspace.id, { name: "elsewhere" });
	const { message: far } = await ada.chat.messages.create(channel.id, { body: "far away" });
	const { message: reply } = await ada.chat.threads.reply(far.id, { body: "a reply there" });
	await ada.chat.messages.create(world.general.id, { body: "here" });
	const link = (at: string) => `/app/${world.workspace.id}/${world.general.id}?at=${at}`;

	await ada.page.goto(link(far.id));
	await expect(ada.page).toHaveURL(`${pathOf(channel)}?m=1`);
	await expect(ada.message("far away")).toBeInViewport();
	await ada.page.goto(link(reply.id));
	await expect(ada.page).toHaveURL(`/app/${world.workspace.route_id}/${far.route_id}?m=1`);
	await expect(ada.thread).toContainText("a reply there");
	await ada.page.goto(link(`${far.id.slice(0, -2)}zz`));
	await expect(ada.message("here")).toBeInViewport();
	await expect(ada.page.getByText("That message doesn't exist, or you can't see it.")).toHaveCount(1);
});

test("the link to a conversation is copied from its details, and by a command", async ({ world }) => {
	const ada = await world.person("Ada", { permissions: ["clipboard-read", "clipboard-write"] });
	const grace = await world.person("Grace");
	const { conversation } = await ada.chat.dms.create(world.workspace.id, [grace.user.id]);
	const copied = () => ada.page.evaluate(() => navigator.clipboard.readText());
	await ada.open(conversation);
	await ada.page.goto(`${pathOf(conversation)}?pane=details`);
	await ada.page.getByRole("button", { name: "Copy link" }).click();
	await expect.poll(copied).toBe(new URL(pathOf(conversation), ada.page.url()).href);

	await ada.open(world.general);
	await ada.page.keyboard.press("Control+k");
	await ada.page.getByRole("combobox").fill("copy link");
	await ada.page.getByRole("option", { name: "Copy link to this conversation" }).click();
	await expect.poll(copied).toBe(new URL(pathOf(world.general), ada.page.url()).href);
});

test("the address of a search opens it beside the conversation, in a window of any width", async ({ world }) => {
	for (const width of [1280, 390]) {
		const ada = await world.person(`Ada-${width}`, { viewport: { width, height: 800 } });
		await ada.page.goto(`/app/${world.workspace.route_id}/-/search?q=crab`);
		await expect(ada.page.getByRole("searchbox", { name: "Search messages" })).toHaveValue("crab");
	}
});

test("the same search result leads to its message again", async ({ world }) => {
	const ada = await world.person("Ada");
	const { message } = await ada.chat.messages.create(world.general.id, { body: "the needle" });
	const hay = Array.from({ length: 60 }, (_, n) => `hay ${n}`);
	await Promise.all(hay.map((body) => ada.chat.messages.create(world.general.id, { body })));
	await ada.open(world.general);
	await ada.page.keyboard.press("Control+Shift+F");
	await ada.page.getByRole("searchbox").fill("needle");
	for (const time of ["first", "second"]) {
		await test.step(`the ${time} time`, async () => {
			await ada.page
				.getByRole("complementary", { name: "Search" })
				.getByRole("link", { name: /needle/ })
				.click();
			await expect(ada.page).toHaveURL(new RegExp(`m=${message.channel_seq}$`));
			await expect(ada.message("the needle")).toBeInViewport();
			await ada.page.getByRole("button", { name: "Jump to latest" }).click();
			await expect(ada.message("the needle")).not.toBeInViewport();
		});
	}
});

test("a pane can be opened beside any view, even without a channel", async ({ world }) => {
	const guest = await world.person("Gaspard", {}, "guest");
	await guest.page.goto(`/app/${world.workspace.id}?pane=members`);
	await expect(guest.page.getByRole("heading", { name: "No channels yet" })).toBeVisible();
	await expect(guest.page.getByRole("complementary", { name: "Members" })).toContainText("Gaspard");
	await guest.page.keyboard.press("Control+Shift+F");
	await expect(guest.page.getByRole("searchbox", { name: "Search messages" })).toBeFocused();
	expect(guest.page.url()).toContain(`/app/${world.workspace.route_id}?pane=search`);
	await guest.page.keyboard.press("Escape");
	await expect(guest.page.getByRole("complementary")).toHaveCount(0);
});

test("a pane stays open when the address of a workspace leads to its channel", async ({ world }) => {
	const ada = await world.person("Ada");
	await ada.page.goto(`/app/${world.workspace.id}?pane=search`);
	await expect(ada.composer).toBeVisible();
	await expect(ada.page.getByRole("complementary", { name: "Search" })).toBeVisible();
	expect(ada.page.url()).toContain(`${pathOf(world.general)}?pane=search`);
});

test("public links lead to their channel, or to their thread beside the channel", async ({ world }) => {
	const [ada, grace] = await Promise.all([world.person("Ada"), world.person("Grace")]);
	const { message } = await ada.chat.messages.create(world.general.id, { body: "the root" });
	await ada.chat.threads.reply(message.id, { body: "the reply" });
	const { channel } = await grace.chat.channels.create(world.workspace.id, { name: "secret", kind: "private" });
	const workspace = `/app/${world.workspace.route_id}`;
	const { route_id } = await ada.chat.messages.route(message.id);
	const conversation = pathOf(world.general);
	const thread = `${workspace}/${route_id}`;

	for (const [link, address] of [
		[workspace, conversation],
		[`${workspace}/${world.general.route_id}`, conversation],
		[`${workspace}/${world.general.route_id}?pane=search`, `${conversation}?pane=search`],
		[`/app/${world.workspace.id}/${world.general.id}`, conversation],
		[`${workspace}/${route_id}`, thread],
		[`${workspace}/${world.general.route_id}/${route_id}`, thread],
		[`/app/${world.workspace.id}/${world.general.id}/thread/${message.id}`, thread],
	]) {
		await ada.page.goto(link!);
		await expect(ada.page).toHaveURL(address!);
		await expect(ada.message("the root")).toBeVisible();
	}
	await expect(ada.thread).toContainText("the reply");

	await ada.page.goto(`${workspace}/${channel.route_id}`);
	await expect(ada.page.getByRole("heading", { name: "You can't see this channel" })).toBeVisible();
	await ada.page.getByRole("button", { name: "Go to #general" }).click();
	await expect(ada.composer).toBeVisible();
});

test("an address with something else in place of an id leads to nothing", async ({ world }) => {
	const ada = await world.person("Ada");
	await ada.page.goto("/app/engines");
	await expect(ada.page.getByRole("heading", { name: "Page not found" })).toBeVisible();
	await ada.page.getByRole("button", { name: "Go to my workspaces" }).click();
	await expect(ada.composer).toBeVisible();
});
