import { runInDurableObject } from "cloudflare:test";
import type { UserId } from "@clickclack/protocol";
import { beforeEach, describe, expect, test } from "vitest";
import { type Team, listen, newTeam, person } from "../../test/people.ts";
import { readsOf } from "../../test/reads.ts";
import { calledIn } from "../mentions.ts";
import type { Workspace } from "../workspace.ts";

let team: Team;
beforeEach(async () => {
	team = await newTeam();
});
const refusal = (code: string) => ({ code });

test("members are numbered in the order of joining, also as authors", async () => {
	const { members } = await team.ada.listMembers({ limit: 10 });
	const byNumber = members.toSorted((a, b) => a.user.member_number! - b.user.member_number!);
	expect(byNumber.map(({ user }) => user.member_number)).toEqual(members.map((_, nth) => nth + 1));
	const times = byNumber.map(({ joined_at }) => joined_at);
	expect(times).toEqual(times.toSorted());
	const { message } = await team.grace.createMessage({ conversation_id: team.general.id, body: "hello" });
	const grace = members.find(({ user }) => user.id === team.users.grace.id)!;
	expect(message.author.member_number).toBe(grace.user.member_number);
});

describe("roles", () => {
	test("a guest sees only the channels they were added to", async () => {
		expect(await team.gus.listChannels({})).toEqual([]);
		await team.ada.addChannelMember({ channel_id: team.general.id, user_id: team.users.gus.id });
		expect((await team.gus.listChannels({})).map((channel) => channel.name)).toEqual(["general"]);
		await expect(team.gus.createChannel({ name: "mine", kind: "public" })).rejects.toMatchObject(refusal("forbidden"));
	});

	test("only the owner and moderators rename the workspace, invite and moderate", async () => {
		const tries = [
			() => team.grace.updateWorkspace({ name: "Hers" }),
			() => team.grace.createInvite({ role: "member", expires_in_minutes: 5, max_uses: null }),
			() => team.grace.listInvites({ limit: 1 }),
			() => team.grace.moderateMember({ user_id: team.users.gus.id, role: "member" }),
			() => team.grace.removeMember({ user_id: team.users.linus.id }),
		];
		for (const attempt of tries) await expect(attempt()).rejects.toMatchObject(refusal("forbidden"));
		await team.ada.moderateMember({ user_id: team.users.grace.id, role: "moderator" });
		for (const attempt of tries) await expect(attempt()).resolves.not.toThrow();
	});

	test("nobody moderates themselves, the owner, or their equal", async () => {
		await team.ada.moderateMember({ user_id: team.users.grace.id, role: "moderator" });
		await team.ada.moderateMember({ user_id: team.users.linus.id, role: "moderator" });
		for (const whom of ["grace", "ada", "linus"] as const)
			await expect(team.grace.moderateMember({ user_id: team.users[whom].id, blocked: true })).rejects.toMatchObject(
				refusal("forbidden"),
			);
		await expect(team.grace.moderateMember({ user_id: team.users.gus.id, role: "moderator" })).rejects.toMatchObject(
			refusal("forbidden"),
		);
	});

	test("a blocked or timed-out member may read but not take part", async () => {
		const { message } = await team.ada.createMessage({ conversation_id: team.general.id, body: "hello" });
		const parts = [
			() => team.grace.createMessage({ conversation_id: team.general.id, body: "hi" }),
			() => team.grace.replyInThread({ message_id: message.id, body: "hi" }),
			() => team.grace.addReaction({ message_id: message.id, emoji: "👍" }),
			() => team.grace.createChannel({ name: "exile", kind: "public" }),
		];
		for (const restriction of [{ blocked: true }, { timeout_minutes: 5 }]) {
			await team.ada.moderateMember({ user_id: team.users.grace.id, ...restriction });
			for (const part of parts) await expect(part()).rejects.toMatchObject(refusal("moderated"));
			expect((await team.grace.listMessages({ conversation_id: team.general.id, limit: 5 })).messages).toHaveLength(1);
			await team.ada.moderateMember({ user_id: team.users.grace.id, blocked: false, clear_timeout: true });
		}
		await expect(parts[0]!()).resolves.toBeDefined();
	});

	test("moderation events go to the member and to moderators, not to others", async () => {
		const [ada, grace, linus] = await Promise.all([listen(team, "ada"), listen(team, "grace"), listen(team, "linus")]);
		await team.ada.moderateMember({ user_id: team.users.grace.id, timeout_minutes: 5 });
		await Promise.all(
			[ada, grace].map((listener) => listener.receive((event) => event.type === "member.moderation_updated")),
		);
		await team.ada.createMessage({ conversation_id: team.general.id, body: "anyway" });
		await linus.receive((event) => event.type === "message.created");
		expect(linus.received.map((event) => event.type)).not.toContain("member.moderation_updated");
	});

	test("R18: a former moderator gets no later moderation events, in replays neither", async () => {
		await team.ada.moderateMember({ user_id: team.users.grace.id, role: "moderator" });
		const { cursor } = await team.grace.getSnapshot({});
		await team.ada.moderateMember({ user_id: team.users.linus.id, timeout_minutes: 5 });
		await team.ada.moderateMember({ user_id: team.users.grace.id, role: "member" });
		await team.ada.moderateMember({ user_id: team.users.linus.id, blocked: true });
		const { events } = await team.grace.listEvents({
			workspace_id: team.general.workspace_id,
			after_cursor: cursor,
			limit: 500,
		});
		expect(JSON.stringify(events)).not.toMatch(/blocked_at|timeout_until/);
	});

	test("a blocked member may still leave", async () => {
		await team.ada.moderateMember({ user_id: team.users.grace.id, blocked: true });
		await team.grace.removeMember({ user_id: team.users.grace.id });
		await expect(team.grace.getWorkspace({})).rejects.toMatchObject(refusal("not_found"));
		await expect(team.ada.removeMember({ user_id: team.users.ada.id })).rejects.toMatchObject(refusal("forbidden"));
	});
});

