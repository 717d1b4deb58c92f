import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import type {
	ChannelId,
	DirectConversationId,
	InviteId,
	MessageId,
	ScheduledMessageId,
	GroupId,
	TopicId,
	ServerEvent,
	UploadId,
} from "@clickclack/protocol";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type Team, listen, newTeam, person } from "../test/people.ts";
import { newUpload, picture, storedUpload } from "../test/uploads.ts";
import { publishedAnyway } from "./access.ts";
import { commands, isOurs } from "./index.ts";

let team: Team;
beforeEach(async () => {
	team = await newTeam();
});
afterEach(() => {
	vi.useRealTimers();
});

const pass = (minutes: number) => vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + minutes * 60_000 });
const restrictions = [{ blocked: true }, { timeout_minutes: 5 }];
const restrict = (change: object) => team.ada.moderateMember({ user_id: team.users.grace.id, ...change });

/** What there is to act on: owned by Grace, or there for her to use. */
interface Fixtures {
	mine: ChannelId;
	elsewhere: ChannelId;
	/** private ones, with her as the only member */
	alone: ChannelId[];
	direct: DirectConversationId;
	message_id: MessageId;
	direct_message_id: MessageId;
	pinned_id: MessageId;
	poll_id: MessageId;
	topic_id: TopicId;
	group_id: GroupId;
	scheduled_id: ScheduledMessageId;
	invite_id: InviteId;
	upload_ids: [waiting: UploadId, arriving: UploadId, attached: UploadId];
	picture_id: UploadId;
}

const openAlone = async (name: string) => (await team.grace.createChannel({ name, kind: "private" })).channel.id;

const soon = () => ({ body: "speech", send_at: new Date(Date.now() + 600_000).toISOString() });

async function prepare(): Promise<Fixtures> {
	await restrict({ role: "moderator" });
	const alone = [await openAlone("one"), await openAlone("two"), await openAlone("three")];
	const { channel } = await team.grace.createChannel({ name: "mine", kind: "public" });
	const { channel: elsewhere } = await team.ada.createChannel({ name: "elsewhere", kind: "public" });
	await team.grace.addChannelMember({ channel_id: channel.id, user_id: team.users.gus.id });
	const { message } = await team.grace.createMessage({ conversation_id: team.general.id, body: "kelp" });
	await team.grace.addReaction({ message_id: message.id, emoji: "🦞" });
	const { message: pinned } = await team.ada.createMessage({ conversation_id: team.general.id, body: "pinned" });
	await team.ada.pinMessage({ conversation_id: team.general.id, message_id: pinned.id });
	const poll = { options: ["yes", "no"] };
	const { message: asked } = await team.grace.createMessage({ conversation_id: team.general.id, body: "Tea?", poll });
	const { scheduled_message } = await team.grace.scheduleMessage({ ...soon(), conversation_id: team.general.id });
	const { invite } = await team.grace.createInvite({ role: "member", expires_in_minutes: 5, max_uses: null });
	const { conversation } = await team.grace.createDirect({ member_ids: [team.users.linus.id] });
	const { message: unread } = await team.linus.createDirectMessage({
		conversation_id: conversation.id,
		body: "unread",
	});
	const { topic } = await team.grace.createTopic({ name: "before" });
	const { group } = await team.grace.createGroup({ name: "Crew", handle: "crew" });
	await team.ada.putGroupMember({ group_id: group.id, user_id: team.users.linus.id, role: "member" });
	const { general } = team;
	const attached = await storedUpload(team.grace);
	await team.grace.createMessage({ conversation_id: general.id, body: "look", upload_ids: [attached] });
	const upload_ids: Fixtures["upload_ids"] = [await storedUpload(team.grace), await newUpload(team.grace), attached];
	await team.grace.createCustomEmoji({ name: "before", upload_id: await storedUpload(team.grace, { picture }) });
	const picture_id = await storedUpload(team.grace, { picture });
	const ids = {
		upload_ids,
		picture_id,
		message_id: message.id,
		poll_id: asked.id,
		topic_id: topic.id,
		group_id: group.id,
		pinned_id: pinned.id,
		scheduled_id: scheduled_message.id,
		direct_message_id: unread.id,
		invite_id: invite.id,
		direct: conversation.id,
	};
	return { mine: channel.id, elsewhere: elsewhere.id, alone, ...ids };
}

