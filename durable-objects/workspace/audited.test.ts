import { runInDurableObject } from "cloudflare:test";
import { type AuditAction, AuditAction as Actions, type Rule, operations, policies } from "@clickclack/protocol";
import { beforeEach, expect, test } from "vitest";
import { type Team, backRoom, newTeam, person } from "../test/people.ts";
import { picture, storedUpload } from "../test/uploads.ts";
import { commands } from "./index.ts";

/** What each command writes into the audit log. A new command is named here, or below. */
const audited: Partial<Record<keyof typeof commands, AuditAction[]>> = {
	initialize: ["workspace.created"],
	updateWorkspace: ["workspace.updated", "workspace.permissions_changed"],
	updateWordFilter: ["workspace.word_filter_changed"],
	transferOwnership: ["workspace.ownership_transferred"],
	deleteWorkspace: ["workspace.deleted"],
	exportWorkspace: ["workspace.exported"],
	restoreWorkspace: ["workspace.restored"],
	admit: ["member.added"],
	moderateMember: [
		"member.role_changed",
		"member.blocked",
		"member.unblocked",
		"member.timed_out",
		"member.timeout_ended",
		"member.note_changed",
	],
	forgetMember: ["member.account_deleted"],
	removeMember: ["member.removed", "member.left", "channel.deleted"],
	runJob: ["job.run"],
	createInvite: ["invite.created"],
	revokeInvite: ["invite.revoked"],
	acceptInvite: ["invite.used"],
	createChannel: ["channel.created"],
	updateChannel: ["channel.updated", "channel.rights_changed", "channel.archived", "channel.unarchived"],
	deleteChannel: ["channel.deleted"],
	leaveChannel: ["channel.deleted"],
	addChannelMember: ["channel.member_added"],
	removeChannelMember: ["channel.member_removed", "channel.deleted"],
	createCustomEmoji: ["emoji.created"],
	deleteCustomEmoji: ["emoji.deleted"],
	updateTopic: ["topic.updated"],
	deleteTopic: ["topic.deleted"],
	createGroup: ["group.created"],
	updateGroup: ["group.updated"],
	deleteGroup: ["group.deleted"],
	putGroupMember: ["group.member_added", "group.member_role_changed", "channel.member_added"],
	removeGroupMember: ["group.member_removed"],
	putGroupChannel: ["group.channel_added"],
	removeGroupChannel: ["group.channel_removed"],
	deleteMessage: ["message.deleted"],
	closePoll: ["poll.closed"],
	closeReport: ["report.closed", "message.deleted"],
};

const talking = "people talk";
const own = "it is one's own, and nobody else sees it";
const by_server = "the server does it by itself, after something that was written down";
const directory = "an act of the Directory: the log of accounts and sessions comes later";

/** Why the others write nothing. */
const leftOut: Partial<Record<keyof typeof commands, string>> = {
	updateProfile: directory,
	revokeSession: directory,
	disconnectAll: directory,
	releaseProfile: by_server,
	remindOfDue: by_server,
	sendDueMessage: by_server,
	failScheduledMessage: by_server,
	joinChannel: "who may see a public channel comes and goes",
	createTopic: "every member may, and it takes nothing away",
	setMessageTopic: "it sorts a message, takes nothing away, and is told to the channel",
	pinMessage: "every member may, where nobody has said otherwise, and it is told to the channel",
	unpinMessage: "the same",
	pinDirectMessage: talking,
	unpinDirectMessage: talking,
	reportMessage: "it is told to the moderators, who write down what they do",
	createMessage: talking,
	createDirect: talking,
	createDirectMessage: talking,
	editMessage: talking,
	replyInThread: talking,
	addReaction: talking,
	removeReaction: talking,
	votePoll: talking,
	createUpload: talking,
	noteParts: talking,
	storeUpload: talking,
	abandonUpload: talking,
	attachUpload: talking,
	deleteUpload: "only its owner may",
	endUploads: by_server,
	forgetUploads: by_server,
	publishEphemeral: talking,
	scheduleMessage: talking,
	scheduleDirectMessage: talking,
	updateScheduledMessage: talking,
	cancelScheduledMessage: talking,
	sendScheduledMessage: talking,
	updateMemberProfile: "what people tell of themselves",
	setStatus: "what people say of themselves",
	clearStatus: "the same",
	expireStatuses: by_server,
	bringToChannels: by_server,
	closeDirect: own,
	openDirect: own,
	followThread: own,
	unfollowThread: own,
	markThreadRead: own,
	markThreadUnread: own,
	markRead: own,
	markUnread: own,
	markAllRead: own,
	setReadPositions: own,
	markDirectRead: own,
	markDirectUnread: own,
	updateAttention: own,
	updateDirectNotificationSettings: own,
	updateNotificationSettings: own,
	saveMessage: own,
	unsaveMessage: own,
	setReminder: own,
	removeReminder: own,
	saveDraft: own,
	updateSidebar: own,
	searchMessages: "it only reads",
};

