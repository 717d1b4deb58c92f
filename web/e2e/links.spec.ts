import { expect, test } from "./world.ts";

test("a link to a message of another channel is followed once, and says so once", async ({ world }) => {
	const ada = await world.person("Ada");
	const { channel } = await ada.chat.channels.create(world.workspace.id, { name: "elsewhere" });
	const { message: far } = await ada.chat.messages.create(channel.id, { body: "far away" });
	await ada.chat.messages.create(world.general.id, { body: "here" });
	const asked: string[] = [];
	ada.page.on("request", (request) => {
		if (/\/messages\/msg_/.test(request.url())) asked.push(request.url());
	});

	for (const id of [`${far.id.slice(0, -2)}zz`, far.id]) {
		asked.length = 0;
		await ada.page.goto(`/app/${world.workspace.id}/${world.general.id}?at=${id}`);
		await expect(ada.message("here")).toBeInViewport();
		await expect(ada.page.getByText("That message isn't in this channel.")).toHaveCount(1);
		await ada.say(`after ${id}`);
		await expect(ada.message(`after ${id}`)).not.toContainText("Sending…");
		expect(asked).toHaveLength(1);
	}
});

test("the same search result leads to its message again", async ({ world }) => {
	const ada = await world.person("Ada");
	const { message } = await ada.chat.messages.create(world.general.id, { body: "the needle" });
	const hay = Array.from({ length: 60 }, (_, n) => `hay ${n}`);
	await Promise.all(hay.map((body) => ada.chat.messages.create(world.general.id, { body })));
	await ada.open(world.general);
	for (const time of ["first", "second"]) {
		await test.step(`the ${time} time`, async () => {
			await ada.page.keyboard.press("Control+k");
			await ada.page.getByRole("searchbox").fill("needle");
			await ada.page
				.getByRole("complementary", { name: "Search" })
				.getByRole("link", { name: /needle/ })
				.click();
			await expect(ada.page).toHaveURL(new RegExp(`at=${message.id}`));
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
	await expect(guest.page.getByRole("complementary", { name: "People" })).toContainText("Gaspard");
	await guest.page.keyboard.press("Control+k");
	await expect(guest.page.getByRole("searchbox", { name: "Search messages" })).toBeFocused();
	expect(guest.page.url()).toContain(`/app/${world.workspace.id}?pane=search`);
	await guest.page.keyboard.press("Escape");
	await expect(guest.page.getByRole("complementary")).toHaveCount(0);
});

test("a pane stays open when the address of a workspace leads to its channel", async ({ world }) => {
	const ada = await world.person("Ada");
	await ada.page.goto(`/app/${world.workspace.id}?pane=search`);
	await expect(ada.composer).toBeVisible();
	await expect(ada.page.getByRole("complementary", { name: "Search" })).toBeVisible();
	expect(ada.page.url()).toContain(`/app/${world.workspace.id}/${world.general.id}?pane=search`);
});

test("public links lead to their channel, or to their thread beside the channel", async ({ world }) => {
	const [ada, grace] = await Promise.all([world.person("Ada"), world.person("Grace")]);
	const { message } = await ada.chat.messages.create(world.general.id, { body: "the root" });
	await ada.chat.threads.reply(message.id, { body: "the reply" });
	const { channel } = await grace.chat.channels.create(world.workspace.id, { name: "secret", kind: "private" });
	const workspace = `/app/${world.workspace.route_id}`;
	const { route_id } = await ada.chat.messages.route(message.id);
	const conversation = `/app/${world.workspace.id}/${world.general.id}`;

	for (const [link, address] of [
		[workspace, conversation],
		[`${workspace}/${world.general.route_id}`, conversation],
		[`${workspace}/${world.general.route_id}?pane=search`, `${conversation}?pane=search`],
		[`${workspace}/${route_id}`, `${conversation}/thread/${message.id}`],
		[`${workspace}/${world.general.route_id}/${route_id}`, `${conversation}/thread/${message.id}`],
	]) {
		await ada.page.goto(link!);
		await expect(ada.page).toHaveURL(address!);
		await expect(ada.message("the root")).toBeVisible();
	}
	await expect(ada.thread).toContainText("the reply");

	await ada.page.goto(`${workspace}/${channel.route_id}`);
	await expect(ada.page.getByRole("heading", { name: "Couldn't open this link" })).toBeVisible();
	await ada.page.getByRole("button", { name: "Go to my workspaces" }).click();
	await expect(ada.composer).toBeVisible();
});

test("an address with something else in place of an id leads to nothing", async ({ world }) => {
	const ada = await world.person("Ada");
	for (const address of ["/app/engines", `/app/${world.workspace.id}/general`]) {
		await ada.page.goto(address);
		await expect(ada.page.getByRole("heading", { name: "There is nothing at this address" })).toBeVisible();
	}
	await ada.page.getByRole("button", { name: "Go to my workspaces" }).click();
	await expect(ada.composer).toBeVisible();
});
