import { expect, test, pathOf } from "./world.ts";

test("what one person writes, the other sees without reloading", async ({ world }) => {
	const ada = await world.person("Ada");
	const grace = await world.person("Grace");
	await ada.open(world.general);
	await grace.open(world.general);

	await grace.composer.pressSequentially("Hel");
	await expect(ada.page.getByText("Grace is typing…")).toBeVisible();
	await grace.say("Hello **from** Grace");
	await expect(ada.message("Hello from Grace").locator("strong")).toHaveText("from");
	await expect(ada.page.getByText("Grace is typing…")).toBeHidden();

	await ada.act(ada.message("Hello from Grace"), "React with 👍");
	await expect(grace.message("Hello from Grace").getByRole("button", { name: /^👍 1: Ada/ })).toBeVisible();

	await ada.act(ada.message("Hello from Grace"), "Reply in thread");
	await ada.threadComposer.fill("A reply");
	await ada.threadComposer.press("Enter");
	await grace
		.message("Hello from Grace")
		.getByRole("link", { name: /1 reply/ })
		.click();
	await expect(grace.thread.getByRole("article").filter({ hasText: "A reply" })).toBeVisible();
	await ada.threadComposer.fill("Another one");
	await ada.threadComposer.press("Enter");
	await expect(grace.thread.getByRole("article").filter({ hasText: "Another one" })).toBeVisible();

	await grace.composer.press("ArrowUp");
	await grace.page.getByRole("textbox", { name: "Edit message" }).fill("Changed my mind");
	await grace.page.keyboard.press("Enter");
	await expect(ada.message("Changed my mind")).toContainText("(edited)");

	await grace.say("To be deleted");
	await expect(ada.message("To be deleted")).toBeVisible();
	await grace.act(grace.message("To be deleted"), "More");
	await grace.page.getByRole("menuitem", { name: "Delete message" }).click();
	await expect(ada.message("This message was deleted.")).toBeVisible();
});

test("a deletion that is undone does not happen", async ({ world }) => {
	const ada = await world.person("Ada");
	await ada.open(world.general);
	await ada.say("Keep me");
	await ada.act(ada.message("Keep me"), "More");
	await ada.page.getByRole("menuitem", { name: "Delete message" }).click();
	await ada.page.getByRole("button", { name: "Undo" }).click();
	await expect(ada.message("Keep me")).toBeVisible();
	await expect(ada.composer).toBeFocused();
	const [kept] = (await ada.chat.messages.list(world.general.id)).messages;
	expect(kept?.body).toBe("Keep me");
});

test("signing out right after deleting a message still deletes it", async ({ world }) => {
	const [ada, grace] = [await world.person("Ada"), await world.person("Grace")];
	await ada.open(world.general);
	await ada.say("Not for long");
	await ada.act(ada.message("Not for long"), "More");
	await ada.page.getByRole("menuitem", { name: "Delete message" }).click();
	await ada.choose("Sign out");
	await expect(ada.page.getByRole("heading", { name: "Sign in" })).toBeVisible();
	const [message] = (await grace.chat.messages.list(world.general.id)).messages;
	expect(message).toMatchObject({ body: "", deleted_at: expect.any(String) });
});

test("closing the page right after deleting a message still deletes it", async ({ world }) => {
	const ada = await world.person("Ada");
	await ada.open(world.general);
	await ada.say("Not for long");
	await ada.act(ada.message("Not for long"), "More");
	await ada.page.getByRole("menuitem", { name: "Delete message" }).click();
	await expect(ada.page.getByRole("button", { name: "Undo" })).toBeVisible();
	await ada.page.goto("about:blank");
	const last = async () => (await ada.chat.messages.list(world.general.id)).messages[0];
	await expect.poll(last, { timeout: 3_000 }).toMatchObject({ deleted_at: expect.any(String) });
});

test("a deletion can be undone although a second tab has loaded it", async ({ world }) => {
	const ada = await world.person("Ada");
	await ada.open(world.general);
	await ada.say("Keep me");
	const second = await ada.page.context().newPage();
	await second.goto(ada.page.url());
	const row = second.getByRole("article").filter({ hasText: /Keep me|This message was deleted/ });
	await expect(row).toContainText("Keep me");

	await ada.act(ada.message("Keep me"), "More");
	await ada.page.getByRole("menuitem", { name: "Delete message" }).click();
	await second.reload();
	await expect(row).toContainText("This message was deleted");
	await ada.page.getByRole("button", { name: "Undo" }).click();
	await expect(ada.message("Keep me")).toBeVisible();
	// The second tab looks again when the deletion falls due.
	await expect(row).toContainText("Keep me");
	const [kept] = (await ada.chat.messages.list(world.general.id)).messages;
	expect(kept?.body).toBe("Keep me");
});