/** Routes for those who run things that are no command of a workspace by the same name. */
const others: Record<string, string> = {
	createOperatorInvite: "createInvite",
	createOperatorWorkspace: "initialize",
	bootstrap: "initialize",
	createUser: "admit",
	createMagicLink: directory,
	rotateKeys: directory,
	deleteUser: "forgetMember",
};

test("every command writes into the audit log, or there is a reason why not", () => {
	const named = [...Object.keys(audited), ...Object.keys(leftOut)];
	expect(named.toSorted()).toEqual(Object.keys(commands).toSorted());
});

test("so does every route of moderators, owners and the operator that changes something", () => {
	const isManaging = ({ role }: Rule) => role !== undefined && role !== "member" && role !== "guest";
	const routes = Object.values(operations).filter(({ who, method }) => isManaging(policies[who]) && method !== "get");
	expect(routes.length).toBeGreaterThan(10);
	const unnamed = routes.filter(({ name }) => !(name in audited) && !(name in leftOut) && !(name in others));
	expect(unnamed.map(({ name }) => name)).toEqual([]);
});

let team: Team;
beforeEach(async () => {
	team = await newTeam();
});

const newest = async (limit = 10, who: "ada" | "grace" = "ada") =>
	(await team[who].listAuditLog({ limit })).audit_log_entries;
const ids = () => ({ grace: team.users.grace.id, linus: team.users.linus.id, gus: team.users.gus.id });
const open = async (kind: "public" | "private" = "public", who: "ada" | "grace" = "ada") =>
	(await team[who].createChannel({ name: "reef", kind })).channel.id;
const invite = (max_uses: number | null = null) =>
	team.ada.createInvite({ role: "member", expires_in_minutes: 60, max_uses });
const moderate = (change: object) => team.ada.moderateMember({ user_id: ids().grace, ...change });
const topic = async () => (await team.grace.createTopic({ name: "Tides" })).topic.id;
const crew = async () => (await team.ada.createGroup({ name: "Crew", handle: "crew" })).group.id;
const said = async (more: object = {}) =>
	(await team.grace.createMessage({ conversation_id: team.general.id, body: "secret words", ...more })).message.id;

