import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { type ChannelId, type WorkspaceId, tagOf } from "@clickclack/protocol";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { app } from "../app.ts";
import { type Person, origin, person, post, request } from "../test/people.ts";

let ada: Person;
let grace: Person;
let workspace_id: WorkspaceId;
let channel_id: ChannelId;
beforeAll(async () => {
	[ada, grace] = [await person("Ada"), await person("Grace")];
	({ id: workspace_id } = await ada.chat.workspaces.create({ name: "Tidepool", channels: ["general"] }));
	await grace.chat.invites.accept((await ada.chat.invites.create(workspace_id)).token);
	channel_id = (await ada.chat.channels.list(workspace_id))[0]!.id;
});

const bearer = ({ token }: Person) => ({ authorization: `Bearer ${token}` });
const upgrade = (query: Record<string, string>, headers: Record<string, string>) =>
	request(`/api/realtime/ws?${new URLSearchParams(query).toString()}`, {
		headers: { upgrade: "websocket", ...headers },
	});

/** A person's socket, with the frames that arrived. */
async function listen(who: Person, query: Record<string, string> = {}) {
	const { webSocket } = await upgrade({ workspace_id, ...query }, bearer(who));
	const frames: string[] = [];
	webSocket!.addEventListener("message", ({ data }) => void frames.push(String(data)));
	webSocket!.accept();
	onTestFinished(() => webSocket!.close());
	return frames;
}

const now = async () => (await ada.chat.workspaces.snapshot(workspace_id)).cursor;
const say = (body: string) => ada.chat.messages.create(channel_id, { body });

describe("events over HTTP", () => {
	test("a page says whether there is more, and where the log ended before it was read", async () => {
		const after_cursor = await now();
		for (const body of ["one", "two", "three"]) await say(body);
		const page = (after: string, limit: number) =>
			ada.chat.realtime.events({ workspace_id, after_cursor: after, limit, include_tail: "true" });
		const first = await page(after_cursor, 2);
		expect(first.events).toHaveLength(2);
		expect(first).toMatchObject({ has_more: true, tail_cursor: await now() });
		const last = await page(first.events[1]!.cursor, 2);
		expect(last.events.map((event) => event.cursor)).toEqual([last.tail_cursor]);
		expect(last.has_more).toBe(false);
	});

	test("an unknown cursor is no error: the log is read from its beginning", async () => {
		const whole = await ada.chat.realtime.events({ workspace_id });
		expect(await ada.chat.realtime.events({ workspace_id, after_cursor: "evt_of_another_server" })).toEqual(whole);
		expect(whole.tail_cursor).toBeUndefined();
	});

	test("only the end of the log is an empty page, however many hidden events come before it", async () => {
		const { id } = await ada.chat.workspaces.create({ name: "Estuary", channels: ["general"] });
		await grace.chat.invites.accept((await ada.chat.invites.create(id)).token);
		const { channel } = await ada.chat.channels.create(id, { name: "apart", kind: "private" });
		const { cursor } = await grace.chat.workspaces.snapshot(id);
		await runInDurableObject(env.WORKSPACE.getByName(tagOf(id)!), (_, { storage }) => {
			storage.sql.exec(
				`WITH RECURSIVE n(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM n WHERE n < 45000)
				INSERT INTO events (num, type, audience, conversation_id, created_at, ids_json)
				SELECT (SELECT num FROM log_head) + n, 'channel.member_left', 'conversation', ?, ?, '{}' FROM n`,
				channel.id,
				new Date().toISOString(),
			);
		});
		await ada.chat.workspaces.update(id, { name: "Delta" });
		const page = await grace.chat.realtime.events({ workspace_id: id, after_cursor: cursor });
		expect(page.events).toMatchObject([{ type: "workspace.updated" }]);
		expect(page.has_more).toBe(false);
		const end = await grace.chat.realtime.events({ workspace_id: id, after_cursor: page.events[0]!.cursor });
		expect(end).toEqual({ events: [], has_more: false });
	});

	test("anybody may list the event types", async () => {
		const types = await ada.chat.realtime.types();
		expect(types).toContain("message.created");
		expect(types).toContain("workspace.updated");
		const { events } = await ada.chat.realtime.events({ workspace_id });
		for (const { type } of events) expect(types).toContain(type);
		expect((await request("/api/event-types")).status).toBe(200);
	});
});

describe("the socket", () => {
	test("R1: does not answer HEAD with a socket", async () => {
		const headers = { upgrade: "websocket", ...bearer(ada) };
		const head = new Request(`${origin}/api/realtime/ws?workspace_id=${workspace_id}`, { method: "HEAD", headers });
		expect((await app.fetch(head, env)).status).toBe(426);
	});

	test("R8: two people with the same access receive the same bytes", async () => {
		const after_cursor = await now();
		const [adas, graces] = [await listen(ada, { after_cursor }), await listen(grace, { after_cursor })];
		const { message } = await say("for everybody");
		await grace.chat.reactions.add(message.id, "🦞");
		const durable = (frames: string[]) => frames.filter((frame) => JSON.parse(frame).cursor !== "");
		await expect.poll(() => durable(graces).length).toBe(2);
		await expect.poll(() => durable(adas)).toEqual(durable(graces));
	});

	test("R11: without a cursor, or with an empty one, it begins at the start of the log", async () => {
		const { events } = await ada.chat.realtime.events({ workspace_id });
		for (const query of [undefined, { after_cursor: "" }]) {
			const frames = await listen(ada, query);
			await expect.poll(() => frames.slice(0, events.length).map((frame) => JSON.parse(frame))).toEqual(events);
		}
	});

	test("R15: a person who is not in a private channel receives none of its events, live or in a replay", async () => {
		const after_cursor = await now();
		const graces = await listen(grace, { after_cursor });
		const { channel } = await ada.chat.channels.create(workspace_id, { name: "back-room", kind: "private" });
		await ada.chat.messages.create(channel.id, { body: "secret" });
		await say("public again");
		const replayed = await listen(grace, { after_cursor });
		for (const frames of [graces, replayed]) {
			await expect.poll(() => frames.join()).toContain("public again");
			expect(frames.join()).not.toContain(channel.id);
		}
	});

	test("R17: a person who joins a private channel gets its past in a replay", async () => {
		const after_cursor = await now();
		const { channel } = await ada.chat.channels.create(workspace_id, { name: "club", kind: "private" });
		await ada.chat.messages.create(channel.id, { body: "before you came" });
		await ada.chat.channels.addMember(channel.id, grace.user.id);
		const replayed = await listen(grace, { after_cursor });
		await expect.poll(() => replayed.join()).toContain("before you came");
	});

	test.each(["typing.started", "typing.stopped"] as const)(
		"R19: %s is accepted, sent under an ephemeral id, and not stored",
		async (type) => {
			const after_cursor = await now();
			const graces = await listen(grace, { after_cursor });
			const answer = await post("/api/realtime/ephemeral", { type, workspace_id, channel_id }, bearer(ada));
			expect(answer.status).toBe(202);
			const { event } = await answer.json<{ event: { id: string } }>();
			expect(event).toMatchObject({ id: expect.stringMatching(/^eph_\d+$/), type, payload: { user_id: ada.user.id } });
			expect(event).toHaveProperty("cursor", "");
			await expect.poll(() => graces.map((frame) => JSON.parse(frame))).toContainEqual(event);
			expect((await ada.chat.realtime.events({ workspace_id, after_cursor })).events).toEqual([]);
		},
	);
});