const publish = (input: object) =>
	team.grace.publishEphemeral({
		workspace_id: team.general.workspace_id,
		conversation_id: team.general.id,
		type: "typing.started",
		payload: {},
		...input,
	} as never);

/** Every command that people have, as Grace may try it. A new one has to be listed here. */
const tries: Record<string, ((fixtures: Fixtures) => Promise<unknown>)[]> = {
	updateWorkspace: [() => team.grace.updateWorkspace({ name: "Mine" })],
	moderateMember: [() => team.grace.moderateMember({ user_id: team.users.gus.id, timeout_minutes: 1 })],
	deleteWorkspace: [() => team.grace.deleteWorkspace({})],
	exportWorkspace: [
		() => team.grace.exportWorkspace({ format: "zip", direct_messages: false }),
		() => team.grace.exportWorkspace({ format: "csv", of: "people", direct_messages: false }),
	],
	transferOwnership: [() => team.grace.transferOwnership({ user_id: team.users.linus.id })],
	updateMemberProfile: [() => team.grace.updateMemberProfile({ title: "speech" })],
	setStatus: [() => team.grace.setStatus({ emoji: "🦀", text: "speech", expires_at: null })],
	clearStatus: [() => team.grace.clearStatus({})],
	createInvite: [() => team.grace.createInvite({ role: "member", expires_in_minutes: 5, max_uses: null })],
	revokeInvite: [({ invite_id }) => team.grace.revokeInvite({ invite_id })],
	createChannel: [() => team.grace.createChannel({ name: "speech", kind: "public" })],
	deleteChannel: [
		({ mine }) => team.grace.deleteChannel({ channel_id: mine }),
		({ alone }) => team.grace.deleteChannel({ channel_id: alone[0]! }),
	],
	updateChannel: [({ mine }) => team.grace.updateChannel({ channel_id: mine, topic: "speech" })],
	joinChannel: [({ elsewhere }) => team.grace.joinChannel({ channel_id: elsewhere })],
	addChannelMember: [({ mine }) => team.grace.addChannelMember({ channel_id: mine, user_id: team.users.linus.id })],
	createMessage: [() => team.grace.createMessage({ conversation_id: team.general.id, body: "speech" })],
	createDirect: [
		() => team.grace.createDirect({ member_ids: [team.users.ada.id] }),
		() => team.grace.createDirect({ member_ids: [team.users.linus.id] }),
	],
	createDirectMessage: [({ direct }) => team.grace.createDirectMessage({ conversation_id: direct, body: "speech" })],
	closeDirect: [({ direct }) => team.grace.closeDirect({ direct_conversation_id: direct })],
	openDirect: [({ direct }) => team.grace.openDirect({ direct_conversation_id: direct })],
	createGroup: [() => team.grace.createGroup({ name: "speech", handle: "speech" })],
	updateGroup: [({ group_id }) => team.grace.updateGroup({ group_id, name: "speech" })],
	deleteGroup: [({ group_id }) => team.grace.deleteGroup({ group_id })],
	putGroupMember: [
		({ group_id }) => team.grace.putGroupMember({ group_id, user_id: team.users.gus.id, role: "member" }),
	],
	removeGroupMember: [({ group_id }) => team.grace.removeGroupMember({ group_id, user_id: team.users.linus.id })],
	putGroupChannel: [({ group_id }) => team.grace.putGroupChannel({ group_id, channel_id: team.general.id })],
	removeGroupChannel: [({ group_id }) => team.grace.removeGroupChannel({ group_id, channel_id: team.general.id })],
	createTopic: [
		() => team.grace.createTopic({ name: "speech" }),
		() => team.grace.createTopic({ name: "speech", channel_id: team.general.id }),
	],
	updateTopic: [({ topic_id }) => team.grace.updateTopic({ topic_id, name: "speech" })],
	deleteTopic: [({ topic_id }) => team.grace.deleteTopic({ topic_id })],
	setMessageTopic: [({ message_id, topic_id }) => team.grace.setMessageTopic({ message_id, topic_id })],
	editMessage: [({ message_id }) => team.grace.editMessage({ message_id, body: "speech" })],
	replyInThread: [({ message_id }) => team.grace.replyInThread({ message_id, body: "speech" })],
	markThreadUnread: [({ message_id }) => team.grace.markThreadUnread({ message_id, seq: 1 })],
	followThread: [({ message_id }) => team.grace.followThread({ message_id })],
	markThreadRead: [({ message_id }) => team.grace.markThreadRead({ message_id, seq: 1 })],
	unfollowThread: [({ message_id }) => team.grace.unfollowThread({ message_id })],
	addReaction: [({ message_id }) => team.grace.addReaction({ message_id, emoji: "👍" })],
	removeReaction: [({ message_id }) => team.grace.removeReaction({ message_id, emoji: "🦞" })],
	pinMessage: [({ message_id }) => team.grace.pinMessage({ conversation_id: team.general.id, message_id })],
	unpinMessage: [
		({ pinned_id }) => team.grace.unpinMessage({ conversation_id: team.general.id, message_id: pinned_id }),
	],
	votePoll: [({ poll_id }) => team.grace.votePoll({ message_id: poll_id, choices: [0] })],
	closePoll: [({ poll_id }) => team.grace.closePoll({ message_id: poll_id })],
	createCustomEmoji: [({ picture_id }) => team.grace.createCustomEmoji({ name: "speech", upload_id: picture_id })],
	deleteCustomEmoji: [() => team.grace.deleteCustomEmoji({ name: "before" })],
	createUpload: [() => team.grace.createUpload({})],
	noteParts: [({ upload_ids: [, upload_id] }) => team.grace.noteParts({ upload_id, parts_id: "parts" })],
	storeUpload: [
		({ upload_ids: [, upload_id] }) =>
			team.grace.storeUpload({ upload_id, filename: "speech.txt", content_type: "text/plain", byte_size: 1 }),
	],
	abandonUpload: [({ upload_ids: [, upload_id] }) => team.grace.abandonUpload({ upload_id })],
	attachUpload: [({ upload_ids: [upload_id], message_id }) => team.grace.attachUpload({ upload_id, message_id })],
	deleteUpload: [
		({ upload_ids: [upload_id] }) => team.grace.deleteUpload({ upload_id }),
		({ upload_ids: [, , upload_id] }) => team.grace.deleteUpload({ upload_id }),
	],
	deleteMessage: [({ message_id }) => team.grace.deleteMessage({ message_id })],
	publishEphemeral: [
		() => publish({ type: "typing.started" }),
		() => publish({ type: "typing.stopped" }),
		({ message_id }) => publish({ type: "typing.started", payload: { thread_root_id: message_id } }),
		() => publish({ type: "presence.changed", payload: { status: "away" } }),
	],
	pinDirectMessage: [
		({ direct, direct_message_id: message_id }) => team.grace.pinDirectMessage({ conversation_id: direct, message_id }),
	],
	unpinDirectMessage: [
		({ direct, direct_message_id: message_id }) =>
			team.grace.unpinDirectMessage({ conversation_id: direct, message_id }),
	],
	markDirectRead: [({ direct }) => team.grace.markDirectRead({ conversation_id: direct, seq: 1 })],
	markRead: [() => team.grace.markRead({ conversation_id: team.general.id, seq: 2 })],
	markDirectUnread: [({ direct }) => team.grace.markDirectUnread({ conversation_id: direct, seq: 1 })],
	markUnread: [() => team.grace.markUnread({ conversation_id: team.general.id, seq: 2 })],
	markAllRead: [() => team.grace.markAllRead({})],
	setReadPositions: [
		() => team.grace.setReadPositions({ positions: [{ scope_id: team.general.id, last_read_seq: 1 }] }),
	],
	updateAttention: [() => team.grace.updateAttention({ keywords: ["tea"] })],
	updateDirectNotificationSettings: [
		({ direct }) => team.grace.updateDirectNotificationSettings({ conversation_id: direct, preference: "muted" }),
	],
	updateNotificationSettings: [
		() => team.grace.updateNotificationSettings({ conversation_id: team.general.id, preference: "muted" }),
	],
	setReminder: [
		({ message_id }) => team.grace.setReminder({ message_id, remind_at: new Date(Date.now() + 600_000).toISOString() }),
	],
	removeReminder: [({ message_id }) => team.grace.removeReminder({ message_id })],
	scheduleMessage: [() => team.grace.scheduleMessage({ ...soon(), conversation_id: team.general.id })],
	scheduleDirectMessage: [({ direct }) => team.grace.scheduleDirectMessage({ ...soon(), conversation_id: direct })],
	updateScheduledMessage: [
		({ scheduled_id }) => team.grace.updateScheduledMessage({ scheduled_id, body: "more speech" }),
	],
	sendScheduledMessage: [({ scheduled_id }) => team.grace.sendScheduledMessage({ scheduled_id })],
	sendDueMessage: [({ scheduled_id }) => team.grace.sendDueMessage({ scheduled_id })],
	cancelScheduledMessage: [({ scheduled_id }) => team.grace.cancelScheduledMessage({ scheduled_id })],
	saveDraft: [({ message_id }) => team.grace.saveDraft({ target_id: message_id, body: "speech" })],
	saveMessage: [({ message_id }) => team.grace.saveMessage({ message_id, state: "open" })],
	updateWordFilter: [() => team.grace.updateWordFilter({ action: "refuse", words: ["speech"] })],
	reportMessage: [({ message_id }) => team.grace.reportMessage({ message_id, reason: "spam", text: "speech" })],
	closeReport: [({ message_id }) => team.grace.closeReport({ message_id, outcome: "dismissed" })],
	unsaveMessage: [({ message_id }) => team.grace.unsaveMessage({ message_id })],
	updateSidebar: [() => team.grace.updateSidebar({ move: { scope_id: team.general.id, section: "starred" } })],
	searchMessages: [
		() => team.grace.searchMessages({ workspace_id: team.general.workspace_id, q: "kelp", sort: "newest", limit: 5 }),
	],
	removeChannelMember: [
		({ mine }) => team.grace.removeChannelMember({ channel_id: mine, user_id: team.users.gus.id }),
		({ mine }) => team.grace.removeChannelMember({ channel_id: mine, user_id: team.users.grace.id }),
		({ alone }) => team.grace.removeChannelMember({ channel_id: alone[0]!, user_id: team.users.grace.id }),
	],
	leaveChannel: [
		() => team.grace.leaveChannel({ channel_id: team.general.id }),
		({ alone }) => team.grace.leaveChannel({ channel_id: alone[1]! }),
	],
	removeMember: [
		() => team.grace.removeMember({ user_id: team.users.gus.id }),
		() => team.grace.removeMember({ user_id: team.users.grace.id }),
	],
};