type Act = () => Promise<unknown>;
/** What is there before, the act, and its entry but for who and when. Those with a list write several. */
const acts: [action: AuditAction, begin: () => Promise<Act>, entry: () => object][] = [
	[
		"workspace.updated",
		async () => () => team.ada.updateWorkspace({ name: "Reef" }),
		() => ({ metadata: { name: "Reef", before: { name: "Tidepool" }, after: { name: "Reef" } } }),
	],
	[
		"workspace.permissions_changed",
		async () => () => team.ada.updateWorkspace({ permissions: { "channel.create": "owner" } }),
		() => ({ metadata: { before: { "channel.create": "member" }, after: { "channel.create": "owner" } } }),
	],
	[
		"workspace.word_filter_changed",
		async () => () => team.ada.updateWordFilter({ action: "refuse", words: ["secret words"] }),
		() => ({ metadata: { before: { action: "off", words: 0 }, after: { action: "refuse", words: 1 } } }),
	],
	[
		"workspace.ownership_transferred",
		async () => () => team.ada.transferOwnership({ user_id: ids().grace }),
		() => ({
			target_id: team.general.workspace_id,
			metadata: {
				name: "Grace",
				user_id: ids().grace,
				before: { owner: team.users.ada.id },
				after: { owner: ids().grace },
			},
		}),
	],
	[
		"workspace.exported",
		async () => () => team.ada.exportWorkspace({ format: "csv", of: "messages", direct_messages: false }),
		() => ({ metadata: { name: "Tidepool", after: { format: "csv", of: "messages", direct_messages: false } } }),
	],
	[
		"member.role_changed",
		async () => () => moderate({ role: "moderator" }),
		() => ({
			target_id: ids().grace,
			metadata: { name: "Grace", before: { role: "member" }, after: { role: "moderator" } },
		}),
	],
	[
		"member.blocked",
		async () => () => moderate({ blocked: true }),
		() => ({ metadata: { before: { blocked_at: null }, after: { blocked_at: expect.any(String) } } }),
	],
	[
		"member.unblocked",
		async () => {
			await moderate({ blocked: true });
			return () => moderate({ blocked: false });
		},
		() => ({ metadata: { before: { blocked_at: expect.any(String) }, after: { blocked_at: null } } }),
	],
	[
		"member.timed_out",
		async () => () => moderate({ timeout_minutes: 5 }),
		() => ({ metadata: { after: { timeout_until: expect.any(String) } } }),
	],
	[
		"member.timeout_ended",
		async () => {
			await moderate({ timeout_minutes: 5 });
			return () => moderate({ clear_timeout: true });
		},
		() => ({ metadata: { after: { timeout_until: null } } }),
	],
	[
		"member.note_changed",
		async () => () => moderate({ moderation_note: "warned once" }),
		() => ({ metadata: { before: { moderation_note: null }, after: { moderation_note: "warned once" } } }),
	],
	[
		"member.removed",
		async () => () => team.ada.removeMember({ user_id: ids().grace }),
		() => ({ target_id: ids().grace, metadata: { name: "Grace", before: { role: "member" } } }),
	],
	[
		"invite.created",
		async () => () => invite(3),
		() => ({ metadata: { after: { role: "member", max_uses: 3, expires_at: expect.any(String) } } }),
	],
	[
		"invite.revoked",
		async () => {
			const { invite: made } = await invite();
			return () => team.ada.revokeInvite({ invite_id: made.id });
		},
		() => ({ metadata: { before: { role: "member", use_count: 0 } } }),
	],
	[
		"channel.created",
		async () => () => open(),
		() => ({ metadata: { name: "reef", after: { name: "reef", kind: "public" } } }),
	],
	[
		"channel.updated",
		async () => {
			const channel_id = await open();
			return () => team.ada.updateChannel({ channel_id, topic: "corals", is_default: true });
		},
		() => ({ metadata: { before: { topic: null, is_default: null }, after: { topic: "corals", is_default: 1 } } }),
	],
	[
		"channel.rights_changed",
		async () => {
			const channel_id = await open();
			return () => team.ada.updateChannel({ channel_id, who_can_pin: "moderators" });
		},
		() => ({ metadata: { before: { who_can_pin: null }, after: { who_can_pin: "moderators" } } }),
	],
	[
		"channel.archived",
		async () => {
			const channel_id = await open();
			return () => team.ada.updateChannel({ channel_id, archived: true });
		},
		() => ({ metadata: { before: { archived_at: null } } }),
	],
	[
		"channel.unarchived",
		async () => {
			const channel_id = await open();
			await team.ada.updateChannel({ channel_id, archived: true });
			return () => team.ada.updateChannel({ channel_id, archived: false });
		},
		() => ({ metadata: { after: { archived_at: null } } }),
	],
	[
		"channel.deleted",
		async () => {
			const channel_id = await open();
			return () => team.ada.deleteChannel({ channel_id });
		},
		() => ({ metadata: { before: { name: "reef", kind: "public" } } }),
	],
	[
		"channel.member_added",
		async () => {
			const channel_id = await open("private");
			return () => team.ada.addChannelMember({ channel_id, user_id: ids().grace });
		},
		() => ({ metadata: { name: "reef", user_id: ids().grace } }),
	],
	[
		"channel.member_added",
		async () => () => team.ada.addChannelMember({ channel_id: team.general.id, user_id: ids().gus }),
		() => ({ target_id: team.general.id, metadata: { user_id: ids().gus } }),
	],
	[
		"channel.member_removed",
		async () => {
			const channel_id = await open("private");
			await team.ada.addChannelMember({ channel_id, user_id: ids().grace });
			return () => team.ada.removeChannelMember({ channel_id, user_id: ids().grace });
		},
		() => ({ metadata: { name: "reef", user_id: ids().grace } }),
	],
	[
		"emoji.created",
		async () => {
			const upload_id = await storedUpload(team.ada, { picture });
			return () => team.ada.createCustomEmoji({ name: "tea-time", upload_id });
		},
		() => ({ target_id: "tea-time", metadata: { name: ":tea-time:" } }),
	],
	[
		"emoji.deleted",
		async () => {
			const upload_id = await storedUpload(team.grace, { picture });
			await team.grace.createCustomEmoji({ name: "tea-time", upload_id });
			return () => team.ada.deleteCustomEmoji({ name: "tea-time" });
		},
		() => ({ target_id: "tea-time", metadata: { name: ":tea-time:", user_id: ids().grace } }),
	],
	[
		"topic.updated",
		async () => {
			const topic_id = await topic();
			return () => team.ada.updateTopic({ topic_id, name: "Ebb" });
		},
		() => ({ metadata: { user_id: ids().grace, before: { name: "Tides" }, after: { name: "Ebb" } } }),
	],
	[
		"topic.deleted",
		async () => {
			const topic_id = await topic();
			return () => team.ada.deleteTopic({ topic_id });
		},
		() => ({ metadata: { name: "Tides", user_id: ids().grace } }),
	],
	[
		"group.created",
		async () => () => team.ada.createGroup({ name: "Crew", handle: "crew" }),
		() => ({ metadata: { name: "Crew", after: { name: "Crew", handle: "crew" } } }),
	],
	[
		"group.updated",
		async () => {
			const group_id = await crew();
			return () => team.ada.updateGroup({ group_id, name: "Deck" });
		},
		() => ({ metadata: { before: { name: "Crew" }, after: { name: "Deck" } } }),
	],
	[
		"group.deleted",
		async () => {
			const group_id = await crew();
			return () => team.ada.deleteGroup({ group_id });
		},
		() => ({ metadata: { before: { name: "Crew", handle: "crew" } } }),
	],
	[
		"group.member_added",
		async () => {
			const group_id = await crew();
			return () => team.ada.putGroupMember({ group_id, user_id: ids().grace, role: "member" });
		},
		() => ({ metadata: { name: "Crew", user_id: ids().grace, after: { role: "member" } } }),
	],
	[
		"group.member_role_changed",
		async () => {
			const group_id = await crew();
			await team.ada.putGroupMember({ group_id, user_id: ids().grace, role: "member" });
			return () => team.ada.putGroupMember({ group_id, user_id: ids().grace, role: "admin" });
		},
		() => ({ metadata: { user_id: ids().grace, before: { role: "member" }, after: { role: "admin" } } }),
	],
	[
		"group.member_removed",
		async () => {
			const group_id = await crew();
			await team.ada.putGroupMember({ group_id, user_id: ids().grace, role: "member" });
			return () => team.ada.removeGroupMember({ group_id, user_id: ids().grace });
		},
		() => ({ metadata: { user_id: ids().grace } }),
	],
	[
		"group.channel_added",
		async () => {
			const group_id = await crew();
			return () => team.ada.putGroupChannel({ group_id, channel_id: team.general.id });
		},
		() => ({ metadata: { after: { channel: "general" } } }),
	],
	[
		"group.channel_removed",
		async () => {
			const group_id = await crew();
			await team.ada.putGroupChannel({ group_id, channel_id: team.general.id });
			return () => team.ada.removeGroupChannel({ group_id, channel_id: team.general.id });
		},
		() => ({ metadata: { before: { channel: "general" } } }),
	],
	[
		"message.deleted",
		async () => {
			const message_id = await said();
			return () => team.ada.deleteMessage({ message_id });
		},
		() => ({ metadata: { user_id: ids().grace } }),
	],
	[
		"report.closed",
		async () => {
			const message_id = await said();
			await team.linus.reportMessage({ message_id, reason: "spam", text: "secret words" });
			return () => team.ada.closeReport({ message_id, outcome: "dismissed" });
		},
		() => ({ metadata: { user_id: ids().grace, after: { outcome: "dismissed" } } }),
	],
	[
		"poll.closed",
		async () => {
			const message_id = await said({ poll: { options: ["yes", "no"] } });
			return () => team.ada.closePoll({ message_id });
		},
		() => ({ metadata: { user_id: ids().grace } }),
	],
];