test("mentions are completed from the members, and stand out for the person mentioned", async ({ world }) => {
	const ada = await world.person("Ada");
	const grace = await world.person("Grace");
	await ada.open(world.general);
	await grace.open(world.general);
	await ada.composer.pressSequentially("Ask @gra");
	await expect(ada.page.getByRole("option", { name: /Grace/ })).toHaveAttribute("aria-selected", "true");
	await ada.composer.press("Enter");
	await expect(ada.composer).toHaveValue(`Ask @${grace.user.handle} `);
	await ada.composer.press("Enter");
	await expect(grace.message("Ask").locator("mark.mine")).toHaveText("@Grace");

	const { channel } = await ada.chat.channels.create(world.workspace.id, { name: "harbour" });
	await grace.chat.channels.join(channel.id);
	for (const body of ["not you", `you @${grace.user.handle}`, `and @${grace.user.handle} again`])
		await ada.chat.messages.create(channel.id, { body });
	const link = grace.page.getByRole("navigation").getByRole("link", { name: /harbour/ });
	await expect(link).toHaveAccessibleName(/3 unread.*2\s+mention you/);
});

test("a message cannot run scripts, load anything or change the page", async ({ world }) => {
	const ada = await world.person("Ada");
	const requests: string[] = [];
	ada.page.on("request", (request) => requests.push(request.url()));
	await ada.chat.messages.create(world.general.id, {
		body: [
			'<img src="https://example.com/a.png" onerror="document.title=1"><script>document.title=2</script>',
			"![picture](https://example.com/b.png) [bad](javascript:document.title=3) [good](https://example.com)",
			'<a href="https://example.com" style="position:fixed" id="app">html</a>',
		].join("\n\n"),
	});
	await ada.open(world.general);
	const body = ada.message("picture");
	await expect(body.getByRole("link", { name: "good" })).toHaveAttribute("rel", "noopener noreferrer nofollow");
	await expect(body.getByRole("link", { name: "picture" })).toHaveAttribute("href", "https://example.com/b.png");
	await expect(body.locator("img, script, [onerror], [style*=fixed], #app")).toHaveCount(0);
	await expect(body.locator("a[href^=javascript]")).toHaveCount(0);
	expect(requests.filter((url) => url.startsWith("https://example.com"))).toEqual([]);
});

test("only “online” and “away” mean that somebody is there, and what I type elsewhere is not shown to me", async ({
	world,
}) => {
	const [ada, grace] = await Promise.all([world.person("Ada"), world.person("Grace")]);
	const { id: workspace_id } = world.workspace;
	await ada.open(world.general);
	await ada.page.goto(`${pathOf(world.general)}?pane=members`);
	const row = ada.page.getByRole("complementary", { name: "Members" }).getByRole("button", { name: /Grace/ });
	await expect(row).toContainText("offline");
	// again until Ada's socket is open: nobody is told later what was published before
	await expect(async () => {
		await grace.chat.realtime.publish({ type: "typing.started", workspace_id, channel_id: world.general.id });
		await expect(ada.page.getByText("Grace is typing…", { exact: true })).toBeVisible({ timeout: 500 });
	}).toPass();
	await ada.chat.realtime.publish({ type: "typing.started", workspace_id, channel_id: world.general.id });
	for (const [status, shown] of [
		["focusing", "offline"],
		["away", "online"],
	] as const) {
		await grace.chat.realtime.publish({ type: "presence.changed", workspace_id, payload: { status } });
		await grace.chat.messages.create(world.general.id, { body: `${status} was published` });
		await expect(ada.message(`${status} was published`)).toBeVisible();
		await expect(row).toContainText(shown);
	}
	await expect(ada.page.getByText(/Ada.* typing/)).toHaveCount(0);
});

test("what is typed while many messages arrive is all there, and so are they, in order", async ({ world }) => {
	const [ada, grace] = await Promise.all([world.person("Ada"), world.person("Grace")]);
	await ada.open(world.general);
	const words = "typed while many messages arrive";
	const bodies = Array.from({ length: 40 }, (_, n) => `burst ${n}`);
	const arrive = async () => {
		for (const body of bodies) await grace.chat.messages.create(world.general.id, { body });
	};
	await Promise.all([arrive(), ada.composer.pressSequentially(words)]);
	await expect(ada.composer).toHaveValue(words);
	await expect(ada.message("burst 39")).toBeInViewport();
	const shown = await ada.timeline.getByText(/^burst \d+$/).allTextContents();
	expect(shown).toEqual(bodies.slice(-shown.length));
});
