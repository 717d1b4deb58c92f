import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { type ExportPart, type Outcome, export_parts } from "@clickclack/protocol";
import { beforeEach, describe, expect, test } from "vitest";
import { type Team, backRoom, newTeam } from "../../test/people.ts";
import { picture, storedUpload } from "../../test/uploads.ts";
import { Workspace } from "../workspace.ts";
import type { ExportScope } from "./exports.ts";
import { leftOutColumns, leftOutTables } from "./left-out.ts";
import type { ReadExport } from "./read.ts";
import { type ExportedTable, exportedTables } from "./tables.ts";

type Row = Record<string, string | number | null>;
const tables = Object.keys(exportedTables) as ExportedTable[];

let team: Team;
beforeEach(async () => {
	team = await newTeam();
});

const asked = { format: "zip", direct_messages: false } as const;
const begin = async () => (await team.ada.exportWorkspace(asked)).scope;
const rowsOf = (lines: string) =>
	lines === ""
		? []
		: lines
				.trimEnd()
				.split("\n")
				.map((line) => JSON.parse(line) as Row);

/** All pages, and what happens between them. */
async function readAll(scope: ExportScope, from: ReadExport["from"], between?: () => Promise<unknown>): Promise<Row[]> {
	const rows: Row[] = [];
	for (let after: ReadExport["after"] = []; after;) {
		const page = await team.ada.readExport({ scope, from, after });
		rows.push(...rowsOf(page.lines));
		after = page.next;
		await between?.();
	}
	return rows;
}

async function exportAll(scope: ExportScope, between?: () => Promise<unknown>): Promise<Record<ExportedTable, Row[]>> {
	const all = {} as Record<ExportedTable, Row[]>;
	for (const table of tables) all[table] = await readAll(scope, { table }, between);
	return all;
}
const sheet = async (of: ExportPart, scope?: ExportScope) => readAll(scope ?? (await begin()), { sheet: of });

const say = async (body: string, more: object = {}) =>
	(await team.grace.createMessage({ conversation_id: team.general.id, body, ...more })).message;
const openDirect = async () => {
	const { conversation } = await team.grace.createDirect({ member_ids: [team.users.linus.id] });
	await team.grace.createDirectMessage({ conversation_id: conversation.id, body: "between us" });
	return conversation.id;
};

/** Something of everything, in public, in private and in a direct conversation. */
async function furnish(): Promise<void> {
	const direct = await openDirect();
	const room = await backRoom(team);
	await team.grace.createTopic({ name: "Tides" });
	for (const conversation_id of [team.general.id, room, direct]) {
		const upload_ids = [await storedUpload(team.grace)];
		const place = { conversation_id };
		const { message } = await team.grace.createMessage({
			...place,
			body: "first",
			nonce: `n-${conversation_id}`,
			upload_ids,
		});
		await team.grace.editMessage({ message_id: message.id, body: "second" });
		await team.grace.addReaction({ message_id: message.id, emoji: "🦞" });
		await team.grace.pinMessage({ ...place, message_id: message.id });
		await team.grace.replyInThread({ message_id: message.id, body: "reply" });
		await team.grace.createMessage({ ...place, body: "quoted", quoted_message_id: message.id });
		const poll = { options: ["yes", "no"] };
		const { message: question } = await team.grace.createMessage({ ...place, body: "Tea?", poll });
		await team.grace.votePoll({ message_id: question.id, choices: [0] });
	}
	const upload_id = await storedUpload(team.grace, { picture, nonce: "n-file" });
	await team.grace.createCustomEmoji({ name: "tea-time", upload_id });
	const { group } = await team.ada.createGroup({ name: "Crew", handle: "crew" });
	await team.ada.putGroupMember({ group_id: group.id, user_id: team.users.grace.id, role: "member" });
	await team.ada.putGroupChannel({ group_id: group.id, channel_id: team.general.id });
	await team.grace.saveDraft({ target_id: team.general.id, body: "unsent" });
}

/** The tables of the database with their columns. */
const stored = () =>
	runInDurableObject(team.stub, (_, { storage: { sql } }) => {
		const names = sql.exec<{ name: string }>(
			`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB '_cf_*' AND name NOT GLOB 'sqlite_*'
			AND name NOT GLOB 'search_*'`,
		);
		const columns = (name: string) =>
			sql.exec<{ name: string }>(`SELECT name FROM pragma_table_info('${name}')`).toArray();
		return new Map(names.toArray().map(({ name }) => [name, columns(name).map((column) => column.name)]));
	});