test.each(acts)("%s is one entry, with who and what, and without words or secrets", async (action, begin, entry) => {
	const act = await begin();
	const before = await newest();
	const answer = await act();
	const after = await newest();
	expect(after.length - before.length).toBe(1);
	expect(after[0]).toMatchObject({ action, actor_user_id: team.users.ada.id, metadata: { by: "person" }, ...entry() });
	expect(after[0]).toMatchObject({ workspace_id: team.general.workspace_id, target_type: action.split(".")[0] });
	const { token = "no token" } = (answer ?? {}) as { token?: string };
	expect(JSON.stringify(after)).not.toMatch(/secret words/);
	expect(JSON.stringify(after)).not.toContain(token);
});

test("so is what others do, and what they do to themselves", async () => {
	const { token } = await invite();
	const user = person("mae");
	await team.system.acceptInvite({ token, user });
	expect((await newest(1))[0]).toMatchObject({
		action: "invite.used",
		actor_user_id: user.id,
		metadata: { by: "person", after: { role: "member" } },
	});
	await team.as(user.id).removeMember({ user_id: user.id });
	expect((await newest(1))[0]).toMatchObject({ action: "member.left", actor_user_id: user.id, target_id: user.id });
	await team.system.admit({ user, role: "guest" });
	const added = { action: "member.added", actor_user_id: "", target_id: user.id };
	expect((await newest(1))[0]).toMatchObject({ ...added, metadata: { by: "operator", after: { role: "guest" } } });
});