/** What a restricted member may do all the same, and why. */
const allowed: Record<string, string> = {
	closeDirect: "only their own devices get an event",
	openDirect: "only their own devices get an event",
	markThreadUnread: "only their own devices get an event",
	followThread: "only their own devices get an event",
	markThreadRead: "only their own devices get an event",
	unfollowThread: "only their own devices get an event",
	noteParts: "it publishes nothing",
	abandonUpload: "it publishes nothing",
	markDirectRead: "only their own devices get an event",
	markRead: "only their own devices get an event",
	markDirectUnread: "only their own devices get an event",
	markUnread: "only their own devices get an event",
	markAllRead: "only their own devices get an event",
	setReadPositions: "only their own devices get an event",
	updateAttention: "only their own devices get an event",
	updateDirectNotificationSettings: "only their own devices get an event",
	updateNotificationSettings: "only their own devices get an event",
	setReminder: "only their own devices get an event",
	removeReminder: "only their own devices get an event",
	sendDueMessage: "it is not due, so nothing happens",
	saveDraft: "only their own devices get an event",
	saveMessage: "only their own devices get an event",
	unsaveMessage: "only their own devices get an event",
	updateSidebar: "only their own devices get an event",
	searchMessages: "it publishes nothing",
	"removeChannelMember 2": "they leave a channel",
	"removeChannelMember 3": "they leave a private channel, which is deleted with its last member",
	leaveChannel: "they leave a channel",
	"leaveChannel 2": "they leave a private channel, which is deleted with its last member",
	"removeMember 2": "they leave the workspace, and a private channel is deleted with its last member",
};

