import type { Page, WebSocketRoute } from "@playwright/test";
import { onCall } from "./calls.ts";
import { expect, test, type Person } from "./world.ts";

/** Lets a test disconnect a page: its sockets are closed and every request fails. */
async function breaker(page: Page) {
	const sockets = new Set<WebSocketRoute>();
	await page.routeWebSocket(/realtime\/ws/, (socket) => {
		sockets.add(socket);
		socket.connectToServer();
	});
	return {
		async off() {
			await page.context().setOffline(true);
			for (const socket of sockets) await socket.close({ code: 1011 });
			sockets.clear();
		},
		on: () => page.context().setOffline(false),
	};
}

const bodies = (person: Person) => person.timeline.getByRole("article").locator(".body").allInnerTexts();

test("when both write while one is offline, both see the same messages in one order afterwards", async ({ world }) => {
	const ada = await world.person("Ada");
	const grace = await world.person("Grace");
	const line = await breaker(ada.page);
	await ada.open(world.general);
	await grace.open(world.general);
	await ada.say("before");
	await expect(grace.message("before")).toBeVisible();

	await line.off();
	for (const word of ["one", "two", "three"]) await ada.say(`ada ${word}`);
	await expect(ada.message("ada three")).toContainText("Waiting for a connection…");
	for (const word of ["one", "two", "three"]) await grace.say(`grace ${word}`);
	await expect(ada.page.getByText("You are offline.")).toBeVisible();
	await line.on();

	await expect(grace.message("ada three")).toBeVisible();
	await expect(ada.message("grace three")).toBeVisible();
	await expect(ada.page.getByText("Waiting for a connection…")).toHaveCount(0);
	const { messages } = await ada.chat.messages.list(world.general.id);
	const truth = messages.map(({ body }) => body);
	expect(truth.filter((body) => body.startsWith("ada"))).toEqual(["ada one", "ada two", "ada three"]);
	expect(truth).toHaveLength(7);
	await expect.poll(() => bodies(ada)).toEqual(truth);
	await expect.poll(() => bodies(grace)).toEqual(truth);
});

test("a message that was not sent survives a reload and is sent once", async ({ world }) => {
	const ada = await world.person("Ada");
	let isInTunnel = true;
	await onCall(ada.page, "createMessage", (call) => (isInTunnel ? call.lose() : call.pass()));
	await ada.open(world.general);
	await ada.say("sent in a tunnel");
	await expect(ada.message("sent in a tunnel")).toContainText(/Sending…|Waiting for a connection…/);
	await ada.page.reload();
	await expect(ada.message("sent in a tunnel")).toBeVisible();
	isInTunnel = false;
	await expect(ada.message("sent in a tunnel").getByText("Sending…")).toHaveCount(0);
	// until the connection is back it says that it waits, and not that it is being sent
	const sent = async () => (await ada.chat.messages.list(world.general.id)).messages.map(({ body }) => body);
	await expect.poll(sent).toEqual(["sent in a tunnel"]);
});

test("a lost answer does not make a second message", async ({ world }) => {
	const ada = await world.person("Ada");
	let isLost = false;
	await onCall(ada.page, "createMessage", (call) => {
		if (isLost) return call.pass();
		isLost = true;
		return call.loseAnswer();
	});
	await ada.open(world.general);
	await ada.say("only once");
	await expect(ada.message("only once")).toHaveCount(1);
	await expect(ada.page.getByText("Sending…")).toHaveCount(0);
	await expect(ada.page.getByText(/Not sent|Waiting/)).toHaveCount(0);
	expect(isLost).toBe(true);
	const { messages } = await ada.chat.messages.list(world.general.id);
	expect(messages.map(({ body }) => body)).toEqual(["only once"]);
});

test("a message that the server refused can be sent again or deleted", async ({ world }) => {
	const ada = await world.person("Ada");
	await ada.open(world.general);
	const { chat } = ada;
	const channel = (await chat.channels.create(world.workspace.id, { name: "short-lived" })).channel;
	await ada.open(channel);
	await ada.page.routeWebSocket(/realtime\/ws/, (socket) => socket.close());
	await ada.page.reload();
	await expect(ada.composer).toBeVisible();
	await chat.channels.update(channel.id, { archived: true });
	await ada.say("too late");
	const row = ada.message("too late");
	await expect(row).toContainText("Not sent.");
	await chat.channels.update(channel.id, { archived: false });
	await row.getByRole("button", { name: "Retry" }).click();
	await expect(row).not.toContainText("Not sent.");
	await expect
		.poll(async () => (await chat.messages.list(channel.id)).messages.map(({ body }) => body))
		.toEqual(["too late"]);
});