test("the first entry is the workspace itself", async () => {
	const { audit_log_entries: all } = await team.ada.listAuditLog({ limit: 200 });
	expect(all.map(({ action }) => action)).toEqual([
		"member.added",
		"member.added",
		"member.added",
		"workspace.created",
	]);
	expect(all.at(-1)).toMatchObject({ actor_user_id: team.users.ada.id, metadata: { name: "Tidepool" } });
});

test("a private channel that ends with its last member is written down", async () => {
	const channel_id = await open("private", "grace");
	await moderate({ role: "moderator" });
	await team.grace.leaveChannel({ channel_id });
	const written = await runInDurableObject(team.stub, (_, { storage }) =>
		storage.sql.exec("SELECT target_id FROM audit_log WHERE action = 'channel.deleted'").toArray(),
	);
	expect(written).toEqual([{ target_id: channel_id }]);
	// and nobody is in it any more
	const seen = [...(await newest(3)), ...(await newest(3, "grace"))];
	expect(seen.map(({ action }) => action)).not.toContain("channel.deleted");
});

test("several changes at once are an entry each; those that change nothing are none", async () => {
	const channel_id = await open();
	const before = (await newest(100)).length;
	const change = { name: "kelp", archived: true, who_can_post: "moderators" } as const;
	await team.ada.updateChannel({ channel_id, ...change });
	const three = ["channel.archived", "channel.rights_changed", "channel.updated"];
	expect((await newest(3)).map(({ action }) => action).toSorted()).toEqual(three);
	await team.ada.updateChannel({ channel_id, ...change });
	await moderate({ blocked: false });
	await team.ada.updateWorkspace({ name: "Tidepool" });
	await team.ada.addChannelMember({ channel_id: team.general.id, user_id: ids().grace });
	await team.ada.deleteMessage({ message_id: (await team.ada.createMessage(hello())).message.id });
	expect((await newest(100)).length).toBe(before + 3);
});
const hello = () => ({ conversation_id: team.general.id, body: "hello" });