describe("the member list", () => {
	test("is ordered by role, then name, has counts on its first page, and is paged without gaps", async () => {
		for (const handle of ["zoe", "bob", "mia"]) await team.system.admit({ user: person(handle), role: "member" });
		const first = await team.ada.listMembers({ limit: 4 });
		expect(first.members.map((member) => member.user.handle)).toEqual(["ada", "bob", "grace", "linus"]);
		expect(first).toMatchObject({ has_more: true, total_count: 7, total_by_role: { owner: 1, member: 5, guest: 1 } });
		const rest = await team.ada.listMembers({ limit: 4, cursor: first.next_cursor! });
		expect(rest.members.map((member) => member.user.handle)).toEqual(["mia", "zoe", "gus"]);
		expect(rest).toMatchObject({ has_more: false });
		expect(rest.total_count).toBeUndefined();
	});

	test("reads as many people as it gives, however many there are, page by page", async () => {
		await runInDurableObject(team.stub, async (workspace: Workspace, { storage }) => {
			storage.sql.exec(
				`WITH RECURSIVE n(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM n WHERE n < 5000)
				INSERT INTO members (user_id, role, kind, display_name, folded_name, handle, avatar_url, created_at, joined_at)
				SELECT 'usr_' || n, 'member', 'human', 'n', 'n' || n, 'n' || n, '', '', '' FROM n`,
			);
			const page = (cursor: string) => () =>
				workspace.call(team.actor("ada"), "listMembers", { limit: 50, cursor: cursor as UserId });
			for (const cursor of [team.users.ada.id, "usr_2500"])
				expect((await readsOf(storage.sql, page(cursor))).rows).toBeLessThan(120);
		});
	});

	test("is searched by part of a name or handle, case-insensitive and literal", async () => {
		const handles = async (q: string) =>
			(await team.ada.listMembers({ limit: 10, q })).members.map((member) => member.user.handle);
		expect(await handles("GRA")).toEqual(["grace"]);
		expect(await handles("%")).toEqual([]);
		await team.system.admit({ user: { ...person("elan"), display_name: "Élan" }, role: "member" });
		expect([await handles("ÉL"), await handles("él")]).toEqual([["elan"], ["elan"]]);
	});

	test("is paged correctly, however long a name is", async () => {
		const long = { ...person("long"), display_name: "長".repeat(80) };
		await team.system.admit({ user: long, role: "moderator" });
		const first = await team.ada.listMembers({ limit: 2 });
		expect(first.members.at(-1)!.user.handle).toBe("long");
		expect(first.next_cursor!.length).toBeLessThanOrEqual(64);
		const rest = await team.ada.listMembers({ limit: 10, cursor: first.next_cursor! });
		expect(rest.members.map((member) => member.user.handle)).toEqual(["grace", "linus", "gus"]);
	});
});