describe("what is exported", () => {
	test("every table is, or it is said why not", async () => {
		const named = [...tables, ...Object.keys(leftOutTables)];
		expect(named.toSorted()).toEqual([...(await stored()).keys()].toSorted());
	});

	test("every column of these tables is, or it is said why not", async () => {
		await furnish();
		const all = await exportAll({ ...(await begin()), direct_messages: true });
		const database = await stored();
		const named = tables.map((name) => [
			name,
			[...Object.keys(all[name][0] ?? {}), ...Object.keys(leftOutColumns[name]!)],
		]);
		for (const [name, columns] of named as [string, string[]][])
			expect({ name, columns: columns.toSorted() }).toEqual({ name, columns: database.get(name)!.toSorted() });
	});

	test("no row refers to one that is not there, with and without direct messages", async () => {
		await furnish();
		for (const direct_messages of [false, true]) {
			const all = await exportAll({ ...(await begin()), direct_messages });
			expect(all.messages.length).toBe(direct_messages ? 13 : 8);
			expect(dangling(all)).toEqual([]);
		}
	});

	test("secrets are not: neither of people, nor of programs, nor of requests", async () => {
		await furnish();
		const { token } = await team.ada.createInvite({ role: "member", expires_in_minutes: 60, max_uses: null });
		const secrets = await runInDurableObject(team.stub, (_, { storage: { sql } }) => {
			sql.exec("INSERT INTO bot_tokens VALUES ('btk_1', 'hash-of-bot', 'usr_1', '[]', '2026-01-01', NULL)");
			sql.exec("UPDATE messages SET correlation_id = 'secret-correlation' || num");
			const texts = (query: string) =>
				sql
					.exec<{ text: string }>(query)
					.toArray()
					.map(({ text }) => text);
			return [
				...texts("SELECT token_hash AS text FROM invites"),
				...texts("SELECT token_hash AS text FROM bot_tokens"),
				...texts("SELECT nonce AS text FROM messages WHERE nonce IS NOT NULL"),
				...texts("SELECT nonce AS text FROM uploads WHERE nonce IS NOT NULL"),
				"secret-correlation",
				"unsent",
			];
		});
		expect(secrets.length).toBeGreaterThan(5);
		const scope = { ...(await begin()), direct_messages: true };
		const everything = [await exportAll(scope), ...(await Promise.all(export_parts.map((part) => sheet(part, scope))))];
		const text = JSON.stringify(everything);
		for (const secret of [...secrets, token]) expect(text).not.toContain(secret);
		expect(text).not.toMatch(/hash|nonce|token/i);
	});
});

/** What refers to a row that is not in the export. */
function dangling(all: Record<ExportedTable, Row[]>): string[] {
	const known = (table: ExportedTable, column: string) => new Set(all[table].map((row) => row[column]));
	const [nums, ids] = [known("conversations", "num"), known("conversations", "id")];
	const [messages, people] = [known("messages", "num"), known("members", "user_id")];
	const references: [ExportedTable, string, Set<unknown>][] = [
		["channels", "id", ids],
		["directs", "id", ids],
		["conversation_members", "conversation_id", ids],
		["conversation_members", "user_id", people],
		["topics", "channel_id", ids],
		["group_members", "group_id", known("people_groups", "id")],
		["group_members", "user_id", people],
		["group_channels", "group_id", known("people_groups", "id")],
		["group_channels", "channel_id", ids],
		["messages", "conversation_num", nums],
		["messages", "author_num", known("members", "num")],
		["messages", "quoted_num", messages],
		["messages", "twin_num", messages],
		["messages", "topic_num", known("topics", "num")],
		["message_versions", "message_num", messages],
		["reactions", "message_num", messages],
		["reactions", "user_id", people],
		["poll_votes", "message_num", messages],
		["poll_votes", "user_id", people],
		["pins", "message_num", messages],
		["pins", "conversation_num", nums],
		["uploads", "message_num", messages],
		["uploads", "conversation_num", nums],
		["custom_emoji", "upload_id", known("uploads", "id")],
		["uploads", "owner_num", known("members", "num")],
	];
	const roots = all.messages.filter(({ timeline }) => Number(timeline) > 0 && !messages.has(timeline));
	const broken = references.flatMap(([table, column, there]) =>
		all[table].filter((row) => row[column] !== null && !there.has(row[column])).map(() => `${table}.${column}`),
	);
	return [...roots.map(() => "messages.timeline"), ...broken];
}

