import { runInDurableObject } from "cloudflare:test";
import { beforeEach, describe, expect, test } from "vitest";
import { type Team, listen, newTeam } from "../../test/people.ts";

let team: Team;
beforeEach(async () => {
	team = await newTeam();
});

const forget = () => team.system.forgetMember({ user_id: team.users.grace.id });
/** How many rows of each table are somebody's. */
async function rowsOf(user_id: string): Promise<Record<string, number>> {
	return await runInDurableObject(team.stub, (_, { storage: { sql } }) => {
		const tables = sql.exec<{ name: string }>("SELECT name FROM sqlite_master WHERE type = 'table'").toArray();
		const isOfPeople = ({ name }: { name: string }) =>
			!name.startsWith("_cf_") &&
			// of bots
			name !== "bot_tokens" &&
			sql
				.exec<{ name: string }>(`PRAGMA table_info(${name})`)
				.toArray()
				.some((column) => column.name === "user_id");
		const count = ({ name }: { name: string }) =>
			sql.exec<{ count: number }>(`SELECT count(*) AS count FROM ${name} WHERE user_id = ?`, user_id).one().count;
		return Object.fromEntries(tables.filter(isOfPeople).map((table) => [table.name, count(table)]));
	});
}

/** Something of Grace's in every table that has a person in its rows. */
async function liveHere(): Promise<void> {
	const { grace, linus, general, users } = team;
	const conversation_id = general.id;
	const { message } = await linus.createMessage({ conversation_id, body: "hello @grace" });
	const { message: mine } = await grace.createMessage({ conversation_id, body: "mine", poll: { options: ["a", "b"] } });
	const { id: message_id } = message;
	const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
	await grace.addReaction({ message_id, emoji: "👍" });
	await grace.votePoll({ message_id: mine.id, choices: [0] });
	await linus.replyInThread({ message_id: mine.id, body: "well, @grace" });
	await grace.saveMessage({ message_id, state: "open" });
	await grace.setReminder({ message_id, remind_at: tomorrow });
	await grace.scheduleMessage({ conversation_id, body: "later", send_at: tomorrow });
	await grace.saveDraft({ target_id: conversation_id, body: "not yet" });
	await grace.updateSidebar({ move: { scope_id: conversation_id, section: "starred" } });
	await grace.updateAttention({ keywords: ["tide"] });
	await grace.updateNotificationSettings({ conversation_id, preference: "all" });
	await grace.markRead({ conversation_id, seq: 1 });
	await grace.reportMessage({ message_id, reason: "spam", text: "the third today" });
	const { group } = await team.ada.createGroup({ name: "Crew", handle: "crew" });
	await team.ada.putGroupMember({ group_id: group.id, user_id: users.grace.id, role: "member" });
	await grace.createDirect({ member_ids: [users.linus.id] });
}

describe("a member whose account was deleted", () => {
	test("is a member no longer, and nobody learns their name any more", async () => {
		const { grace, linus, general, users } = team;
		await grace.updateMemberProfile({ title: "Rear admiral" });
		await team.ada.moderateMember({ user_id: users.grace.id, moderation_note: "knows cobol" });
		const { message } = await grace.createMessage({ conversation_id: general.id, body: "what I said" });
		const others = await listen(team, "linus");
		await forget();
		const { payload } = await others.receive(({ type }) => type === "member.updated");
		expect(payload).toMatchObject({ member: { user: { display_name: "Deleted account", avatar_url: "" } } });
		await others.receive(({ type }) => type === "member.left");
		const kept = await linus.getMessage({ message_id: message.id });
		expect(kept).toMatchObject({
			body: "what I said",
			author: { id: users.grace.id, display_name: "Deleted account" },
		});
		expect(kept.author.deleted_at).toBeDefined();
		const told = [await linus.getSnapshot({}), await linus.listMembers({ limit: 100 }), kept, payload];
		expect(JSON.stringify(told)).not.toMatch(/grace|admiral/i);
		expect((await team.ada.listModerationMembers({ limit: 100 })).members).toHaveLength(3);
		await expect(grace.getSnapshot({})).rejects.toMatchObject({ code: "not_found" });
	});

	test("leaves behind what others have seen, and nothing else", async () => {
		await liveHere();
		const before = await rowsOf(team.users.grace.id);
		expect(Object.entries(before).filter(([, count]) => count === 0)).toEqual([]);
		await forget();
		const after = Object.entries(await rowsOf(team.users.grace.id));
		const left = after.filter(([, count]) => count > 0).map(([table]) => table);
		expect(left.toSorted()).toEqual(["conversation_members", "members", "poll_votes", "reactions", "report_reasons"]);
	});

	test("who had left before is forgotten too, without a word to the others", async () => {
		const { grace, linus, general, users } = team;
		const { message } = await grace.createMessage({ conversation_id: general.id, body: "what I said" });
		await grace.removeMember({ user_id: users.grace.id });
		const { id: workspace_id } = await linus.getWorkspace({});
		const before = (await linus.listEvents({ workspace_id, limit: 200 })).events.length;
		await forget();
		await forget();
		expect((await linus.getMessage({ message_id: message.id })).author.display_name).toBe("Deleted account");
		expect((await linus.listEvents({ workspace_id, limit: 200 })).events).toHaveLength(before);
	});

	test("who comes in meanwhile by the name from before is forgotten again", async () => {
		await forget();
		await team.system.admit({ user: team.users.grace, role: "member" });
		await forget();
		const { members } = await team.linus.listMembers({ limit: 100 });
		expect(JSON.stringify(members)).not.toMatch(/grace/i);
	});

	test("who had become the owner in that moment is followed by who moderates, or by who has been there longest", async () => {
		await team.system.forgetMember({ user_id: team.users.ada.id });
		const roleOf = async (who: "grace" | "linus") =>
			(await team.gus.getMember({ user_id: team.users[who].id })).member.role;
		const heir = (await roleOf("grace")) === "owner" ? "grace" : "linus";
		expect(await roleOf(heir)).toBe("owner");
		const other = heir === "grace" ? "linus" : "grace";
		await team[heir].moderateMember({ user_id: team.users[other].id, role: "moderator" });
		await team.system.forgetMember({ user_id: team.users[heir].id });
		expect(await roleOf(other)).toBe("owner");
	});

	test("is written down once, without a name", async () => {
		await forget();
		await forget();
		const { audit_log_entries: entries } = await team.ada.listAuditLog({ limit: 50, action: "member.account_deleted" });
		expect(entries).toMatchObject([{ target_id: team.users.grace.id, actor_user_id: team.users.grace.id }]);
		expect(JSON.stringify(entries)).not.toMatch(/grace/i);
	});
});
