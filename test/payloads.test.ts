import { ClickClack, type User, type WorkspaceId } from "@clickclack/sdk";
import { EventType } from "@clickclack/protocol";
import { expect, test } from "vitest";
import { type Schema, contract, schemaOf } from "../proof/operations.ts";
import { wrongAnswer } from "../proof/schemas.ts";
import { RecordedSocket } from "../proof/websocket.ts";
import { doEverything } from "../sdk/test/everything.ts";

const { CLICKCLACK_TEST_SERVER: baseUrl = "", CLICKCLACK_TEST_ADMIN_TOKEN: operator = "" } = process.env;
const { admin } = new ClickClack({ baseUrl, token: operator });

interface Person {
	user: User;
	chat: ClickClack;
	headers: Record<string, string>;
}

/** @param beforeDeleting what is done before each channel goes, and with it what its events told */
async function signIn(name: string, beforeDeleting: () => Promise<void> = async () => {}): Promise<Person> {
	const user = await admin.createUser({ name, email: `${name}-${crypto.randomUUID()}@example.com` });
	const link = await admin.createMagicLink({ user_id: user.id });
	const { token } = await new ClickClack({ baseUrl }).auth.consumeMagicLink(link.token);
	const asking: typeof fetch = async (url, init) => {
		if (init?.method === "DELETE" && /\/api\/channels\/[^/]+$/.test(new Request(url).url)) await beforeDeleting();
		return await fetch(url, init);
	};
	return {
		user,
		chat: new ClickClack({ baseUrl, token, fetch: asking }),
		headers: { authorization: `Bearer ${token}` },
	};
}

/** Of each type of event, what the document says of it. */
const published = new Map<string, Schema>(
	contract.components.schemas["ServerEvent"]!.anyOf!.map((one) => [
		schemaOf(one).properties!["type"]!.enum![0] as string,
		one,
	]),
);

/** What is wrong with an event, by the schema of its own type. */
function wrongWith(event: { type: string }): string | undefined {
	const schema = published.get(event.type);
	const wrong = schema ? wrongAnswer(schema, event) : "it has no schema";
	return wrong && `${event.type}: ${wrong}`;
}

const listen = ({ headers }: Person, workspace_id: WorkspaceId, query: object) =>
	RecordedSocket.open(baseUrl, { workspace_id, ...query }, headers);
const textsOf = (sockets: RecordedSocket[]) =>
	sockets
		.flatMap(({ received }) => received.map(({ text }) => text))
		.filter((text) => text.startsWith("{") || text.startsWith("["));

/** What doEverything does not: events of people, of time, and of who comes and goes. */
async function doTheRest(ada: Person, grace: Person, workspace_id: WorkspaceId): Promise<void> {
	// of one that is deleted nothing is replayed but that
	const { group } = await ada.chat.groups.create(workspace_id, { name: "Watch", handle: "watch" });
	await ada.chat.groups.update(group.id, { description: "those on deck" });
	await ada.chat.groups.putMember(group.id, grace.user.id);
	const { channel } = await ada.chat.channels.create(workspace_id, { name: "pool" });
	const { message } = await ada.chat.messages.create(channel.id, { body: "soon" });
	await ada.chat.reminders.set(message.id, new Date(Date.now() + 100).toISOString());
	await ada.chat.members.moderate(workspace_id, grace.user.id, { clear_timeout: true });
	await grace.chat.me.update({ display_name: "Grace H." });
	await grace.chat.channels.join(channel.id);
	const { message: unread } = await ada.chat.messages.create(channel.id, { body: "to read" });
	await grace.chat.reads.mark(channel.id, unread.channel_seq!);
	const linus = await signIn("Linus");
	await linus.chat.invites.accept((await ada.chat.invites.create(workspace_id)).token);
	await linus.chat.realtime.publish({ type: "typing.started", workspace_id, channel_id: channel.id });
	await linus.chat.realtime.publish({ type: "typing.stopped", workspace_id, channel_id: channel.id });
	await ada.chat.members.remove(workspace_id, linus.user.id);
}

async function replayed({ chat }: Person, workspace_id: WorkspaceId): Promise<{ type: string }[]> {
	const all: { type: string; cursor: string }[] = [];
	for (;;) {
		const { events, has_more } = await chat.realtime.events({
			workspace_id,
			after_cursor: all.at(-1)?.cursor ?? "",
			limit: 100,
		});
		all.push(...events);
		if (!has_more) return all;
	}
}

test("every event, live and replayed, is as the document says of its type, after everything that one can do", async () => {
	const old: { type: string }[] = [];
	const replay = async () =>
		void old.push(...(await replayed(ada, workspace_id)), ...(await replayed(grace, workspace_id)));
	const [ada, grace] = [await signIn("Ada", replay), await signIn("Grace")];
	const { id: workspace_id } = await ada.chat.workspaces.create({ name: "Tidepool", channels: ["general"] });
	await grace.chat.invites.accept((await ada.chat.invites.create(workspace_id)).token);
	const [general] = await ada.chat.channels.list(workspace_id);
	const sockets = [await listen(ada, workspace_id, {}), await listen(grace, workspace_id, {})];
	const others = [
		await listen(ada, workspace_id, { frames: "batch" }),
		await listen(grace, workspace_id, { frames: "compressed", events: "lean" }),
	];
	await doEverything(ada.chat, grace.chat, { workspace_id, general: general!.id, grace: grace.user.id });
	await doTheRest(ada, grace, workspace_id);
	const late = ["member.left", "reminder.due", "presence.changed"];
	await sockets[0]!.until(() => late.every((type) => sockets[0]!.has(type)));

	const live = textsOf(sockets).map((text) => JSON.parse(text) as { type: string });
	await replay();
	for (const socket of [...sockets, ...others]) socket.close();
	const frames = textsOf(others).map((text) => JSON.parse(text) as unknown);
	const wrong = frames.map((frame) => wrongAnswer(contract.components.schemas["ServerFrame"]!, frame));
	expect(frames.length).toBeGreaterThan(20);
	expect([...live.map(wrongWith), ...old.map(wrongWith), ...wrong].filter((one) => one !== undefined)).toEqual([]);
	const typesOf = (events: { type: string }[]) => [...new Set(events.map(({ type }) => type))].toSorted();
	expect(typesOf(live)).toEqual([...published.keys()].toSorted());
	expect(typesOf(old)).toEqual(EventType.options.toSorted());
});

test("an event of a type without a schema, or with something that its schema has not, is found", () => {
	expect(wrongWith({ type: "whale.surfaced" })).toBe("whale.surfaced: it has no schema");
	expect(wrongWith({ type: "poll.voted" })).toContain("poll.voted: ");
});
