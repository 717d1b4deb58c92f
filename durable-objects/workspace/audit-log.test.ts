import { runInDurableObject } from "cloudflare:test";
import { type AuditLogEntryId, type ListAuditLog, audit_log_days, caps } from "@clickclack/protocol";
import { beforeEach, expect, test } from "vitest";
import { taggedId } from "../ids.ts";
import { type Sql, tagged } from "../sql.ts";
import { type Team, newTeam } from "../test/people.ts";

let team: Team;
beforeEach(async () => {
	team = await newTeam();
});

const list = (ask: Partial<ListAuditLog> = {}) => team.ada.listAuditLog({ limit: 200, ...ask });
const actions = async (ask: Partial<ListAuditLog> = {}) =>
	(await list(ask)).audit_log_entries.map(({ action }) => action);
const rows = <T>(work: (sql: Sql) => T) => runInDurableObject(team.stub, (_, { storage }) => work(tagged(storage.sql)));
const rename = (name: string) => team.ada.updateWorkspace({ name });
/** An id of this time, and a row with it. */
const put = (days_ago: number, position: number) => {
	const ms = Date.now() - days_ago * 86_400_000;
	const time = new Date(ms).toISOString();
	return rows(
		(sql) => sql`INSERT INTO audit_log (id, position, action, target_type, target_id, metadata_json, created_at)
			VALUES (${taggedId("aud", ms, team.tag, position)}, ${position}, 'workspace.updated', 'workspace', 'old', '{"by":"operator"}', ${time})`,
	);
};
const count = () => rows((sql) => sql<{ count: number }>`SELECT count(*) AS count FROM audit_log`[0]!.count);

test("members and guests do not read it, moderators and owners do, also while they are blocked", async () => {
	for (const who of ["grace", "gus"] as const)
		await expect(team[who].listAuditLog({ limit: 1 })).rejects.toMatchObject({ code: "forbidden" });
	await team.ada.moderateMember({ user_id: team.users.grace.id, role: "moderator", blocked: true });
	expect((await team.grace.listAuditLog({ limit: 1 })).audit_log_entries).toHaveLength(1);
});

test("it is read newest first, page by page, each entry once", async () => {
	for (let n = 0; n < 7; n++) await rename(`Reef ${n}`);
	const seen: string[] = [];
	for (let cursor: AuditLogEntryId | undefined, hasMore = true; hasMore;) {
		const page = await list({ limit: 3, cursor });
		seen.push(...page.audit_log_entries.map(({ metadata: { name = "" } }) => name));
		// what happens meanwhile is before the first page
		await rename(`later ${seen.length}`);
		[cursor, hasMore] = [page.next_cursor, page.has_more];
	}
	expect(seen.slice(0, 7)).toEqual([6, 5, 4, 3, 2, 1, 0].map((n) => `Reef ${n}`));
	expect(seen).toHaveLength(11);
});

test("it is filtered by person, action, group of actions, target and time", async () => {
	await team.grace.createChannel({ name: "reef", kind: "public" });
	const { channel } = await team.ada.createChannel({ name: "kelp", kind: "public" });
	await team.ada.updateChannel({ channel_id: channel.id, topic: "x" });
	expect(await actions({ actor_user_id: team.users.grace.id })).toEqual(["channel.created"]);
	expect(await actions({ action: "channel.created" })).toHaveLength(2);
	expect(await actions({ action: "channel." })).toHaveLength(3);
	expect(await actions({ action: "channel.c" })).toEqual([]);
	expect(await actions({ target_id: channel.id })).toEqual(["channel.updated", "channel.created"]);
	expect(await actions({ target_id: channel.id, actor_user_id: team.users.grace.id })).toEqual([]);
	const at = (ms: number) => new Date(Date.now() + ms).toISOString();
	expect(await actions({ since: at(60_000) })).toEqual([]);
	expect(await actions({ since: at(-60_000), until: at(60_000) })).toHaveLength(7);
	expect(await actions({ until: at(-60_000) })).toEqual([]);
	for (const time of ["0000-01-01T00:00:00.000Z", "9999-12-31T23:59:59.999Z"])
		expect((await actions({ since: time })).length + (await actions({ until: time })).length).toBe(7);
});

test(`what is older than ${audit_log_days} days is not shown, and goes as new ones come`, async () => {
	for (const n of [1, 2, 3]) await put(audit_log_days + 1, n - 3);
	await put(audit_log_days - 1, 1);
	const before = await count();
	expect((await list()).audit_log_entries.filter(({ target_id }) => target_id === "old")).toHaveLength(1);
	for (const name of ["One", "Two"]) await rename(name);
	expect(await count()).toBe(before + 2 - 3);
	await rename("Three");
	expect(await actions()).toHaveLength(4 + 1 + 3);
});

test("there is room for 100,000: the oldest go where one more comes", async () => {
	await rows((sql) => {
		sql`UPDATE audit_log SET position = ${caps.audit_log.workspace}`;
	});
	await put(3, 0);
	await put(2, 1);
	await put(1, 2);
	const before = await count();
	await rename("One");
	expect(await count()).toBe(before + 1 - 2);
	expect((await list({ target_id: "old" })).audit_log_entries).toHaveLength(1);
	await rename("Two");
	expect((await list({ target_id: "old" })).audit_log_entries).toHaveLength(0);
	expect(await actions()).toHaveLength(6);
});