describe("while it runs", () => {
	/** Many rows, so that there are several pages. */
	const crowded = () =>
		runInDurableObject(team.stub, (_, { storage: { sql } }) => {
			sql.exec(
				`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2500)
				INSERT INTO messages (num, timeline, seq, conversation_num, author_num, body, created_ms)
				SELECT i, -c.num, 1000 + i, c.num, 1, 'word ' || i, 1767225600000 FROM n, conversations c WHERE c.id = ?`,
				team.general.id,
			);
		});

	test("a page has a thousand rows at most, or half a mebibyte of text, and each row is in one page", async () => {
		await crowded();
		const scope = await begin();
		const first = await team.ada.readExport({ scope, from: { table: "messages" } });
		expect(first).toMatchObject({ rows: 1_000, next: [1_000] });
		const rows = await readAll(scope, { table: "messages" });
		expect(new Set(rows.map(({ num }) => num)).size).toBe(2_500);
		expect(rows).toHaveLength(2_500);
		await runInDurableObject(team.stub, (_, { storage: { sql } }) => {
			sql.exec("UPDATE messages SET body = ?", "x".repeat(20_000));
		});
		const long = await team.ada.readExport({ scope, from: { table: "messages" } });
		expect(long.rows).toBe(50);
		expect(long.lines.length).toBeLessThan(1_200_000);
	});

	test("what is sent, opened and deleted meanwhile breaks no reference, and later messages are not in it", async () => {
		await crowded();
		await furnish();
		const doomed = (await team.ada.createChannel({ name: "doomed", kind: "public" })).channel.id;
		await team.ada.createMessage({ conversation_id: doomed, body: "soon gone" });
		const scope = await begin();
		let count = 0;
		const between = async () => {
			const n = count++;
			const { channel } = await team.ada.createChannel({ name: `new-${n}`, kind: "public" });
			const { topic } = await team.ada.createTopic({ name: `topic ${n}` });
			const { message } = await team.ada.createMessage({
				conversation_id: channel.id,
				body: "too late",
				topic_id: topic.id,
			});
			await team.ada.addReaction({ message_id: message.id, emoji: "🦞" });
			const early = { conversation_id: team.general.id };
			await team.grace.createMessage({ ...early, body: "too late", upload_ids: [await storedUpload(team.grace)] });
			if (n === 9) await team.ada.deleteChannel({ channel_id: doomed });
		};
		const all = await exportAll(scope, between);
		expect(count).toBeGreaterThan(15);
		expect(dangling(all)).toEqual([]);
		expect(JSON.stringify(all.messages)).not.toContain("too late");
		expect(all.messages.filter(({ body }) => String(body).startsWith("word")).length).toBe(2_500);
	});

	test("who is no owner any more gets no further page", async () => {
		const scope = await begin();
		await team.ada.transferOwnership({ user_id: team.users.grace.id });
		const page = { scope, from: { table: "members" } } as const;
		await expect(team.ada.readExport(page)).rejects.toMatchObject({ code: "forbidden" });
		expect((await team.grace.readExport(page)).rows).toBe(4);
	});
});

describe("direct messages", () => {
	test("are not in it", async () => {
		await furnish();
		const scope = await begin();
		const all = JSON.stringify(await exportAll(scope));
		expect(all).not.toMatch(/between us|"dm_/);
		expect(JSON.stringify(await sheet("messages", scope))).not.toMatch(/between us|"dm_/);
	});

	test("are refused where the operator has not allowed them, and nothing is written down", async () => {
		const refused = { code: "forbidden", message: expect.stringContaining("operator") };
		await expect(team.ada.exportWorkspace({ ...asked, direct_messages: true })).rejects.toMatchObject(refused);
		expect(await team.grace.listExports({})).toEqual({ exports: [], allows_direct_messages: false });
	});

	test("are in it where the operator has, and everybody sees that they were", async () => {
		await openDirect();
		const ada = team.actor("ada");
		const allowed = await runInDurableObject(team.stub, async (_, state) => {
			const workspace = new Workspace(state, { ...env, EXPORT_DIRECT_MESSAGES: "1" } as Env);
			return await workspace.call(ada, "exportWorkspace", { ...asked, direct_messages: true });
		});
		const { value } = allowed as Extract<Outcome<{ scope: ExportScope }>, { ok: true }>;
		expect(JSON.stringify(await exportAll(value.scope))).toContain("between us");
		expect((await team.gus.listExports({})).exports).toMatchObject([{ direct_messages: true, format: "zip" }]);
	});
});

test("only the owner exports, and every member sees who did, the newest first", async () => {
	for (const who of ["grace", "gus"] as const) {
		await expect(team[who].exportWorkspace(asked)).rejects.toMatchObject({ code: "forbidden" });
		const page: ReadExport = { scope: await begin(), from: { table: "members" } };
		await expect(team[who].readExport(page)).rejects.toMatchObject({ code: "forbidden" });
	}
	await team.ada.exportWorkspace({ format: "csv", of: "people", direct_messages: false });
	const { exports } = await team.gus.listExports({});
	expect(exports).toHaveLength(3);
	expect(exports[0]).toEqual({
		id: expect.stringMatching(/^aud_/),
		user_id: team.users.ada.id,
		format: "csv",
		of: "people",
		direct_messages: false,
		created_at: expect.any(String),
	});
	expect(exports[1]).not.toHaveProperty("of");
});

test("messages, people and channels can be had with names beside their ids", async () => {
	const root = await say("root");
	const { message: reply } = await team.linus.replyInThread({ message_id: root.id, body: "reply" });
	const gone = await say("gone");
	await team.grace.deleteMessage({ message_id: gone.id });
	const place = { conversation_id: team.general.id, channel: "general" };
	expect(await sheet("messages")).toEqual([
		{
			...place,
			id: root.id,
			thread_root_id: null,
			author_id: team.users.grace.id,
			author: "grace",
			created_at: root.created_at,
			edited_at: null,
			text: "root",
		},
		expect.objectContaining({ ...place, id: reply.id, thread_root_id: root.id, author: "linus", text: "reply" }),
	]);
	expect((await sheet("people")).map(({ handle, role }) => [handle, role])).toEqual([
		["ada", "owner"],
		["grace", "member"],
		["linus", "member"],
		["gus", "guest"],
	]);
	expect(await sheet("channels")).toMatchObject([{ id: team.general.id, name: "general", kind: "public" }]);
});
