import { exportedTables } from "@clickclack/durable-objects/workspace/exports/tables";
import { keyOf } from "@clickclack/durable-objects/workspace/uploads/remove-job";
import { env } from "cloudflare:workers";
import { type ChannelId, export_version } from "@clickclack/protocol";
import type { ExportWorkspace, WorkspaceId } from "@clickclack/sdk";
import { beforeAll, expect, test } from "vitest";
import { store } from "../test/files.ts";
import { type Person, operator, person, request } from "../test/people.ts";
import { unzip } from "../test/unzip.ts";

let ada: Person;
let grace: Person;
let workspace_id: WorkspaceId;
let general: ChannelId;
beforeAll(async () => {
	[ada, grace] = [await person("Ada"), await person("Grace")];
	({ id: workspace_id } = await ada.chat.workspaces.create({ name: "Reef", channels: ["general"] }));
	await operator.admin.createUser({ name: "Grace", email: grace.email, workspace_id });
	general = (await ada.chat.channels.list(workspace_id))[0]!.id;
});

const by = ({ token }: Person) => ({ authorization: `Bearer ${token}` });
const address = () => `/api/workspaces/${workspace_id}/export`;
const exported = async (query: ExportWorkspace = {}) =>
	new Response(await ada.chat.exports.download(workspace_id, query));
const filesOf = async (answer: Response) => unzip(new Uint8Array(await answer.arrayBuffer()));
const textOf = (content: Uint8Array | undefined) => new TextDecoder().decode(content);
const countsIn = (files: Map<string, Uint8Array>) =>
	JSON.parse(textOf(files.get("counts.json"))) as { rows: Record<string, number>; files: object };

test("the owner gets a zip of all tables and files, with what it is first and how much it was last", async () => {
	const kelp = await store(ada, workspace_id, "kelp", "kelp.txt", "text/plain");
	const lost = await store(ada, workspace_id, "lost", "lost.txt", "text/plain");
	const large = await store(ada, workspace_id, new Uint8Array(300_000).fill(7), "large.bin", "application/pdf");
	const upload_ids = [kelp.id, lost.id, large.id];
	await ada.chat.messages.create(general, { body: "Grüße 🦞\nsecond line", upload_ids });
	await env.UPLOADS.delete(keyOf(workspace_id, lost.id));
	const answer = await request(address(), { headers: by(ada) });
	expect(answer.headers.get("content-type")).toBe("application/zip");
	expect(answer.headers.get("content-disposition")).toMatch(/^attachment; filename="reef-\d{4}-\d\d-\d\d\.zip"/);
	const files = await filesOf(answer);
	const tables = Object.keys(exportedTables).map((name) => `${name}.ndjson`);
	const stored = [`files/${kelp.id}`, `files/${large.id}`];
	expect([...files.keys()]).toEqual(["manifest.json", ...tables, ...stored, "counts.json"]);
	expect(JSON.parse(textOf(files.get("manifest.json")))).toMatchObject({
		format: "clickclack-export",
		version: export_version,
		workspace: { id: workspace_id, name: "Reef" },
		sequence: expect.any(Number),
		direct_messages: false,
		left_out: { tables: { drafts: expect.any(String) } },
	});
	expect(JSON.parse(textOf(files.get("messages.ndjson")))).toMatchObject({ body: "Grüße 🦞\nsecond line" });
	expect(textOf(files.get(`files/${kelp.id}`))).toBe("kelp");
	expect(files.get(`files/${large.id}`)).toEqual(new Uint8Array(300_000).fill(7));
	const { rows, files: counted } = countsIn(files);
	expect(rows).toMatchObject({ messages: 1, members: 2, uploads: 3, pins: 0 });
	expect(counted).toEqual({ stored: 2, bytes: 300_004, missing: 1 });
});

