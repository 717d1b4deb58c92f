import { env } from "cloudflare:workers";
import { runInDurableObject } from "cloudflare:test";
import { randomTag, taggedId } from "@clickclack/durable-objects/ids";
import { newToken } from "@clickclack/durable-objects/tokens";
import { operations, tagOf } from "@clickclack/protocol";
import { beforeAll, expect, test } from "vitest";
import { app } from "./app.ts";
import { type Person, origin, person, post, request } from "./test/people.ts";

let ada: Person;
let by: { authorization: string };
beforeAll(async () => {
	ada = await person("Ada");
	by = { authorization: `Bearer ${ada.token}` };
	await ada.chat.workspaces.create({ name: "Reef", channels: ["general"] });
});

const madeUp = <P extends string>(prefix: P, tag = randomTag()) => taggedId(prefix, Date.now(), tag, 7);
const upgrade = { upgrade: "websocket" };

/** What one person may try with a made-up id. */
const tries: ((tag: string) => Promise<Response>)[] = [
	(tag) => request(`/api/workspaces/${madeUp("wsp", tag)}`, { headers: by }),
	(tag) => request(`/api/workspaces/${madeUp("wsp", tag)}/snapshot`, { headers: by }),
	(tag) => request(`/api/realtime/ws?workspace_id=${madeUp("wsp", tag)}`, { headers: { ...by, ...upgrade } }),
	(tag) => request(`/api/realtime/events?workspace_id=${madeUp("wsp", tag)}`, { headers: by }),
	(tag) => request(`/api/search?workspace_id=${madeUp("wsp", tag)}&q=x`, { headers: by }),
	(tag) => post(`/api/channels/${madeUp("chn", tag)}/messages`, { body: "x" }, by),
	(tag) => post(`/api/messages/${madeUp("msg", tag)}/reactions`, { emoji: "👍" }, by),
	(tag) => post(`/api/workspaces/${madeUp("wsp", tag)}/invites`, {}, by),
	(tag) => request(`/api/invites/${newToken("ivt", tag)}`),
	(tag) => post(`/api/invites/${newToken("ivt", tag)}/accept`, { display_name: "Kai" }),
	(tag) => post(`/api/invites/${newToken("ivt", tag)}/accept`, {}, by),
	(tag) => post("/api/admin/invites", { workspace_id: madeUp("wsp", tag) }, { authorization: "Bearer test-operator" }),
];

/** Empty: an object must write nothing by being started. One page is SQLite's own, before any table. */
const empty = { tables: [], values: 0, alarm: null, bytes: 4_096 };

const contents = (tag: string): Promise<object> =>
	runInDurableObject(env.WORKSPACE.getByName(tag), async (_, { storage }) => {
		const bytes = storage.sql.databaseSize;
		const alarm = await storage.getAlarm();
		const { size: values } = await storage.list();
		const tables = storage.sql
			.exec("SELECT name FROM sqlite_master WHERE name NOT LIKE '\\_cf%' ESCAPE '\\'")
			.toArray();
		return { tables, values, alarm, bytes };
	});

test("requests for a made-up workspace write nothing to its object", async () => {
	for (let round = 0; round < 5; round++) {
		const tag = randomTag();
		for (const attempt of tries) {
			const answer = await attempt(tag);
			expect({ attempt: String(attempt), status: answer.status }).toEqual({ attempt: String(attempt), status: 404 });
			await answer.body?.cancel();
		}
		expect(await contents(tag)).toEqual(empty);
	}
});

test("an id that only has the tag of one's workspace is not that workspace", async () => {
	const [reef] = await ada.chat.workspaces.list();
	const tag = tagOf(reef!.id)!;
	const close = [`wsp_0000000000${tag}00000000`, madeUp("wsp", tag), reef!.id.slice(0, -1) + "1"] as const;
	const operator = { authorization: "Bearer test-operator" };
	for (const id of close)
		for (const answer of [
			await request(`/api/workspaces/${id}`, { headers: by }),
			await request(`/api/workspaces/${id}/channels`, { headers: by }),
			await request(`/api/workspaces/${id}`, {
				method: "PATCH",
				headers: { ...by, "content-type": "application/json" },
				body: '{"name":"Mine"}',
			}),
			await post(`/api/workspaces/${id}/invites`, {}, by),
			await request(`/api/realtime/ws?workspace_id=${id}`, { headers: { ...by, ...upgrade } }),
			await request(`/api/realtime/events?workspace_id=${id}`, { headers: by }),
			await request(`/api/search?workspace_id=${id}&q=x`, { headers: by }),
			await post("/api/realtime/ephemeral", { type: "presence.changed", workspace_id: id }, by),
			await post("/api/admin/invites", { workspace_id: id }, operator),
			await request(`/api/admin/jobs?workspace_id=${id}`, { headers: operator }),
		])
			expect([answer.url, answer.status, await answer.json()]).toMatchObject([
				answer.url,
				404,
				{ code: "not_found", error: "workspace not found" },
			]);
});

