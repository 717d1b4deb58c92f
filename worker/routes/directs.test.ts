import type { ChannelId, DirectConversationId, WorkspaceId } from "@clickclack/protocol";
import { beforeAll, describe, expect, test } from "vitest";
import { type Person, operator, person, post, request } from "../test/people.ts";

let ada: Person;
let grace: Person;
let stranger: Person;
let workspace_id: WorkspaceId;
let elsewhere: WorkspaceId;
let general: ChannelId;
let foreign: DirectConversationId;
beforeAll(async () => {
	[ada, grace, stranger] = await Promise.all([person("Ada"), person("Grace"), person("Stranger")]);
	({ id: workspace_id } = await ada.chat.workspaces.create({ name: "Reef", channels: ["general"] }));
	await grace.chat.invites.accept((await ada.chat.invites.create(workspace_id)).token);
	general = (await ada.chat.channels.list(workspace_id))[0]!.id;
	// Grace is in another workspace too, and in a direct conversation there
	({ id: elsewhere } = await stranger.chat.workspaces.create({ name: "Elsewhere", channels: ["general"] }));
	await grace.chat.invites.accept((await stranger.chat.invites.create(elsewhere)).token);
	foreign = (await grace.chat.dms.create(elsewhere, [stranger.user.id])).conversation.id;
});

const as = ({ token }: Person) => ({ authorization: `Bearer ${token}` });
const open = (who: Person, member_ids: unknown, place: unknown = workspace_id) =>
	post("/api/dms", { workspace_id: place, member_ids }, as(who));
const withGrace = () => ada.chat.dms.create(workspace_id, [grace.user.id]);

test("opening answers 201 with the conversation, also when it is there already", async () => {
	const first = await open(ada, [grace.user.id]);
	expect(first.status).toBe(201);
	const { conversation, event } = await first.json<{ conversation: { id: string; as_of: string }; event: object }>();
	const { as_of: _, ...opened } = conversation;
	expect(event).toMatchObject({ type: "dm.opened", payload: { conversation: opened } });
	const again = await open(grace, [ada.user.id, ada.user.id, grace.user.id]);
	expect(again.status).toBe(201);
	expect(await again.json()).toMatchObject({ conversation: { id: conversation.id } });
});

test("its list, messages, read position, closing and opening have the shapes of the contract", async () => {
	const { id } = (await withGrace()).conversation;
	const ask = async (method: string, path: string, body?: object) => {
		const json = { "content-type": "application/json", ...as(ada) };
		const answer = await request(path, { method, headers: json, ...(body && { body: JSON.stringify(body) }) });
		return [answer.status, await answer.json<Record<string, unknown>>()] as const;
	};
	const [status, sent] = await ask("POST", `/api/dms/${id}/messages`, { body: "tea?", nonce: "n1" });
	expect([status, Object.keys(sent)]).toEqual([201, ["message", "event"]]);
	const [repeated, same] = await ask("POST", `/api/dms/${id}/messages`, { body: "tea?", nonce: "n1" });
	expect([repeated, same]).toEqual([200, { message: sent["message"] }]);
	expect(await ask("GET", `/api/dms/${id}/messages?limit=1`)).toMatchObject([200, { messages: [{ body: "tea?" }] }]);
	expect(await ask("POST", `/api/dms/${id}/read`, { seq: 1 })).toMatchObject([200, { receipt: { scope_id: id } }]);
	expect(await ask("DELETE", `/api/dms/${id}`)).toEqual([200, { ok: true }]);
	expect(await ask("GET", `/api/dms?workspace_id=${workspace_id}`)).toEqual([
		200,
		{ conversations: [], has_more: false },
	]);
	expect(await ask("GET", `/api/dms/${id}`)).toMatchObject([200, { conversation: { id } }]);
	expect(await ask("POST", `/api/dms/${id}/open`)).toMatchObject([200, { conversation: { id } }]);
	expect(await ask("GET", `/api/dms?workspace_id=${workspace_id}`)).toMatchObject([200, { conversations: [{ id }] }]);
});

