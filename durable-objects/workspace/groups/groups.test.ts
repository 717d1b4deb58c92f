import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import type { ChannelId, GroupId, GroupRole, UserId } from "@clickclack/protocol";
import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { Client } from "../../test/client.ts";
import { type Name, type Team, listen, names, newTeam, person } from "../../test/people.ts";

let team: Team;
let group_id: GroupId;
beforeEach(async () => {
	team = await newTeam();
	group_id = (await team.ada.createGroup({ name: "Crew", handle: "crew" })).group.id;
});
const refusal = (code: string) => ({ code });
const id = (who: Name) => team.users[who].id;
const put = (who: Name, role: GroupRole = "member", by: Name = "ada", group = group_id) =>
	team[by].putGroupMember({ group_id: group, user_id: id(who), role });
const drop = (who: Name, by: Name = "ada", group = group_id) =>
	team[by].removeGroupMember({ group_id: group, user_id: id(who) });
const open = async (kind: "public" | "private" = "public", name = "reef", by: Name = "ada") =>
	(await team[by].createChannel({ name, kind })).channel.id;
const give = (channel_id: ChannelId, by: Name = "ada", group = group_id) =>
	team[by].putGroupChannel({ group_id: group, channel_id });
const takeAway = (channel_id: ChannelId, group = group_id) =>
	team.ada.removeGroupChannel({ group_id: group, channel_id });
const rows = <T>(work: (sql: SqlStorage) => T) => runInDurableObject(team.stub, (_, { storage }) => work(storage.sql));
const inside = (channel_id: ChannelId) =>
	rows((sql) =>
		sql
			.exec<{ user_id: UserId }>("SELECT user_id FROM conversation_members WHERE conversation_id = ?", channel_id)
			.toArray()
			.map(({ user_id }) => names.find((name) => id(name) === user_id) ?? user_id)
			.toSorted(),
	);
const say = async (by: Name, body: string, conversation_id: ChannelId = team.general.id) =>
	(await team[by].createMessage({ conversation_id, body })).message;
const mentions = async (who: Name) => (await team[who].getSnapshot({})).unread_mentions.length;