test("what is refused is none, and what is asked again is one", async () => {
	const { invite: made } = await invite();
	const message_id = await said();
	const before = (await newest(100)).length;
	await expect(team.grace.updateWorkspace({ name: "Hers" })).rejects.toMatchObject({ code: "forbidden" });
	await expect(team.linus.deleteMessage({ message_id })).rejects.toMatchObject({ code: "forbidden" });
	const herself = team.ada.moderateMember({ user_id: team.users.ada.id, blocked: true });
	await expect(herself).rejects.toMatchObject({ code: "forbidden" });
	await team.ada.revokeInvite({ invite_id: made.id });
	await team.ada.revokeInvite({ invite_id: made.id });
	await team.ada.deleteMessage({ message_id });
	await team.ada.deleteMessage({ message_id });
	const since = (await newest(100)).slice(0, -before).map(({ action }) => action);
	expect(since).toEqual(["message.deleted", "invite.revoked"]);
});

test("two at once are two entries, each with what it found", async () => {
	const rename = (name: string) => team.ada.updateWorkspace({ name });
	await Promise.all([rename("One"), rename("Two")]);
	const [second, first] = await newest(2);
	expect(second!.metadata.before).toEqual(first!.metadata.after);
	await moderate({ role: "moderator" });
	const block = (who: "ada" | "grace") => team[who].moderateMember({ user_id: ids().linus, blocked: true });
	await Promise.all([block("ada"), block("grace")]);
	expect((await newest(100)).filter(({ action }) => action === "member.blocked")).toHaveLength(1);
});

test("every action has an act here", () => {
	// the last two: deletion.test.ts, and that of an account: members/forget.test.ts
	const others = [
		"invite.used",
		"member.left",
		"member.added",
		"member.account_deleted",
		"workspace.created",
		"workspace.deleted",
		"workspace.restored",
	];
	const shown = [...acts.map(([action]) => action), ...others];
	const ofTable = new Set(Object.values(audited).flat());
	expect([...ofTable].toSorted()).toEqual([...Actions.options].toSorted());
	// jobs are run by the operator: worker/routes/audit-log.test.ts
	expect([...new Set([...shown, "job.run"])].toSorted()).toEqual([...Actions.options].toSorted());
});

test("what happens in a private channel is for those in it", async () => {
	await moderate({ role: "moderator" });
	const channel_id = await open("private", "grace");
	await team.grace.updateChannel({ channel_id, topic: "hidden" });
	const others = await newest(100);
	expect(JSON.stringify(others)).not.toContain(channel_id);
	expect((await team.ada.listAuditLog({ limit: 10, target_id: channel_id })).audit_log_entries).toEqual([]);
	const hers = await team.grace.listAuditLog({ limit: 10, target_id: channel_id });
	expect(hers.audit_log_entries.map(({ action }) => action)).toEqual(["channel.updated", "channel.created"]);
	await team.grace.addChannelMember({ channel_id, user_id: team.users.ada.id });
	expect((await newest(1))[0]).toMatchObject({ action: "channel.member_added", target_id: channel_id });
	const room = await backRoom(team);
	expect(JSON.stringify(await newest(100))).toContain(room);
});