describe("what is refused before anything is written", () => {
	const nobody = "usr_01jd7xk3m9h5q2w8e4r6t0y1z7";
	const many = Array.from({ length: 33 }, (_, i) => `usr_01jd7xk3m9h5q2w8e4r6t0y1${String(i).padStart(2, "0")}`);
	const few = "direct conversation needs at least two members";
	test.each<[what: string, () => unknown, status: number, words: string]>([
		["oneself alone", () => [ada.user.id], 400, few],
		["nobody", () => [], 400, few],
		["33 people", () => many, 400, "direct conversation has too many members"],
		["a list of hundreds", () => Array(500).fill(ada.user.id), 400, "direct conversation has too many members"],
		["no list", () => "usr_1", 400, "member_ids"],
		["nothing", () => undefined, 400, "member_ids"],
		["null in the list", () => [null], 400, "member_ids"],
		["another kind of id", () => [general], 400, "member_ids"],
		["a stranger", () => [stranger.user.id], 404, "member not found"],
		["an id of nobody", () => [grace.user.id, nobody], 404, "member not found"],
	])("%s", async (_, member_ids, status, words) => {
		const answer = await open(ada, member_ids());
		expect(answer.status).toBe(status);
		expect((await answer.json<{ error: string }>()).error).toContain(words);
	});

	test("a guest, who is told so in words", async () => {
		const { id } = await operator.admin.createUser({
			name: "Gus",
			email: "gus@example.com",
			workspace_id,
			role: "guest",
		});
		const answer = await open(ada, [id]);
		expect(answer.status).toBe(403);
		expect(await answer.json()).toMatchObject({ error: "guests cannot be in direct conversations" });
	});

	test("a workspace that one is not in, like one that does not exist", async () => {
		for (const place of [elsewhere, `${elsewhere.slice(0, -16)}zzzzzzzz00000000`]) {
			const answer = await open(ada, [grace.user.id], place);
			expect([answer.status, await answer.json()]).toMatchObject([404, { error: "workspace not found" }]);
		}
	});

	test.each(["limit=0", "limit=501", "limit=x", "cursor=x", "cursor=1", "cursor=1.2.3", "cursor=-1.0"])(
		"a list with %s",
		async (query) => {
			const answer = await request(`/api/dms?workspace_id=${workspace_id}&${query}`, { headers: as(ada) });
			expect(answer.status).toBe(400);
		},
	);
});

test("an id of another workspace, of another kind or of nothing is 404 in the same words, in every operation", async () => {
	const { id } = (await withGrace()).conversation;
	const { message } = await ada.chat.messages.create(id, { body: "hello" });
	const made_up = [`${id.slice(0, -3)}zzz`, `dm_${general.slice(4)}`, foreign, "dm_01jd7xk3m9h5q2w8e4r6t0y1z7"];
	const words = new Set<string>();
	for (const other of [...made_up, general, "dm_x", "x", workspace_id]) {
		const calls: [method: string, path: string, body?: object][] = [
			["GET", `/api/dms/${other}`],
			["DELETE", `/api/dms/${other}`],
			["POST", `/api/dms/${other}/open`],
			["GET", `/api/dms/${other}/messages`],
			["POST", `/api/dms/${other}/messages`, { body: "hello" }],
			["POST", `/api/dms/${other}/read`, { seq: 1 }],
			["POST", `/api/dms/${other}/unread`, { seq: 1 }],
			["GET", `/api/dms/${other}/threads`],
			["GET", `/api/dms/${other}/pins`],
			["POST", `/api/dms/${other}/pins`, { message_id: message.id }],
			["DELETE", `/api/dms/${other}/pins/${message.id}`],
			["GET", `/api/dms/${other}/notification-settings`],
			["PATCH", `/api/dms/${other}/notification-settings`, { preference: "muted" }],
			["POST", `/api/dms/${other}/scheduled`, { body: "hello", send_at: "2099-01-01T00:00:00.000Z" }],
		];
		for (const [method, path, body] of calls) {
			const json = { "content-type": "application/json", ...as(ada) };
			const answer = await request(path, { method, headers: json, ...(body && { body: JSON.stringify(body) }) });
			expect(answer.status, `${method} ${path}`).toBe(404);
			const { error } = await answer.json<{ error: string }>();
			if (made_up.includes(other)) words.add(error);
		}
	}
	// a workspace that was never there, and one that the caller is not in, answer alike
	expect([...words].toSorted()).toEqual(["conversation not found", "workspace not found"]);
	const asChannel = await request(`/api/channels/${id}/messages`, { headers: as(ada) });
	expect(asChannel.status).toBe(404);
});

test("opening is limited like every change, and sending like in channels", async () => {
	const answer = await request("/api/openapi.json");
	const { paths } = await answer.json<{ paths: Record<string, Record<string, { "x-rate-limit"?: object }>> }>();
	expect(paths["/api/dms"]!["post"]!["x-rate-limit"]).toEqual(
		paths["/api/workspaces/{workspace_id}/channels"]!["post"]!["x-rate-limit"],
	);
	expect(paths["/api/dms/{direct_conversation_id}/messages"]!["post"]!["x-rate-limit"]).toEqual(
		paths["/api/channels/{channel_id}/messages"]!["post"]!["x-rate-limit"],
	);
});