/** Of that, what a blocked member may not do all the same: they get no events, and keep nothing. */
const keeping = ["setReminder", "removeReminder", "saveMessage", "unsaveMessage", "saveDraft"];

describe("somebody who is blocked or timed out", () => {
	test("is tried with every command that people have", () => {
		const peoples = Object.keys(commands).filter((name) => !isOurs(name));
		expect(Object.keys(tries).toSorted()).toEqual(peoples.toSorted());
	});

	test.each(restrictions)(
		"publishes nothing, whatever they do, until the restriction ends: %j",
		async (restriction) => {
			const fixtures = await prepare();
			await team.ada.createMessage({ conversation_id: team.general.id, body: "unread" });
			await restrict(restriction);
			const [ada, linus] = [await listen(team, "ada"), await listen(team, "linus")];
			const done: string[] = [];
			for (const [name, ways] of Object.entries(tries))
				for (const [n, attempt] of ways.entries()) {
					const way = n === 0 ? name : `${name} ${n + 1}`;
					const outcome = await attempt(fixtures).then(
						() => "done",
						(error: { code?: string }) => error.code,
					);
					if (outcome === "done") done.push(way);
					else expect(outcome, way).toBe("moderated");
				}
			const isMeant = (way: string) => !("blocked" in restriction && keeping.includes(way));
			expect(done).toEqual(Object.keys(allowed).filter(isMeant));

			await team.ada.createMessage({ conversation_id: team.general.id, body: "the end" });
			const end = (event: ServerEvent) => event.type === "message.created";
			await Promise.all([ada.receive(end), linus.receive(end)]);
			const isOfGrace = ({ payload }: ServerEvent) => JSON.stringify(payload).includes(team.users.grace.id);
			const received = [...ada.received, ...linus.received].filter(isOfGrace).map((event) => event.type);
			expect(received.filter((type) => !(type in publishedAnyway) || type === "channel.read")).toEqual([]);
		},
	);

	test.each([
		...restrictions.map((restriction) => [restriction, "grace"] as const),
		...restrictions.map((restriction) => [restriction, "ada"] as const),
	])(
		"and is the last member of a private channel deletes it by leaving: %j, removed by %s",
		async (restriction, by) => {
			const channel_id = await openAlone("alone");
			await restrict(restriction);
			await team[by].removeMember({ user_id: team.users.grace.id });
			const left = await runInDurableObject(team.stub, (_, { storage }) =>
				storage.sql.exec("SELECT id FROM channels WHERE id = ?", channel_id).toArray(),
			);
			expect(left).toEqual([]);
		},
	);

	test("may be online, and publishes again once the restriction ends", async () => {
		await restrict({ timeout_minutes: 5 });
		const linus = await listen(team, "linus");
		const grace = await listen(team, "grace");
		await linus.receive((event) => event.type === "presence.changed");
		await restrict({ clear_timeout: true });
		await publish({ type: "typing.started" });
		await linus.receive((event) => event.type === "typing.started");
		grace.disconnect();
	});
});