/** Every row of the Directory. */
const directory = (): Promise<object[]> =>
	runInDurableObject(env.DIRECTORY.getByName("directory"), (_, { storage: { sql } }) => {
		const tables = sql.exec<{ name: string }>(
			"SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_cf%' ESCAPE '\\'",
		);
		return tables.toArray().map(({ name }) => sql.exec(`SELECT * FROM "${name}"`).toArray());
	});

test("a made-up link, invite or session writes nothing in the Directory", async () => {
	const before = await directory();
	const forged = ada.token.slice(0, -43) + "A".repeat(43);
	for (let i = 0; i < 10; i++) {
		expect((await post("/api/auth/magic/consume", { token: newToken("mgt") })).status).toBe(400);
		expect((await post(`/api/invites/${newToken("ivt")}/accept`, { display_name: "Kai" })).status).toBe(404);
		expect((await post(`/api/invites/${newToken("ivt", randomTag())}/accept`, { display_name: "Kai" })).status).toBe(
			404,
		);
		for (const token of [forged, newToken("sst"), newToken("ccb", randomTag())]) {
			expect((await request("/api/me", { headers: { authorization: `Bearer ${token}` } })).status).toBe(401);
			await post("/api/auth/logout", {}, { authorization: `Bearer ${token}` });
		}
	}
	expect(await directory()).toEqual(before);
});

/** The bindings, with a record of each object looked up and of each method called on it. */
function watching() {
	const reached: string[] = [];
	const sought: string[] = [];
	// every property of a stub is a method elsewhere, and so are `bind` and `apply` of a method
	const watched = <T extends object>(stub: T): T =>
		new Proxy(stub, {
			get(target, name) {
				reached.push(String(name));
				return (...given: unknown[]) => (target as Record<string | symbol, Function>)[name]!(...given);
			},
		});
	const WORKSPACE = { getByName: (name: string) => (sought.push(name), watched(env.WORKSPACE.getByName(name))) };
	const DIRECTORY = { getByName: (name: string) => (sought.push(name), watched(env.DIRECTORY.getByName(name))) };
	const bindings = { ...env, WORKSPACE, DIRECTORY, ADMIN_TOKEN: "x" } as typeof env & { ADMIN_TOKEN: string };
	return { reached, sought, bindings };
}

test("a request without a credential, or with a made-up one, reaches no object", async () => {
	const { reached, sought, bindings } = watching();
	const forged = ada.token.slice(0, -43) + "A".repeat(43);
	const nobody: Record<string, string>[] = [
		{},
		{ authorization: "Bearer sst_x.y" },
		{ authorization: `Bearer ${forged}` },
		{ authorization: `Bearer ${newToken("ccb", tagOf(madeUp("wsp")))}` },
		{ cookie: `cc_session=${forged}` },
		{ "sec-websocket-protocol": `clickclack.bearer.${forged}` },
	];
	const workspace_id = madeUp("wsp");
	for (const { method, path, access } of Object.values(operations)) {
		if (access === "public") continue;
		const url = `${origin}${path.replaceAll(/\{(\w+)_id\}/g, madeUp("chn"))}?workspace_id=${workspace_id}`;
		for (const headers of nobody) {
			const answer = await app.fetch(new Request(url, { method: method.toUpperCase(), headers }), bindings);
			expect({ path, status: answer.status }).toEqual({ path, status: 401 });
		}
	}
	expect({ reached, sought }).toEqual({ reached: [], sought: [] });
	const answer = await app.fetch(new Request(`${origin}/api/workspaces`, { headers: by }), bindings);
	expect({ status: answer.status, reached, sought }).toEqual({ status: 200, reached: ["call"], sought: ["directory"] });
});

const said = (body: unknown) => JSON.stringify({ body });
const malformed: [what: string, body: BodyInit, status: number][] = [
	["of a wrong type", said(7), 400],
	["that is too long", said("x".repeat(40_001)), 400],
	["of nothing", said("  "), 400],
	["with NUL", said("a\0b"), 400],
	["with half a character", said("\ud800"), 400],
	["that is not UTF-8", new Uint8Array([0x22, 0xff, 0x22]), 400],
	["of half a million nested brackets", "[".repeat(500_000) + "]".repeat(500_000), 400],
	["of 2 MB", said("x".repeat(2_000_000)), 413],
];

test.each(malformed)("a message %s reaches no object", async (_, body, status) => {
	const { reached, bindings } = watching();
	const [workspace] = await ada.chat.workspaces.list();
	const [general] = await ada.chat.channels.list(workspace!.id);
	const send = (text: BodyInit) => {
		const headers = { ...by, "content-type": "application/json" };
		const url = `${origin}/api/channels/${general!.id}/messages`;
		return app.fetch(new Request(url, { method: "POST", headers, body: text }), bindings);
	};
	expect({ status: (await send(body)).status, reached }).toEqual({ status, reached: [] });
	expect({ status: (await send(said("fine"))).status, reached }).toEqual({ status: 201, reached: ["call"] });
});