describe("a group", () => {
	test("is made by moderators, and changed by them and its admins; its creator is the first", async () => {
		await expect(team.grace.createGroup({ name: "Hers", handle: "hers" })).rejects.toMatchObject(refusal("forbidden"));
		await put("grace");
		const rename = () => team.grace.updateGroup({ group_id, name: "Deck" });
		const acts = [rename, () => put("linus", "member", "grace"), () => give(team.general.id, "grace")];
		for (const act of acts) await expect(act()).rejects.toMatchObject(refusal("forbidden"));
		await put("grace", "admin");
		for (const act of acts) await expect(act()).resolves.not.toThrow();
		// who is added again keeps the role
		expect(await team.ada.putGroupMember({ group_id, user_id: id("grace") })).not.toHaveProperty("event");
		await expect(team.grace.deleteGroup({ group_id })).rejects.toMatchObject(refusal("forbidden"));
		const { group } = await team.linus.getGroup({ group_id });
		expect(group).toMatchObject({ name: "Deck", handle: "crew", member_count: 3, my_role: "member" });
		const { members } = await team.linus.listGroupMembers({ group_id, limit: 10 });
		expect(members.map(({ user, role }) => [user.handle, role])).toEqual([
			["ada", "admin"],
			["grace", "admin"],
			["linus", "member"],
		]);
		await drop("linus", "linus");
		expect((await team.ada.getGroup({ group_id })).group.member_count).toBe(2);
	});

	test("is seen by guests only while they are in it", async () => {
		await expect(team.gus.getGroup({ group_id })).rejects.toMatchObject(refusal("not_found"));
		await expect(team.gus.listGroupMembers({ group_id, limit: 1 })).rejects.toMatchObject(refusal("not_found"));
		expect(await team.gus.listGroups({})).toEqual([]);
		const gus = await listen(team, "gus");
		await team.ada.updateGroup({ group_id, description: "hidden" });
		await put("gus");
		const added = await gus.receive(({ type }) => type.startsWith("group."));
		expect(added).toMatchObject({ type: "group.member_added", payload: { group: { description: "hidden" } } });
		expect((await team.gus.listGroups({})).map(({ handle }) => handle)).toEqual(["crew"]);
		await drop("gus");
		await gus.receive(({ type }) => type === "group.member_removed");
		await team.ada.updateGroup({ group_id, description: "more" });
		await say("ada", "after it");
		expect(JSON.stringify(gus.received)).not.toContain("more");
	});

	test("shows a private channel to those in it alone", async () => {
		const hidden = await open("private");
		await give(hidden);
		await put("grace");
		const channels = async (who: Name) => (await team[who].getGroup({ group_id })).channels.map((one) => one.id);
		expect([await channels("grace"), await channels("linus")]).toEqual([[hidden], []]);
		await expect(team.linus.putGroupChannel({ group_id, channel_id: hidden })).rejects.toMatchObject(
			refusal("forbidden"),
		);
		await team.ada.moderateMember({ user_id: id("linus"), role: "moderator" });
		for (const act of [
			() => give(hidden, "linus"),
			() => team.linus.removeGroupChannel({ group_id, channel_id: hidden }),
		])
			await expect(act()).rejects.toMatchObject(refusal("not_found"));
		const seen = JSON.stringify((await team.linus.listAuditLog({ limit: 50 })).audit_log_entries);
		expect(seen).not.toContain("group.channel_added");
	});

	test("has a handle that nobody else has, nor gets", async () => {
		for (const handle of ["grace", "crew"])
			await expect(team.ada.createGroup({ name: "x", handle })).rejects.toMatchObject(refusal("conflict"));
		for (const handle of ["here", "everyone", "channel_"])
			await expect(team.ada.createGroup({ name: "x", handle })).rejects.toMatchObject(refusal("invalid_request"));
		await expect(team.ada.updateGroup({ group_id, handle: "linus" })).rejects.toMatchObject(refusal("conflict"));
		const user = person("crew");
		await expect(team.system.admit({ user, role: "member" })).rejects.toMatchObject(refusal("conflict"));
		await expect(team.system.refuseGroupHandle({ handle: "crew" })).rejects.toMatchObject(refusal("conflict"));
		await team.ada.deleteGroup({ group_id });
		await team.system.admit({ user, role: "member" });
		await expect(team.ada.createGroup({ name: "x", handle: "crew" })).rejects.toMatchObject(refusal("conflict"));
	});

	test("goes with its name; the events say so to everybody", async () => {
		const gus = await listen(team, "gus");
		await team.ada.deleteGroup({ group_id });
		expect((await gus.receive(({ type }) => type === "group.deleted")).payload).toEqual({ group_id });
		await expect(team.grace.getGroup({ group_id })).rejects.toMatchObject(refusal("not_found"));
		const page = { workspace_id: team.general.workspace_id, limit: 500, after_cursor: "" };
		expect(JSON.stringify((await team.grace.listEvents(page)).events)).not.toContain("Crew");
	});

	test("has as much room as the caps say", async () => {
		await rows((sql) =>
			sql.exec(
				`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 199)
				INSERT INTO people_groups (num, id, name, folded_name, handle, description, member_count, created_by, created_at)
				SELECT i, 'grp_' || i, i, i, 'g' || i, '', 0, '', '' FROM n`,
			),
		);
		await expect(team.ada.createGroup({ name: "x", handle: "xx" })).rejects.toMatchObject(refusal("conflict"));
		await rows((sql) => sql.exec("UPDATE people_groups SET member_count = 1000 WHERE handle = 'crew'"));
		await expect(put("grace")).rejects.toMatchObject(refusal("conflict"));
		await rows((sql) =>
			sql.exec(
				`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50)
				INSERT INTO group_channels (group_id, channel_id) SELECT ?, 'chn_' || i FROM n`,
				group_id,
			),
		);
		await expect(give(team.general.id)).rejects.toMatchObject(refusal("conflict"));
	});
});