describe("a new name or picture of somebody restricted", () => {
	const rename = (display_name: string) =>
		team.system.updateProfile({
			user: {
				...team.users.grace,
				display_name,
				handle: display_name.toLowerCase(),
				avatar_url: "https://x.dev/a.png",
			},
		});

	/** Everything that others can see of Grace. */
	async function seen(): Promise<string> {
		const { members } = await team.linus.listMembers({ limit: 10 });
		const { events } = await team.linus.listEvents({ workspace_id: team.general.workspace_id, limit: 500 });
		const channel_id = team.general.id;
		const looks = [
			members,
			events,
			await team.linus.getSnapshot({}),
			await team.grace.getSnapshot({}),
			await team.linus.listMessages({ conversation_id: channel_id, limit: 50 }),
			await team.linus.listChannelMembers({ channel_id, limit: 100 }),
			await team.linus.listMembers({ limit: 10, q: "speech" }),
		];
		return JSON.stringify(looks);
	}

	const isNews = (event: ServerEvent) => event.type === "member.updated";
	const alarmAt = () => runInDurableObject(team.stub, (_, { storage }) => storage.getAlarm());

	test.each([
		[{ blocked: true }, { blocked: false }],
		[{ timeout_minutes: 5 }, { clear_timeout: true }],
	])("waits during %j, and the newest is announced after %j", async (restriction, end) => {
		await team.grace.createMessage({ conversation_id: team.general.id, body: "hello" });
		await restrict(restriction);
		const linus = await listen(team, "linus");
		await rename("SPEECH-one");
		await rename("SPEECH-two");
		expect(await seen()).not.toMatch(/speech|x\.dev/i);
		await restrict(end);
		await linus.receive(isNews);
		expect(linus.received.filter(isNews)).toMatchObject([
			{ payload: { member: { user: { display_name: "SPEECH-two", avatar_url: "https://x.dev/a.png" } } } },
		]);
		expect(await seen()).not.toContain("SPEECH-one");
		await rename("Admiral");
		await linus.receive((event) => isNews(event) && JSON.stringify(event).includes("Admiral"));
	});

	test("is announced when a time-out expires", async () => {
		await restrict({ timeout_minutes: 5 });
		const linus = await listen(team, "linus");
		await rename("SPEECH");
		await restrict({ timeout_minutes: 10 });
		pass(6);
		await runDurableObjectAlarm(team.stub);
		await team.ada.createMessage({ conversation_id: team.general.id, body: "still waiting" });
		await linus.receive((event) => event.type === "message.created");
		expect(await seen()).not.toContain("SPEECH");
		pass(5);
		await runDurableObjectAlarm(team.stub);
		expect(await linus.receive(isNews)).toMatchObject({ payload: { member: { user: { display_name: "SPEECH" } } } });
		expect(await alarmAt()).toBeNull();
	});

	test("waits on when one of two restrictions ends", async () => {
		await restrict({ blocked: true, timeout_minutes: 5 });
		await rename("SPEECH");
		await restrict({ blocked: false });
		expect(await seen()).not.toContain("SPEECH");
		pass(6);
		await runDurableObjectAlarm(team.stub);
		await vi.waitFor(async () => expect(await seen()).toContain("SPEECH"), { timeout: 10_000 });
	});

	test("is not released by leaving and rejoining, and neither ends the restriction", async () => {
		const user = { ...team.users.grace, display_name: "SPEECH" };
		const { token } = await team.ada.createInvite({ role: "member", expires_in_minutes: 5, max_uses: null });
		const comeBack = [
			() => team.system.acceptInvite({ token, user }),
			() => team.system.admit({ user, role: "member" }),
		];
		for (const come of comeBack) {
			for (const restriction of restrictions) {
				await restrict(restriction);
				await team.grace.removeMember({ user_id: user.id });
				await come();
				expect(await seen()).not.toContain("SPEECH");
				await expect(tries["createMessage"]![0]!({} as Fixtures)).rejects.toMatchObject({ code: "moderated" });
				await restrict({ blocked: false, clear_timeout: true });
				expect(await seen()).toContain("SPEECH");
				await rename("Grace");
			}
		}
	});

	test("is not delayed for a member without restrictions, and is dropped for one who left", async () => {
		const linus = await listen(team, "linus");
		await rename("Admiral");
		await linus.receive(isNews);
		await team.grace.removeMember({ user_id: team.users.grace.id });
		await rename("SPEECH");
		await team.system.admit({ user: person("mae"), role: "member" });
		await linus.receive((event) => event.type === "member.joined");
		expect(linus.received.filter(isNews)).toHaveLength(1);
	});
});
