import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { type WorkspaceId, tagOf } from "@clickclack/protocol";
import { taggedId } from "@clickclack/durable-objects/ids";
import { beforeAll, expect, test } from "vitest";
import { type Person, operator, person, post, request } from "../test/people.ts";

let ada: Person;
let grace: Person;
let workspace_id: WorkspaceId;
beforeAll(async () => {
	[ada, grace] = [await person("Ada"), await person("Grace")];
	({ id: workspace_id } = await ada.chat.workspaces.create({ name: "Reef" }));
	await operator.admin.createUser({ name: "Grace", email: grace.email, workspace_id });
});

const log = () => ada.chat.auditLog.list(workspace_id);
const newest = async () => (await log()).audit_log_entries[0]!;
const by = ({ token }: Person) => ({ authorization: `Bearer ${token}` });
const address = () => `/api/workspaces/${workspace_id}/audit-log`;
const entriesIn = async (file: Response) => (await file.json<{ audit_log_entries: object[] }>()).audit_log_entries;
const exported = async (query: string) => request(`${address()}/export?${query}`, { headers: by(ada) });

test("an entry says from where, and never more than a line of the program's name", async () => {
	const agent = `=cmd ${"x".repeat(500)}`;
	const headers = { ...by(ada), "cf-connecting-ip": "2001:db8::1", "user-agent": agent };
	await post(`/api/workspaces/${workspace_id}/invites`, {}, headers);
	const { metadata } = await newest();
	expect(metadata).toMatchObject({ by: "person", ip: "2001:db8::1", user_agent: agent.slice(0, 120) });
});

test("of the operator no person is named", async () => {
	await operator.admin.createInvite({ workspace_id });
	expect(await newest()).toMatchObject({ action: "invite.created", actor_user_id: "", metadata: { by: "operator" } });
	await runInDurableObject(env.WORKSPACE.getByName(tagOf(workspace_id)!), (_, { storage }) =>
		storage.sql.exec(
			"INSERT INTO jobs (kind, subject, due_at, attempts, payload_json) VALUES ('brew', 'tea', '2100-01-01', 0, '{}')",
		),
	);
	const [job] = (await operator.admin.jobs.list({ workspace_id })).jobs;
	await operator.admin.jobs.run(job!.id, { workspace_id });
	const ran = { action: "job.run", target_id: String(job!.id), metadata: { by: "operator", name: "brew" } };
	expect(await newest()).toMatchObject(ran);
	const { id } = await operator.admin.createWorkspace({ name: "Kelp", owner_id: ada.user.id });
	const [founded] = (await ada.chat.auditLog.list(id)).audit_log_entries;
	expect(founded).toMatchObject({ action: "workspace.created", actor_user_id: "", metadata: { by: "operator" } });
});

test("whoever comes by an invite is named, with their address", async () => {
	const { token } = await ada.chat.invites.create(workspace_id);
	const path = `/api/invites/${token}/accept`;
	await post(path, { display_name: "Mae" }, { "cf-connecting-ip": "192.0.2.7" });
	const { action, actor_user_id, metadata } = await newest();
	expect({ action, ip: metadata.ip }).toEqual({ action: "invite.used", ip: "192.0.2.7" });
	expect((await ada.chat.members.get(workspace_id, actor_user_id as `usr_${string}`)).user.display_name).toBe("Mae");
	expect(JSON.stringify(await log())).not.toContain(token);
});

test("a member reads neither the list nor the file, and a stranger finds nothing", async () => {
	const stranger = await person("Stranger");
	for (const path of [address(), `${address()}/export`]) {
		expect((await request(path, { headers: by(grace) })).status).toBe(403);
		expect((await request(path, { headers: by(stranger) })).status).toBe(404);
		expect((await request(path)).status).toBe(401);
	}
});

test("a filter that is none is refused", async () => {
	for (const query of [
		"action=channel",
		"since=yesterday",
		"actor_user_id=ada",
		"cursor=1",
		"limit=201",
		"target_id=A",
	])
		expect({ query, status: (await request(`${address()}?${query}`, { headers: by(ada) })).status }).toEqual({
			query,
			status: 400,
		});
	expect((await exported("format=xml")).status).toBe(400);
});

test("the file has what the list has, as JSON and as CSV", async () => {
	const { audit_log_entries: listed } = await ada.chat.auditLog.list(workspace_id, { limit: 200 });
	const json = await exported("format=json");
	expect(json.headers.get("content-disposition")).toBe('attachment; filename="audit-log.json"');
	expect(await json.json()).toEqual({ audit_log_entries: listed });
	const csv = await exported("format=csv");
	expect(csv.headers.get("content-type")).toBe("text/csv; charset=utf-8");
	const lines = (await csv.text()).split("\r\n");
	expect(lines[0]).toMatch(/^"id","created_at","actor_user_id"/);
	expect(lines).toHaveLength(listed.length + 2);
	for (const [n, { id }] of listed.entries()) expect(lines[n + 1]).toMatch(new RegExp(`^"${id}",`));
	const attack = listed.findIndex(({ metadata }) => metadata.user_agent?.startsWith("=cmd"));
	expect(lines[attack + 1]).toContain(`"'=cmd `);
	const filtered = await exported("format=json&action=workspace.created");
	expect(await entriesIn(filtered)).toHaveLength(1);
	expect(await (await exported("format=json&action=poll.")).text()).toBe('{"audit_log_entries":[]}');
});

test("a long log comes whole, in pages of a thousand, also for who has to wait meanwhile", async () => {
	const { id } = await ada.chat.workspaces.create({ name: "Long" });
	const tag = tagOf(id)!;
	const prefix = taggedId("aud", Date.now() - 60_000, tag, 0).slice(0, -8);
	await runInDurableObject(env.WORKSPACE.getByName(tag), (_, { storage }) =>
		storage.sql.exec(
			`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 12345)
			INSERT INTO audit_log (id, position, action, target_type, target_id, metadata_json, created_at)
			SELECT ? || printf('%08d', i), i, iif(i = 1, 'topic.deleted', 'channel.updated'), 'channel', i, '{"by":"operator"}', ? FROM n`,
			prefix,
			new Date(Date.now() - 60_000).toISOString(),
		),
	);
	const file = await ada.chat.auditLog.export(id, { format: "csv" });
	expect((await new Response(file).text()).trimEnd().split("\r\n")).toHaveLength(1 + 12_345 + 1);
	const rare = await ada.chat.auditLog.export(id, { action: "topic.deleted" });
	expect(await entriesIn(new Response(rare))).toHaveLength(1);
	const found = [];
	for await (const entry of ada.chat.auditLog.list(id, { action: "topic.deleted" })) found.push(entry.target_id);
	expect(found).toEqual(["1"]);
});

test("the SDK says why a file is refused", async () => {
	await expect(grace.chat.auditLog.export(workspace_id)).rejects.toMatchObject({ code: "forbidden", status: 403 });
});