describe("its channels", () => {
	test("are joined with it and left with it, but not by who was there before", async () => {
		const [reef, tank] = [await open(), await open("private", "tank")];
		await team.grace.joinChannel({ channel_id: reef });
		await give(reef);
		await give(tank);
		await put("grace");
		await put("linus");
		expect([await inside(reef), await inside(tank)]).toEqual([
			["ada", "grace", "linus"],
			["ada", "grace", "linus"],
		]);
		await drop("grace");
		await drop("linus");
		expect([await inside(reef), await inside(tank)]).toEqual([["ada", "grace"], ["ada"]]);
	});

	test("that are private say in the audit log whom a moderator brought there by the group", async () => {
		const [reef, tank] = [await open(), await open("private", "tank")];
		await give(reef);
		await give(tank);
		await put("grace");
		await put("grace", "admin");
		const { audit_log_entries: all } = await team.ada.listAuditLog({ limit: 20, action: "channel.member_added" });
		expect(all).toMatchObject([{ target_id: tank, metadata: { user_id: id("grace") } }]);
		expect(all).toHaveLength(1);
	});

	test("stay where another group has them, until that has them no more", async () => {
		const reef = await open();
		const { group: other } = await team.ada.createGroup({ name: "Deck", handle: "deck" });
		await put("grace");
		await put("grace", "member", "ada", other.id);
		await give(reef);
		await give(reef, "ada", other.id);
		await takeAway(reef);
		expect(await inside(reef)).toEqual(["ada", "grace"]);
		await team.ada.deleteGroup({ group_id: other.id });
		expect(await inside(reef)).toEqual(["ada"]);
	});

	test("are not joined again by who left one", async () => {
		const reef = await open();
		await put("grace");
		await give(reef);
		await team.grace.leaveChannel({ channel_id: reef });
		await put("grace", "admin");
		expect(await inside(reef)).toEqual(["ada"]);
	});

	test("keep their last member where they would be gone without one", async () => {
		const tank = await open("private", "tank");
		await put("grace");
		await give(tank);
		await team.ada.leaveChannel({ channel_id: tank });
		await drop("grace");
		expect(await inside(tank)).toEqual(["grace"]);
	});

	test("are the group's no more when they are deleted; who leaves the workspace leaves its groups", async () => {
		const reef = await open();
		await give(reef);
		await put("grace");
		await team.ada.deleteChannel({ channel_id: reef });
		expect((await team.ada.getGroup({ group_id })).channels).toEqual([]);
		await team.ada.removeMember({ user_id: id("grace") });
		expect((await team.ada.getGroup({ group_id })).group.member_count).toBe(1);
		await team.system.admit({ user: team.users.grace, role: "member" });
		expect((await team.grace.getGroup({ group_id })).group).not.toHaveProperty("my_role");
	});

	test("are joined and left by hundreds in slices", async () => {
		const reef = await open();
		await rows((sql) => {
			sql.exec(
				`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 350)
				INSERT INTO members (user_id, role, kind, display_name, folded_name, handle, avatar_url, created_at, joined_at)
				SELECT printf('usr_%026d', i), 'member', 'human', 'X', 'x', 'x' || i, '', '2026', '2026' FROM n`,
			);
			sql.exec(
				"INSERT INTO group_members (group_id, user_id, role) SELECT ?, user_id, 'member' FROM members WHERE handle GLOB 'x*'",
				group_id,
			);
		});
		const counted = async () => (await inside(reef)).length;
		const ring = (count: number) =>
			expect
				.poll(async () => (await runDurableObjectAlarm(team.stub), await counted()), { timeout: 30_000 })
				.toBe(count);
		await give(reef);
		expect(await counted()).toBe(101);
		await ring(351);
		await takeAway(reef);
		expect(await counted()).toBe(251);
		await ring(1);
	});

	test("hold whom a plain model says, and events tell each what a snapshot has, whatever happens in which order", async () => {
		const who = fc.constantFrom<Name[]>("grace", "linus", "gus");
		const [group, channel] = [fc.nat(1), fc.nat(2)];
		const act = fc.oneof(
			fc.record({ is: fc.constantFrom("put" as const, "drop" as const), who, group }),
			fc.record({ is: fc.constantFrom("give" as const, "take" as const), group, channel }),
			fc.record({ is: fc.constantFrom("join" as const, "leave" as const), who, channel }),
		);
		await fc.assert(
			fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 30 }), async (acts) => {
				team = await newTeam();
				const make = async (handle: string) => (await team.ada.createGroup({ name: handle, handle })).group.id;
				const groups = [await make("crew"), await make("deck")];
				const channels = [await open("public", "c1"), await open("public", "c2"), await open("private", "c3")];
				const clients = await Promise.all(names.map(async (name) => (await Client.open(team[name]))!));
				const members = groups.map(() => new Set<Name>());
				const given = groups.map(() => new Set<number>());
				// who is in each channel, and whether a group brought them
				const places = channels.map(() => new Map<Name, "self" | "group">([["ada", "self"]]));
				const holds = (name: Name, n: number) => groups.some((_, g) => members[g]!.has(name) && given[g]!.has(n));
				const bring = (name: Name, n: number) => places[n]!.has(name) || places[n]!.set(name, "group");
				const take = (name: Name, n: number) =>
					places[n]!.get(name) === "group" && !holds(name, n) && places[n]!.delete(name);
				for (const one of acts) {
					if (one.is === "put" && !members[one.group]!.has(one.who)) {
						await put(one.who, "member", "ada", groups[one.group]);
						members[one.group]!.add(one.who);
						for (const n of given[one.group]!) bring(one.who, n);
					} else if (one.is === "drop") {
						await drop(one.who, "ada", groups[one.group]);
						members[one.group]!.delete(one.who);
						for (const n of given[one.group]!) take(one.who, n);
					} else if (one.is === "give") {
						await give(channels[one.channel]!, "ada", groups[one.group]);
						if (!given[one.group]!.has(one.channel)) for (const name of members[one.group]!) bring(name, one.channel);
						given[one.group]!.add(one.channel);
					} else if (one.is === "take") {
						await takeAway(channels[one.channel]!, groups[one.group]);
						given[one.group]!.delete(one.channel);
						for (const name of names) take(name, one.channel);
					} else if (one.is === "join") {
						await team.ada.addChannelMember({ channel_id: channels[one.channel]!, user_id: id(one.who) });
						if (!places[one.channel]!.has(one.who)) places[one.channel]!.set(one.who, "self");
					} else if (one.is === "leave") {
						await team.ada.removeChannelMember({ channel_id: channels[one.channel]!, user_id: id(one.who) });
						places[one.channel]!.delete(one.who);
					}
					for (const [n, place] of places.entries())
						expect(await inside(channels[n]!), JSON.stringify(one)).toEqual([...place.keys()].toSorted());
				}
				for (const [nth, client] of clients.entries()) {
					await client.catchUp();
					const fresh = (await Client.open(team[names[nth]!]))!.projection;
					expect(client.projection.groups).toEqual(fresh.groups);
				}
			}),
			{ numRuns: 15 },
		);
	}, 120_000);
});