test("messages, people and channels come as JSON or as CSV in which nothing is a formula", async () => {
	await ada.chat.messages.create(general, { body: '=HYPERLINK("http://x")' });
	const { messages } = await (await exported({ format: "json", of: "messages" })).json<{ messages: object[] }>();
	expect(messages).toMatchObject([{ author: "ada", channel: "general" }, { text: '=HYPERLINK("http://x")' }]);
	const csv = await (await exported({ format: "csv", of: "messages" })).text();
	expect(csv).toMatch(/^"id","thread_root_id",/);
	expect(csv).toContain(`"'=HYPERLINK(""http://x"")"\r\n`);
	for (const of of ["people", "channels"] as const) {
		const answer = await request(`${address()}?format=json&of=${of}`, { headers: by(ada) });
		expect(answer.headers.get("content-disposition")).toMatch(new RegExp(`filename="reef-${of}-[\\d-]{10}\\.json"`));
		expect((await answer.json<Record<string, object[]>>())[of]!.length).toBeGreaterThan(0);
	}
});

test("the members see who has exported what, and the audit log has it", async () => {
	await exported({ format: "csv", of: "people" });
	const { exports, allows_direct_messages } = await grace.chat.exports.list(workspace_id);
	expect(exports[0]).toMatchObject({ user_id: ada.user.id, format: "csv", of: "people", direct_messages: false });
	expect(allows_direct_messages).toBe(false);
	const [entry] = (await ada.chat.auditLog.list(workspace_id, { action: "workspace.exported" })).audit_log_entries;
	expect(entry).toMatchObject({ id: exports[0]!.id, actor_user_id: ada.user.id, metadata: { name: "Reef" } });
});

test("who is not the owner gets nothing, and it is not written down", async () => {
	const stranger = await person("Stranger");
	const count = async () => (await grace.chat.exports.list(workspace_id)).exports.length;
	const before = await count();
	for (const path of [address(), `${address()}?format=csv&of=messages`]) {
		expect((await request(path, { headers: by(grace) })).status).toBe(403);
		expect((await request(path, { headers: by(stranger) })).status).toBe(404);
		expect((await request(path)).status).toBe(401);
		const foreign = { cookie: `cc_session=${ada.token}`, "sec-fetch-site": "cross-site" };
		expect((await request(path, { headers: foreign })).status).toBe(403);
	}
	expect((await request(`${address()}s`, { headers: by(stranger) })).status).toBe(404);
	expect(await count()).toBe(before);
});

test("what is asked for wrongly is refused before anything is written", async () => {
	for (const query of ["format=zip&of=people", "format=csv", "format=xml", "of=people", "format=csv&of=files"])
		expect({ query, status: (await request(`${address()}?${query}`, { headers: by(ada) })).status }).toEqual({
			query,
			status: 400,
		});
	expect((await request(address(), { method: "HEAD", headers: by(ada) })).status).toBe(400);
	const refused = await request(`${address()}?direct_messages=true`, { headers: by(ada) });
	expect(await refused.json()).toMatchObject({ code: "forbidden", error: expect.stringContaining("operator") });
});

test("one whose reader goes away is not read on", async () => {
	const body = await ada.chat.exports.download(workspace_id);
	const reader = body.getReader();
	await reader.read();
	await expect(reader.cancel()).resolves.toBeUndefined();
});

test("one whose maker is no owner any more breaks off: it has no end, and its reader is told", async () => {
	const { id } = await ada.chat.workspaces.create({ name: "Atoll" });
	await operator.admin.createUser({ name: "Grace", email: grace.email, workspace_id: id });
	const reader = (await ada.chat.exports.download(id)).getReader();
	await reader.read();
	await ada.chat.workspaces.transferOwnership(id, grace.user.id);
	const pieces: string[] = [];
	const readOn = async () => {
		for (let piece = await reader.read(); !piece.done; piece = await reader.read()) pieces.push(textOf(piece.value));
	};
	await expect(readOn()).rejects.toThrow();
	expect(pieces.join("")).not.toContain("counts.json");
});
