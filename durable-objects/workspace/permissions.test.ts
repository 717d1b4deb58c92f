import { type WorkspacePermissions, can, default_permissions } from "@clickclack/protocol";
import { beforeEach, describe, expect, test } from "vitest";
import { type Name, type Team, listen, newTeam } from "../test/people.ts";

let team: Team;
beforeEach(async () => {
	team = await newTeam();
});

const decide = (permissions: Partial<WorkspacePermissions>, who: Name = "ada") =>
	team[who].updateWorkspace({ permissions });
const asModerator = (who: "grace" | "linus") =>
	team.ada.moderateMember({ user_id: team.users[who].id, role: "moderator" });
const invite = (who: Name, role: "member" | "guest" | "moderator" = "member") =>
	team[who].createInvite({ role, expires_in_minutes: 5, max_uses: null });
const forbidden = { code: "forbidden" };

describe("what a workspace decides for itself", () => {
	test("begins as it always was, and is told to everybody as soon as its owner changes it", async () => {
		expect((await team.gus.getSnapshot({})).workspace.permissions).toEqual(default_permissions);
		const gus = await listen(team, "gus");
		const { event, workspace } = await decide({ "channel.create": "moderator" });
		const permissions = { ...default_permissions, "channel.create": "moderator" };
		expect(workspace.permissions).toEqual(permissions);
		expect(await gus.receive(({ cursor }) => cursor === event!.cursor)).toMatchObject({
			type: "workspace.updated",
			payload: { workspace: { permissions } },
		});
		expect((await team.grace.getWorkspace({})).permissions).toEqual(permissions);
		await decide({ "member.invite": "owner" });
		expect((await team.grace.getWorkspace({})).permissions).toEqual({ ...permissions, "member.invite": "owner" });
	});

	test("is changed by its owner alone; the same again is no change", async () => {
		await asModerator("grace");
		for (const who of ["grace", "linus", "gus"] as const)
			await expect(decide({ "channel.create": "owner" }, who)).rejects.toMatchObject(forbidden);
		await expect(team.grace.updateWorkspace({ name: "Reef" })).resolves.toBeDefined();
		expect(await decide({ "channel.create": "member" })).not.toHaveProperty("event");
		expect((await team.ada.listAuditLog({ limit: 1 })).audit_log_entries[0]!.action).toBe("workspace.updated");
	});

	test("goes with a new name in one change, as two entries of the audit log", async () => {
		await team.ada.updateWorkspace({ name: "Reef", permissions: { "emoji.create": "owner" } });
		const { audit_log_entries: entries } = await team.ada.listAuditLog({ limit: 2 });
		expect(entries).toMatchObject([
			{
				action: "workspace.permissions_changed",
				metadata: { before: { "emoji.create": "member" }, after: { "emoji.create": "owner" } },
			},
			{ action: "workspace.updated", metadata: { before: { name: "Tidepool" }, after: { name: "Reef" } } },
		]);
	});

	test("is what the same rule says in a client", async () => {
		await decide({ "channel.create": "moderator", "emoji.create": "owner" });
		const { me, workspace } = await team.grace.getSnapshot({});
		expect(can("channel.create", me, workspace)).toBe(false);
		expect(can("member.invite", me, workspace)).toBe(false);
		expect(can("emoji.create", me, workspace)).toBe(false);
		expect(can("message.call_all", me, workspace)).toBe(true);
		expect(can("emoji.create", { ...me, role: "bot" }, { ...workspace, permissions: default_permissions })).toBe(true);
	});
});

test.each([
	["member", ["ada", "grace", "linus"]],
	["moderator", ["ada", "grace"]],
	["owner", ["ada"]],
] as const)("where the lowest role that creates channels is %s, others do not", async (role, allowed) => {
	await asModerator("grace");
	await decide({ "channel.create": role });
	for (const who of ["ada", "grace", "linus", "gus"] as const) {
		const made = team[who].createChannel({ name: `of ${who}`, kind: "public" });
		if ((allowed as readonly Name[]).includes(who)) await expect(made).resolves.toBeDefined();
		else await expect(made).rejects.toMatchObject(forbidden);
	}
});

describe("where members invite", () => {
	beforeEach(() => decide({ "member.invite": "member" }));

	test("they make members and guests, see their own links, and revoke those", async () => {
		const { invite: of_ada } = await invite("ada");
		const { invite: of_grace, token } = await invite("grace", "guest");
		await expect(invite("grace", "moderator")).rejects.toMatchObject(forbidden);
		await expect(invite("gus")).rejects.toMatchObject(forbidden);
		expect((await team.grace.listInvites({ limit: 9 })).invites.map(({ id }) => id)).toEqual([of_grace.id]);
		expect((await team.ada.listInvites({ limit: 9 })).invites.map(({ id }) => id)).toEqual([of_grace.id, of_ada.id]);
		await expect(team.linus.listInvites({ limit: 9 })).resolves.toMatchObject({ invites: [] });
		await expect(team.gus.listInvites({ limit: 9 })).rejects.toMatchObject(forbidden);
		const strangers = [of_ada.id, "inv_none" as const];
		for (const invite_id of strangers)
			await expect(team.grace.revokeInvite({ invite_id })).rejects.toMatchObject(forbidden);
		await team.grace.revokeInvite({ invite_id: of_grace.id });
		await expect(team.system.previewInvite({ token })).rejects.toMatchObject({ code: "gone" });
	});

	test("the pages of their list hold their own alone", async () => {
		for (const who of ["grace", "ada", "grace", "ada", "grace"] as const) await invite(who);
		const first = await team.grace.listInvites({ limit: 2 });
		const second = await team.grace.listInvites({ limit: 2, cursor: first.next_cursor! });
		const all = [...first.invites, ...second.invites];
		expect(all.map(({ created_by }) => created_by)).toEqual(all.map(() => team.users.grace.id));
		expect([all.length, second.has_more]).toEqual([3, false]);
	});

	test("what they have made stays when they no longer may, and moderators revoke it", async () => {
		const { invite: made, token } = await invite("grace");
		await decide({ "member.invite": "owner" });
		await expect(invite("grace")).rejects.toMatchObject(forbidden);
		await expect(team.grace.listInvites({ limit: 9 })).rejects.toMatchObject(forbidden);
		await expect(team.system.previewInvite({ token })).resolves.toMatchObject({ role: "member" });
		await asModerator("linus");
		await expect(invite("linus")).rejects.toMatchObject(forbidden);
		await team.linus.revokeInvite({ invite_id: made.id });
		await expect(team.system.previewInvite({ token })).rejects.toMatchObject({ code: "gone" });
	});
});

test.each([
	["owner", ["ada"]],
	["guest", ["ada", "grace", "gus"]],
] as const)(
	"where the lowest role that calls everybody is %s, the word stays text for others",
	async (role, callers) => {
		const { id: conversation_id } = team.general;
		await team.ada.addChannelMember({ channel_id: conversation_id, user_id: team.users.gus.id });
		await decide({ "message.call_all": role });
		for (const who of ["ada", "grace", "gus"] as const) {
			const { message } = await team[who].createMessage({ conversation_id, body: "@channel tea" });
			expect("group_mention" in message).toBe((callers as readonly Name[]).includes(who));
		}
	},
);
