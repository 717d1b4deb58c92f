import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { type ChannelId, type MessageId, type WorkspaceId, type LimitName, limits, tagOf } from "@clickclack/protocol";
import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { type Ask, ask, comesBack, hammer, pass, standStill } from "./test/rate-limits.ts";
import { type Person, operator, person } from "./test/people.ts";

let ada: Person;
let grace: Person;
let workspace_id: WorkspaceId;
let channel_id: ChannelId;
let message_id: MessageId;
let invite: string;
beforeAll(async () => {
	[ada, grace] = [await person("Ada"), await person("Grace")];
	({ id: workspace_id } = await ada.chat.workspaces.create({ name: "Reef", channels: ["general"] }));
	({ token: invite } = await ada.chat.invites.create(workspace_id));
	await operator.admin.createUser({ name: "Grace", email: grace.email, workspace_id, role: "moderator" });
	channel_id = (await ada.chat.channels.list(workspace_id))[0]!.id;
	message_id = (await ada.chat.messages.create(channel_id, { body: "hi" })).message.id;
});
beforeEach(standStill);
afterEach(() => void vi.useRealTimers());

const by = ({ token }: Person) => ({ authorization: `Bearer ${token}` });
/** Weighed limits have their own tests. */
type Personal = {
	[Name in LimitName]: (typeof limits)[Name] extends { one_more_for: object }
		? never
		: (typeof limits)[Name] extends { person: object }
			? Name
			: never;
}[LimitName];

const acts: Record<string, [Personal, () => Ask]> = {
	"a message": ["send", () => ({ path: `/api/channels/${channel_id}/messages`, body: { body: "x" } })],
	"a reply": ["send", () => ({ path: `/api/messages/${message_id}/thread/replies`, body: { body: "x" } })],
	"an edit": ["send", () => ({ path: `/api/messages/${message_id}`, method: "PATCH", body: { body: "x" } })],
	"a reaction": ["send", () => ({ path: `/api/messages/${message_id}/reactions`, body: { emoji: "👍" } })],
	"a read position": ["change", () => ({ path: `/api/channels/${channel_id}/read`, body: { seq: 1 } })],
	"a short name": [
		"change",
		() => ({ path: `/api/workspaces/${workspace_id}`, method: "PATCH", body: { slug: "reef" } }),
	],
	"a profile": ["profile", () => ({ path: "/api/me", method: "PATCH", body: { display_name: "Ada" } })],
	typing: [
		"signal",
		() => ({ path: "/api/realtime/ephemeral", body: { type: "typing.started", workspace_id, channel_id } }),
	],
	"a socket": ["socket", () => ({ path: `/api/realtime/ws?workspace_id=${workspace_id}`, upgrade: true })],
	"an invite": ["invite", () => ({ path: `/api/workspaces/${workspace_id}/invites`, body: {} })],
	"an export": ["export", () => ({ path: `/api/workspaces/${workspace_id}/export` })],
	"a file": ["upload", () => ({ path: `/api/uploads?workspace_id=${workspace_id}`, isFile: true })],
	joining: ["invite", () => ({ path: `/api/invites/${invite}/accept`, body: {} })],
	"a workspace": ["create_workspace", () => ({ path: "/api/workspaces", body: { name: "Atoll" } })],
};

test("every limit has an example here", () => {
	const isPlain = (limit: object) => "person" in limit && !("one_more_for" in limit);
	const personal = Object.entries(limits).flatMap(([name, limit]) => (isPlain(limit) ? [name] : []));
	expect(new Set(Object.values(acts).map(([name]) => name))).toEqual(new Set(personal));
});

test.each(Object.keys(acts))(
	"over the limit, from any address, a person has to wait, and nobody else: %s",
	async (act) => {
		const [name, what] = acts[act]!;
		const { burst } = limits[name].person;
		const statuses = await hammer(burst, () => ask(what(), by(ada)));
		expect(statuses).not.toContain(429);
		expect(await hammer(1, () => ask(what(), by(grace)))).not.toContain(429);
		await comesBack(() => ask(what(), by(ada)), statuses);
	},
);

test("all kinds of sending share one limit", async () => {
	const [send, edit, react] = ["a message", "an edit", "a reaction"].map((act) => acts[act]![1]());
	await hammer(limits.send.person.burst - 1, () => ask(send!, by(ada)));
	expect((await ask(react!, by(ada))).status).toBeLessThan(300);
	for (const what of [send, edit, react]) expect((await ask(what!, by(ada))).status).toBe(429);
});