describe("invites", () => {
	const invite = (more: object = {}) =>
		team.ada.createInvite({ role: "member", expires_in_minutes: 60, max_uses: null, ...more });
	const accept = (token: string, handle: string) => team.system.acceptInvite({ token, user: person(handle) });

	test("add somebody to the workspace and to #general, with nothing unread", async () => {
		const { token } = await invite();
		await team.ada.createMessage({ conversation_id: team.general.id, body: "before her time" });
		const user = person("mae");
		await team.system.acceptInvite({ token, user });
		const [general] = await team.as(user.id).listChannels({});
		expect(general).toMatchObject({ name: "general", is_member: true, unread_count: 0, last_seq: 1 });
	});

	test("are used up after their number of uses, and accepting twice counts once", async () => {
		const { token, invite: made } = await invite({ max_uses: 1 });
		const user = person("mae");
		await team.system.acceptInvite({ token, user });
		await team.system.acceptInvite({ token, user });
		await expect(accept(token, "joan")).rejects.toMatchObject(refusal("gone"));
		const { invites } = await team.ada.listInvites({ limit: 200 });
		const listed = invites.find(({ id }) => id === made.id);
		expect(listed).toMatchObject({ use_count: 1, max_uses: 1 });
		expect(JSON.stringify(listed)).not.toContain(token);
	});

	test("expire", async () => {
		const { token } = await invite({ expires_in_minutes: 1 });
		await runInDurableObject(team.stub, (_, { storage }) => {
			storage.sql.exec("UPDATE invites SET expires_at = '2026-01-01T00:00:00.000Z'");
		});
		await expect(team.system.previewInvite({ token })).rejects.toMatchObject(refusal("gone"));
		await expect(accept(token, "mae")).rejects.toMatchObject(refusal("gone"));
	});

	test("end when they are revoked, and a made-up one does not exist", async () => {
		const { token, invite: made } = await invite();
		expect(await team.system.previewInvite({ token })).toMatchObject({ invited_by: "Ada", member_count: 4 });
		await team.ada.revokeInvite({ invite_id: made.id });
		await expect(accept(token, "mae")).rejects.toMatchObject(refusal("gone"));
		await expect(accept("ivt_made-up", "mae")).rejects.toMatchObject(refusal("not_found"));
	});

	test("only the Directory can admit: people cannot admit themselves under any name", async () => {
		const { token } = await invite();
		await expect(team.gus.acceptInvite({ token, user: person("impostor") })).rejects.toMatchObject(
			refusal("forbidden"),
		);
		await expect(team.gus.admit({ user: person("impostor"), role: "owner" })).rejects.toMatchObject(
			refusal("forbidden"),
		);
	});
});

describe("mentions", () => {
	test.each([
		["hi @grace!", ["grace"]],
		["(@Ada) and @ada", ["ada"]],
		["mail ada@grace.dev", []],
		["https://x.dev/@grace and www.x.dev/@ada", []],
		["[see @ada](https://x.dev/@grace) @linus", ["linus"]],
		["@a", []],
		["`@grace`", []],
	])("%s mentions %j", (body, handles) => {
		expect(calledIn(body).handles).toEqual(handles);
	});

	test("signs behind a handle belong to it if somebody has it with them", async () => {
		const mentioned = async (body: string) =>
			(await team.ada.createMessage({ conversation_id: team.general.id, body })).message.mentioned_user_ids;
		expect(await mentioned("_@grace_ and **@linus-**")).toEqual([team.users.grace.id, team.users.linus.id].toSorted());
	});

	test("an edit moves the mention, a deletion removes it", async () => {
		const mentions = async (who: "grace" | "linus") => (await team[who].getSnapshot({})).unread_mentions.length;
		const { message } = await team.ada.createMessage({ conversation_id: team.general.id, body: "@grace look" });
		expect([await mentions("grace"), await mentions("linus")]).toEqual([1, 0]);
		await team.ada.editMessage({ message_id: message.id, body: "@linus look" });
		expect([await mentions("grace"), await mentions("linus")]).toEqual([0, 1]);
		await team.ada.deleteMessage({ message_id: message.id });
		expect([await mentions("grace"), await mentions("linus")]).toEqual([0, 0]);
	});
});
