import type { Page, WebSocketRoute } from "@playwright/test";
import { expect, test } from "./world.ts";

const resync_required = 4001;

/** Lets a test mute or close a page's socket. */
async function socketOf(page: Page) {
	let socket: WebSocketRoute | undefined;
	let isMuted = false;
	let opened_count = 0;
	const missed: string[] = [];
	await page.routeWebSocket(/realtime\/ws/, (opened) => {
		socket = opened;
		opened_count++;
		const server = opened.connectToServer();
		server.onMessage((frame) => (isMuted ? missed.push(String(frame)) : opened.send(frame)));
	});
	return {
		opened: () => opened_count,
		missed: () => missed.join("\n"),
		/** Events from now on do not arrive. */
		mute: () => (isMuted = true),
		/** Closes the socket; the next one is not muted. */
		async close(code: number) {
			// the app may still be on its way to its first one
			await expect.poll(() => socket !== undefined).toBe(true);
			isMuted = false;
			await socket!.close({ code });
		},
	};
}

test("after a resync the channel and the open thread show what was missed", async ({ world }) => {
	const ada = await world.person("Ada");
	const { message: root } = await ada.chat.messages.create(world.general.id, { body: "the question" });
	await ada.chat.threads.reply(root.id, { body: "the first answer" });
	const socket = await socketOf(ada.page);
	await ada.page.goto(`/app/${world.workspace.id}/${world.general.id}/thread/${root.id}`);
	await expect(ada.thread.getByText("the first answer")).toBeVisible();

	socket.mute();
	await ada.chat.threads.reply(root.id, { body: "the second answer" });
	await ada.chat.messages.create(world.general.id, { body: "the next question" });
	await socket.close(resync_required);
	await expect(ada.message("the next question")).toBeVisible();
	await expect(ada.thread.getByText("the second answer")).toBeVisible();
	await expect(ada.thread.getByText("the first answer")).toBeVisible();
});

test("a page that was asked for before a resync does not overwrite it", async ({ world }) => {
	const ada = await world.person("Ada");
	const socket = await socketOf(ada.page);
	await ada.chat.messages.create(world.general.id, { body: "old" });
	let arrive: (() => Promise<void>) | undefined;
	await ada.page.route(/channels\/chn_\w+\/messages/, async (route) => {
		if (arrive || route.request().method() !== "GET") return await route.continue();
		const response = await route.fetch();
		arrive = () => route.fulfill({ response });
	});
	await ada.open(world.general);
	await expect.poll(() => arrive).toBeDefined();

	socket.mute();
	await ada.chat.messages.create(world.general.id, { body: "missed" });
	await socket.close(resync_required);
	await expect(ada.message("missed")).toBeVisible();
	const arrived = ada.page.waitForResponse(/channels\/chn_\w+\/messages/);
	await arrive!();
	await (await arrived).finished();
	await ada.chat.messages.create(world.general.id, { body: "new" });
	await expect(ada.message("new")).toBeVisible();
	await expect(ada.message("missed")).toBeVisible();
});

test("people who came online during a disconnect are shown as online afterwards", async ({ world }) => {
	const ada = await world.person("Ada");
	const grace = await world.person("Grace");
	const socket = await socketOf(ada.page);
	await ada.page.goto(`/app/${world.workspace.id}/${world.general.id}?pane=members`);
	const people = ada.page.getByRole("complementary", { name: "Members" });
	await expect(people.getByRole("heading", { name: /Online · 1/ })).toBeVisible();
	socket.mute();
	await grace.open(world.general);
	await expect.poll(socket.missed).toContain(grace.user.id);
	await socket.close(1011);
	await expect(people.getByRole("heading", { name: /Online · 2/ })).toBeVisible();
});

test("a workspace whose resync fails stays as it is, and is fetched when that is possible", async ({ world }) => {
	const ada = await world.person("Ada");
	await ada.chat.messages.create(world.general.id, { body: "old" });
	const socket = await socketOf(ada.page);
	await ada.open(world.general);
	let failures = 0;
	await ada.page.route("**/snapshot", (route) => {
		failures++;
		return failures > 5
			? route.continue()
			: route.fulfill({ status: 503, json: { error: "busy", code: "unavailable" } });
	});
	socket.mute();
	await ada.chat.messages.create(world.general.id, { body: "missed" });
	await socket.close(resync_required);
	await expect.poll(() => failures).toBeGreaterThan(0);
	await expect(ada.message("old")).toBeVisible();
	await expect(ada.message("missed")).toBeVisible({ timeout: 30_000 });
});

test("a workspace that could not be opened opens when the browser is online again", async ({ world }) => {
	const ada = await world.person("Ada");
	await ada.page.route("**/snapshot", (route) => route.abort());
	await ada.page.goto(`/app/${world.workspace.id}/${world.general.id}`);
	await expect(ada.page.getByRole("heading", { name: "Couldn't open this workspace" })).toBeVisible();
	await ada.page.unroute("**/snapshot");
	await ada.page.context().setOffline(true);
	await ada.page.context().setOffline(false);
	await expect(ada.composer).toBeVisible();
});

test("a connection that was lost in silence is noticed when one comes back to the page", async ({ world }) => {
	const ada = await world.person("Ada");
	const socket = await socketOf(ada.page);
	await ada.open(world.general);
	await expect.poll(socket.opened).toBe(1);
	socket.mute();
	await ada.chat.messages.create(world.general.id, { body: "said meanwhile" });
	await expect.poll(() => socket.missed().length).toBeGreaterThan(0);
	await ada.page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
	// long before a connection counts as lost by itself, which takes up to a minute
	await expect.poll(socket.opened).toBe(2);
});
