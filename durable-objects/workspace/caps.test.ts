import { runInDurableObject } from "cloudflare:test";
import type { InviteId, UserId } from "@clickclack/protocol";
import { beforeEach, expect, test } from "vitest";
import { type Sql, tagged } from "../sql.ts";
import { type Team, newTeam, person } from "../test/people.ts";

let team: Team;
beforeEach(async () => {
	team = await newTeam();
});

/** Inserts this many more rows, as commands would have written them. */
const rows = (write: (sql: Sql) => void) =>
	runInDurableObject(team.stub, (_, { storage }) => write(tagged(storage.sql)));
const full = { code: "conflict", message: expect.stringMatching(/^there is room for [\d]+ /) };

const moreChannels = (count: number, maker: string) =>
	rows((sql) => {
		sql`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count})
			INSERT INTO conversations (id, kind, created_at)
			SELECT 'chn_' || ${maker} || i, 'public', '2026-01-01T00:00:00.000Z' FROM n`;
		sql`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count})
			INSERT INTO channels (id, name, created_by) SELECT 'chn_' || ${maker} || i, ${maker} || i, ${maker} FROM n`;
	});
let names = 0;
const open = (who: "ada" | "grace" = "grace") => team[who].createChannel({ name: `one-${names++}`, kind: "private" });

test("a person creates at most 500 channels, archived ones included; deleting one makes room", async () => {
	await moreChannels(499, team.users.grace.id);
	const { channel } = await open();
	await expect(open()).rejects.toMatchObject(full);
	await team.grace.updateChannel({ channel_id: channel.id, archived: true });
	await expect(open()).rejects.toMatchObject(full);
	await expect(open("ada")).resolves.toBeDefined();
	await team.grace.leaveChannel({ channel_id: channel.id });
	await expect(open()).resolves.toBeDefined();
});

test("a workspace has room for 5,000 channels, whoever created them", async () => {
	await moreChannels(4_998, "usr_somebody");
	const { channel } = await team.ada.createChannel({ name: "last", kind: "public" });
	await expect(open("ada")).rejects.toMatchObject(full);
	await team.ada.deleteChannel({ channel_id: channel.id });
	await expect(open("ada")).resolves.toBeDefined();
});

test("a person opens at most 5,000 direct conversations; those that there are they find, and others open them", async () => {
	const { ada, grace, linus } = team.users;
	const known = await team.grace.createDirect({ member_ids: [ada.id] });
	await rows(
		(sql) => sql`
			WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 4999)
			INSERT INTO directs (id, members_key, created_by) SELECT 'dm_' || i, 'x' || i, ${grace.id} FROM n`,
	);
	await expect(team.grace.createDirect({ member_ids: [linus.id] })).rejects.toMatchObject(full);
	const again = await team.grace.createDirect({ member_ids: [ada.id] });
	expect(again.conversation.id).toBe(known.conversation.id);
	await expect(team.linus.createDirect({ member_ids: [grace.id] })).resolves.toBeDefined();
});

test("a workspace has room for 10,000 members; beyond that nobody joins or rejoins, and no invite use is counted", async () => {
	const invite = { role: "member", expires_in_minutes: 60, max_uses: 1 } as const;
	const { token } = await team.ada.createInvite(invite);
	await team.linus.removeMember({ user_id: team.users.linus.id });
	await rows(
		(sql) => sql`
			WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9997)
			INSERT INTO members (user_id, role, kind, display_name, folded_name, handle, avatar_url, created_at, joined_at)
			SELECT 'usr_' || i, 'guest', 'human', 'X', 'x', 'x' || i, '', '2026-01-01', '2026-01-01' FROM n`,
	);
	const { users, system, ada } = team;
	const newcomer = person("mae");
	const ways = [
		() => system.admit({ user: users.linus, role: "member" }),
		() => system.admit({ user: newcomer, role: "member" }),
		() => system.acceptInvite({ token, user: users.linus }),
		() => system.acceptInvite({ token, user: newcomer }),
	];
	for (const enter of ways) await expect(enter()).rejects.toMatchObject(full);
	expect((await ada.listMembers({ limit: 1 })).total_count).toBe(10_000);
	await system.admit({ user: users.grace, role: "member" });
	await ada.removeMember({ user_id: users.gus.id });
	await expect(system.acceptInvite({ token, user: newcomer })).resolves.toBeDefined();
});

