import { routeId } from "@clickclack/sdk";
import { breaker } from "./breaker.ts";
import { onCall } from "./calls.ts";
import { expect, pathOf, test, type Person } from "./world.ts";

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
	await expect(ada.page.getByText("You're offline.")).toBeVisible();
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
	let calls = 0;
	await onCall(ada.page, "createMessage", (call) => (++calls === 1 ? call.loseAnswer() : call.pass()));
	await ada.open(world.general);
	await ada.say("only once");
	await expect.poll(() => calls).toBe(2);
	await expect(ada.message("only once")).toHaveCount(1);
	await expect(ada.page.getByText(/Sending…|Not sent|Waiting/)).toHaveCount(0);
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

test("a link to a thread that cannot be asked for says so, and can be tried again", async ({ world }) => {
	const ada = await world.person("Ada");
	const { message } = await ada.chat.messages.create(world.general.id, { body: "a root" });
	await ada.chat.threads.reply(message.id, { body: "a reply" });
	const { channel } = await ada.chat.channels.create(world.workspace.id, { name: "elsewhere" });
	await ada.open(channel);
	let isOffline = true;
	await onCall(ada.page, "resolveRoute", (call) => (isOffline ? call.lose() : call.pass()));
	await ada.page.goto(`${pathOf(world.general).replace(/[^/]+$/, "")}${routeId("M", message.id)}`);
	await expect(ada.page.getByRole("heading", { name: "Couldn't open this thread" })).toBeVisible();
	isOffline = false;
	await ada.page.getByRole("button", { name: "Try again" }).click();
	await expect(ada.thread.getByRole("article").filter({ hasText: "a reply" })).toBeVisible();
});

test("what is written where the messages could not be loaded is seen, also after a reload, and sent later", async ({
	world,
}) => {
	const ada = await world.person("Ada");
	const { channel } = await ada.chat.channels.create(world.workspace.id, { name: "far-off" });
	let isAway = true;
	for (const operation of ["listMessages", "createMessage"])
		await onCall(ada.page, operation, (call) => (isAway ? call.lose() : call.pass()));
	await ada.page.goto(pathOf(channel));
	const words = ada.page.getByRole("article").filter({ hasText: "into the fog" });
	await expect(ada.page.getByText("Couldn't load messages")).toBeVisible();
	await ada.composer.fill("into the fog");
	await ada.composer.press("Enter");
	await expect(words).toBeVisible();
	await ada.page.reload();
	await expect(words).toBeVisible();
	isAway = false;
	await ada.page.reload();
	await expect(words.getByText(/Sending|Waiting/)).toHaveCount(0);
	await expect
		.poll(async () => (await ada.chat.messages.list(channel.id)).messages.map(({ body }) => body))
		.toEqual(["into the fog"]);
});