test("reads are weighed: a reader of the longest pages has to wait with all reads, and nobody else", async () => {
	const { channel } = await ada.chat.channels.create(workspace_id, { name: "long", kind: "public" });
	for (let i = 0; i < 7; i++) await ada.chat.messages.create(channel.id, { body: "x".repeat(40_000) });
	const [page, short] = [`/api/channels/${channel.id}/messages`, `/api/channels/${channel.id}/messages?limit=1`];
	const atMost = limits.read.person.burst / (240_000 / limits.read.one_more_for.characters);
	expect(await hammer(atMost - 20, () => ask({ path: page }, by(ada)))).toEqual(new Set([200]));
	expect(await hammer(20, () => ask({ path: page }, by(ada)))).toEqual(new Set([200, 429]));
	for (const path of [page, short, `/api/workspaces/${workspace_id}/snapshot`])
		expect((await ask({ path }, by(ada))).status).toBe(429);
	expect((await ask({ path: page }, by(grace))).status).toBe(200);
	expect((await ask(acts["a message"]![1](), by(ada))).status).toBe(201);
	await comesBack(() => ask({ path: short }, by(ada)), new Set([200]));
});

test("searches are weighed: a search through the longest messages makes the person wait, without results too, and nobody else", async () => {
	const { channel } = await ada.chat.channels.create(workspace_id, { name: "tides", kind: "public" });
	for (let i = 0; i < 7; i++) await ada.chat.messages.create(channel.id, { body: "tide ".repeat(8_000) });
	const search = (q: string) => ({ path: `/api/search?workspace_id=${workspace_id}&q=${q}` });
	const { burst } = limits.search.person;
	expect(await hammer(burst - 1, () => ask(search("nobodysaidthat"), by(ada)))).toEqual(new Set([200]));
	await comesBack(() => ask(search("nobodysaidthat"), by(ada)), new Set([200]));
	standStill();
	expect(await hammer(burst / 2, () => ask(search("tide"), by(ada)))).toEqual(new Set([200, 429]));
	for (const q of ["tide", "nobodysaidthat"]) expect((await ask(search(q), by(ada))).status).toBe(429);
	expect((await ask(search("tide"), by(grace))).status).toBe(200);
	expect((await ask(acts["a message"]![1](), by(ada))).status).toBe(201);
	await comesBack(() => ask(search("tide"), by(ada)), new Set([200]));
});

test("a request for events is completed, however much of the log it scans, and charged afterwards", async () => {
	const { id } = await ada.chat.workspaces.create({ name: "Estuary", channels: ["general"] });
	await operator.admin.createUser({ name: "Grace", email: grace.email, workspace_id: id, role: "member" });
	const { channel } = await ada.chat.channels.create(id, { name: "apart", kind: "private" });
	const { cursor } = await grace.chat.workspaces.snapshot(id);
	await runInDurableObject(env.WORKSPACE.getByName(tagOf(id)!), (_, { storage }) => {
		storage.sql.exec(
			`WITH RECURSIVE n(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM n WHERE n < 250000)
			INSERT INTO events (num, type, audience, conversation_id, created_at, ids_json)
			SELECT (SELECT num FROM log_head) + n, 'channel.member_left', 'conversation', ?, ?, '{}' FROM n`,
			channel.id,
			new Date().toISOString(),
		);
	});
	await ada.chat.workspaces.update(id, { name: "Delta" });
	const path = `/api/realtime/events?workspace_id=${id}&after_cursor=${cursor}`;
	const statuses = await hammer(50, () => ask({ path }, by(grace)));
	expect(statuses).toEqual(new Set([200, 429]));
	let refused: Response;
	for (let i = 0; (refused = await ask({ path }, by(grace))).status !== 429; i++) expect(i).toBeLessThan(50);
	// then there are tokens for the first part, not for all of them
	pass(Number(refused.headers.get("retry-after")));
	const answer = await ask({ path }, by(grace));
	expect(answer.status).toBe(200);
	expect(await answer.json()).toMatchObject({ events: [{ type: "workspace.updated" }], has_more: false });
	expect((await ask({ path }, by(grace))).status).toBe(429);
	expect((await ask({ path }, by(ada))).status).toBe(200);
});

test("all sessions of a person are counted together", async () => {
	const [, what] = acts["a message"]!;
	const elsewhere = await person("Ada");
	await hammer(limits.send.person.burst, () => ask(what(), by(ada)));
	expect((await ask(what(), by(elsewhere))).status).toBe(429);
});

test("a client cannot exempt itself from the limits", async () => {
	const headers = {
		...by(ada),
		"x-clickclack-actor": JSON.stringify({ kind: "person", user_id: ada.user.id, isUnlimited: true }),
		"x-clickclack-user": ada.user.id,
		"x-forwarded-host": "localhost",
		host: "localhost",
	};
	const message = {
		path: `/api/channels/${channel_id}/messages?isUnlimited=true`,
		body: { body: "x", isUnlimited: true },
	};
	expect(await hammer(limits.send.person.burst + 1, () => ask(message, headers))).toEqual(new Set([201, 429]));
	const socket = { path: `/api/realtime/ws?workspace_id=${workspace_id}&isUnlimited=true`, upgrade: true as const };
	expect(await hammer(limits.socket.person.burst + 1, () => ask(socket, headers))).toEqual(new Set([101, 429]));
});

test("a development server has no rate limits", async () => {
	for (let i = 0; i <= limits.send.person.burst; i++) await ada.chat.messages.create(channel_id, { body: "x" });
});