test("a person has at most 100 open invites, a workspace 500; an expired one makes room", async () => {
	const invite = { role: "member", expires_in_minutes: 60, max_uses: null } as const;
	await team.ada.moderateMember({ user_id: team.users.grace.id, role: "moderator" });
	const made = await Promise.all(Array.from({ length: 100 }, () => team.grace.createInvite(invite)));
	await expect(team.grace.createInvite(invite)).rejects.toMatchObject(full);
	await team.grace.revokeInvite({ invite_id: made[0]!.invite.id });
	await expect(team.grace.createInvite(invite)).resolves.toBeDefined();
	await rows((sql) => sql`UPDATE invites SET created_by = 'usr_somebody'`);
	await rows(
		(sql) => sql`
			WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 400)
			INSERT INTO invites (id, token_hash, role, created_at, expires_at)
			SELECT 'inv_' || i, 'hash' || i, 'member', '2026-01-01', '2999-01-01' FROM n`,
	);
	await expect(team.ada.createInvite(invite)).rejects.toMatchObject(full);
	await rows((sql) => sql`UPDATE invites SET expires_at = '2026-01-02' WHERE id = 'inv_7'`);
	await expect(team.ada.createInvite(invite)).resolves.toBeDefined();
});

test("all open invites are kept and the newest 500 expired ones; the list is paged", async () => {
	const { invite } = await team.ada.createInvite({ role: "member", expires_in_minutes: 60, max_uses: null });
	await rows(
		(sql) => sql`
			WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 700)
			INSERT INTO invites (id, token_hash, role, created_at, expires_at)
			SELECT 'inv_' || i, 'hash' || i, 'member', '2999-01-0' || (1 + i % 7), '2026-01-01' FROM n`,
	);
	await rows((sql) => sql`UPDATE invites SET created_at = '2000-01-01' WHERE id = ${invite.id}`);
	await team.ada.createInvite({ role: "member", expires_in_minutes: 60, max_uses: null });
	const all: { id: string; created_at: string }[] = [];
	for (let cursor: InviteId | undefined, hasMore = true; hasMore;) {
		const page = await team.ada.listInvites({ limit: 150, cursor });
		expect(page.invites.length).toBeLessThanOrEqual(150);
		all.push(...page.invites);
		[cursor, hasMore] = [page.next_cursor, page.has_more];
	}
	expect(new Set(all.map(({ id }) => id)).size).toBe(502);
	expect(all).toHaveLength(502);
	expect(all.at(-1)!.id).toBe(invite.id);
	expect(all.map(({ created_at }) => created_at)).toEqual(
		all
			.map(({ created_at }) => created_at)
			.toSorted()
			.toReversed(),
	);
});

test("a channel's members are paged by name, each person once", async () => {
	await rows(
		(sql) => sql`
			WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 450)
			INSERT INTO members (user_id, role, kind, display_name, folded_name, handle, avatar_url, created_at, joined_at)
			SELECT 'usr_' || i, 'member', 'human', 'P' || (i % 9), 'p' || (i % 9), 'p' || i, '', '2026-01-01', '2026-01-01' FROM n`,
	);
	const { id: channel_id } = team.general;
	await rows((sql) => {
		sql`INSERT OR IGNORE INTO conversation_members (conversation_id, user_id, joined_at) SELECT ${channel_id}, user_id, joined_at FROM members`;
		sql`UPDATE conversations SET member_count = (SELECT count(*) FROM members) WHERE id = ${channel_id}`;
	});
	const names: string[] = [];
	const ids = new Set<string>();
	for (let cursor: UserId | undefined, hasMore = true; hasMore;) {
		const page = await team.grace.listChannelMembers({ channel_id, limit: 200, cursor });
		expect(page.members.length).toBeLessThanOrEqual(200);
		for (const { id, display_name } of page.members) {
			ids.add(id);
			names.push(display_name.toLowerCase());
		}
		[cursor, hasMore] = [page.next_cursor, page.has_more];
	}
	expect(ids.size).toBe(454);
	expect(names).toHaveLength(454);
	expect(names).toEqual(names.toSorted());
});