describe("its handle", () => {
	beforeEach(async () => {
		await put("grace");
	});

	test("calls those of its members who are in the conversation, once, and not its author", async () => {
		await put("linus");
		await team.linus.leaveChannel({ channel_id: team.general.id });
		const message = await say("ada", "hi @crew, and @grace");
		expect(message).toMatchObject({ mentioned_user_ids: [id("grace")], group_mention: { word: "group" } });
		expect([await mentions("ada"), await mentions("grace"), await mentions("linus")]).toEqual([0, 1, 0]);
		const [channel] = (await team.grace.getSnapshot({})).channels;
		expect(channel).toMatchObject({ mention_count: 1 });
	});

	test("calls by an edit, no more after another, and none after a deletion", async () => {
		const { id: message_id } = await say("ada", "hi");
		const edit = (body: string) => team.ada.editMessage({ message_id, body });
		await edit("hi @crew");
		expect([await mentions("grace"), await mentions("linus")]).toEqual([1, 0]);
		await put("linus");
		// who is in it when the text is changed
		await edit("hi again @crew");
		expect([await mentions("grace"), await mentions("linus")]).toEqual([1, 1]);
		await edit("hi `@crew`");
		expect([await mentions("grace"), await mentions("linus")]).toEqual([0, 0]);
		await edit("@crew");
		await team.ada.deleteMessage({ message_id });
		expect(await mentions("grace")).toBe(0);
	});

	test("calls beside @here and @channel, whose words keep what they call", async () => {
		const linus = await listen(team, "linus");
		const { id: message_id, group_mention } = await say("ada", "@here and @crew");
		expect(group_mention!.word).toBe("here");
		expect([await mentions("grace"), await mentions("linus")]).toEqual([1, 1]);
		linus.disconnect();
		await team.ada.editMessage({ message_id, body: "only @here" });
		expect([await mentions("grace"), await mentions("linus")]).toEqual([0, 1]);
		expect((await say("ada", "@channel @crew")).group_mention).toEqual({ word: "channel" });
		// of what a guest writes the group alone calls
		await put("gus");
		await team.ada.addChannelMember({ channel_id: team.general.id, user_id: id("gus") });
		expect((await say("gus", "@channel @crew")).group_mention!.word).toBe("group");
	});

	test("is text in what guests write who are not in it, and in code", async () => {
		await team.ada.addChannelMember({ channel_id: team.general.id, user_id: id("gus") });
		for (const message of [await say("gus", "@crew"), await say("ada", "`@crew`"), await say("ada", "@crewmate")])
			expect(message).not.toHaveProperty("group_mention");
		expect(await mentions("grace")).toBe(0);
	});

	test("calls in a thread those who follow it from then on", async () => {
		const { id: message_id } = await say("ada", "root");
		const reply = await team.ada.replyInThread({ message_id, body: "@crew" });
		expect(reply.message.mentioned_user_ids.toSorted()).toEqual([id("ada"), id("grace")].toSorted());
		expect(await team.grace.getMyThread({ message_id })).toMatchObject({ is_following: true, mention_count: 1 });
		await team.ada.editMessage({ message_id: reply.message.id, body: "nobody" });
		expect(await team.grace.getMyThread({ message_id })).toMatchObject({ mention_count: 0 });
	});

	test("is of nobody in a thread where too many would follow it", async () => {
		await rows((sql) => {
			sql.exec(
				`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100)
				INSERT INTO members (user_id, role, kind, display_name, folded_name, handle, avatar_url, created_at, joined_at)
				SELECT printf('usr_%026d', i), 'member', 'human', 'X', 'x', 'x' || i, '', '2026', '2026' FROM n`,
			);
			const all = "SELECT ?, user_id, 'member' FROM members WHERE handle GLOB 'x*'";
			sql.exec(`INSERT INTO group_members (group_id, user_id, role) ${all}`, group_id);
			sql.exec(`INSERT INTO conversation_members (conversation_id, user_id, joined_at) ${all}`, team.general.id);
		});
		const { id: message_id } = await say("ada", "root");
		const { message } = await team.ada.replyInThread({ message_id, body: "@crew" });
		expect(message.mentioned_user_ids).toEqual([]);
	});

	test("after from: finds what a thousand people wrote", async () => {
		await say("linus", "tide by linus");
		await rows((sql) => {
			sql.exec(
				`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 998)
				INSERT INTO members (user_id, role, kind, display_name, folded_name, handle, avatar_url, created_at, joined_at)
				SELECT printf('usr_%026d', i), 'member', 'human', 'X', 'x', 'x' || i, '', '2026', '2026' FROM n`,
			);
			sql.exec(
				"INSERT OR IGNORE INTO group_members (group_id, user_id, role) SELECT ?, user_id, 'member' FROM members WHERE handle <> 'gus'",
				group_id,
			);
		});
		const asked = { workspace_id: team.general.workspace_id, sort: "newest" as const, limit: 10 };
		const { results } = await team.grace.searchMessages({ ...asked, q: "tide from:@crew", syntax: "operators" });
		expect(results.map(({ snippet }) => snippet)).toEqual(["tide by linus"]);
	});

	test("after from: finds what its present members wrote", async () => {
		await say("grace", "tide by grace");
		await say("linus", "tide by linus");
		const find = async (q: string, who: Name = "linus") => {
			const asked = { workspace_id: team.general.workspace_id, sort: "newest" as const, limit: 10 };
			const found = await team[who].searchMessages({ ...asked, q, syntax: "operators" });
			return found.results.map(({ snippet }) => snippet);
		};
		expect(await find("tide from:@crew")).toEqual(["tide by grace"]);
		expect(await find("tide -from:crew")).toEqual(["tide by linus"]);
		await put("linus");
		await drop("grace");
		expect(await find("tide from:@crew")).toEqual(["tide by linus"]);
		await team.ada.addChannelMember({ channel_id: team.general.id, user_id: id("gus") });
		expect(await find("tide from:@crew", "gus")).toEqual([]);
	});
});
