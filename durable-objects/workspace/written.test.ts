import { beforeEach, expect, test } from "vitest";
import { type Team, newTeam } from "../test/people.ts";
import { picture, storedUpload } from "../test/uploads.ts";
import { writesOf } from "../test/writes.ts";

/*
 * The rows that each act writes, words for the search included: the table of docs/performance.md. Nothing is written for
 * those who only hear of it.
 */
let team: Team;
let place: { conversation_id: Team["general"]["id"] };
beforeEach(async () => {
	team = await newTeam();
	place = { conversation_id: team.general.id };
	await indexAll();
});

const indexAll = () =>
	team.ada.searchMessages({ workspace_id: team.general.workspace_id, q: "nothing", sort: "newest", limit: 1 });
let nonces = 0;
const send = async (body = "said", more: object = {}) =>
	(await team.grace.createMessage({ ...place, body, nonce: `n${nonces++}`, ...more })).message;
const reply = async (message_id: `msg_${string}`, more: object = {}) =>
	(await team.grace.replyInThread({ message_id, body: "replied", nonce: `n${nonces++}`, ...more })).message;
const invite = () => team.ada.createInvite({ role: "member", expires_in_minutes: 60, max_uses: null });
const later = () => new Date(Date.now() + 3_600_000).toISOString();
/** Its words are in the index: what changes them is counted. */
const said = async (more: object = {}) => {
	const { id: message_id } = await send("said", more);
	await indexAll();
	return { message_id };
};
const replied = async () => {
	const root = await said();
	const { id } = await reply(root.message_id);
	await indexAll();
	return { root: root.message_id, message_id: id };
};
const polled = () => said({ poll: { options: ["yes", "no"] } });
const direct = async () => {
	const { conversation } = await team.grace.createDirect({ member_ids: [team.users.ada.id] });
	await team.grace.createDirectMessage({ conversation_id: conversation.id, body: "said" });
	await indexAll();
	return { conversation_id: conversation.id, direct_conversation_id: conversation.id };
};
const topic = async () => ({ topic_id: (await team.grace.createTopic({ name: "Tides" })).topic.id });
const crew = async () => (await team.ada.createGroup({ name: "Crew", handle: "crew" })).group.id;
const channel = async (member = true) => {
	const { channel: made } = await team.ada.createChannel({ name: "reef", kind: "public" });
	if (member) await team.grace.joinChannel({ channel_id: made.id });
	return { channel_id: made.id };
};
const scheduled = async () => {
	const schedule = () => team.grace.scheduleMessage({ ...place, body: "later", send_at: later() });
	await schedule(); // brings the alarm
	return { scheduled_id: (await schedule()).scheduled_message.id };
};

type Act = () => Promise<unknown>;
/** What is there before, and then the act. */
const acts: [what: string, rows: number, begin: () => Act | Promise<Act>][] = [
	["a message", 4, () => () => send()],
	["— that mentions one person", 5, () => () => send("hey @ada")],
	[
		"— in slow mode",
		5,
		async () => {
			await team.ada.updateChannel({ channel_id: team.general.id, slow_mode_seconds: 5 });
			return () => send();
		},
	],
	["— with @channel, which calls many", 5, () => () => send("@channel")],
	[
		"— that quotes or forwards",
		4,
		async () => {
			const { message_id } = await said();
			return () => send("look", { forwarded_message_id: message_id });
		},
	],
	[
		"— of which a draft was kept",
		5,
		async () => {
			const { draft } = await team.grace.saveDraft({ target_id: team.general.id, body: "sa" });
			return () => send("said", { draft_version: draft.version });
		},
	],
	[
		"— with a file",
		6,
		async () => {
			const upload_id = await storedUpload(team.grace);
			return () => send("look", { upload_id });
		},
	],
	[
		"a file that is stored, its reservation included",
		6,
		async () => {
			await storedUpload(team.grace); // brings the alarm
			return () => storedUpload(team.grace);
		},
	],
	["— with a poll", 4, () => () => send("Tea?", { poll: { options: ["yes", "no"] } })],
	[
		"— with a topic",
		4,
		async () => {
			const one = await topic();
			return () => send("said", one);
		},
	],
	[
		"a direct message",
		4,
		async () => {
			const { conversation_id } = await direct();
			return () => team.grace.createDirectMessage({ conversation_id, body: "again", nonce: "n" });
		},
	],
	[
		"— that brings the conversation back to one who closed it",
		6,
		async () => {
			const { conversation_id, direct_conversation_id } = await direct();
			await team.ada.closeDirect({ direct_conversation_id });
			return () => team.grace.createDirectMessage({ conversation_id, body: "again", nonce: "n" });
		},
	],
	[
		"the first reply of a thread",
		10,
		async () => {
			const { message_id } = await said();
			return () => team.ada.replyInThread({ message_id, body: "replied", nonce: "n" });
		},
	],
	[
		"another reply",
		7,
		async () => {
			const { root } = await replied();
			return () => reply(root);
		},
	],
	[
		"a reply that is also sent to its channel",
		12,
		async () => {
			const { root } = await replied();
			return () => reply(root, { also_send: true });
		},
	],
	[
		"an edit, with the version before",
		5,
		async () => {
			const one = await said();
			return () => team.grace.editMessage({ ...one, body: "meant" });
		},
	],
	[
		"a deletion",
		4,
		async () => {
			const one = await said();
			return () => team.grace.deleteMessage(one);
		},
	],
	[
		"a deletion of a reply",
		8,
		async () => {
			const { message_id } = await replied();
			return () => team.grace.deleteMessage({ message_id });
		},
	],
	[
		"a first reaction",
		5,
		async () => {
			const one = await said();
			return () => team.ada.addReaction({ ...one, emoji: "🦀" });
		},
	],
	[
		"another reaction",
		3,
		async () => {
			const one = await said();
			await team.ada.addReaction({ ...one, emoji: "🦀" });
			return () => team.linus.addReaction({ ...one, emoji: "🦀" });
		},
	],
	[
		"a reaction that is taken back",
		3,
		async () => {
			const one = await said();
			for (const who of ["ada", "linus"] as const) await team[who].addReaction({ ...one, emoji: "🦀" });
			return () => team.linus.removeReaction({ ...one, emoji: "🦀" });
		},
	],
	[
		"a vote",
		3,
		async () => {
			const { message_id } = await polled();
			return () => team.linus.votePoll({ message_id, choices: [0] });
		},
	],
	[
		"the end of a poll",
		2,
		async () => {
			const one = await polled();
			return () => team.grace.closePoll(one);
		},
	],
	[
		"a pin",
		4,
		async () => {
			const one = await said();
			return () => team.grace.pinMessage({ ...place, ...one });
		},
	],
	[
		"a pin that is removed",
		4,
		async () => {
			const one = await said();
			await team.grace.pinMessage({ ...place, ...one });
			return () => team.grace.unpinMessage({ ...place, ...one });
		},
	],
	[
		"a message that is saved",
		3,
		async () => {
			const one = await said();
			return () => team.linus.saveMessage({ ...one, state: "open" });
		},
	],
	[
		"a saved message that is done",
		2,
		async () => {
			const one = await said();
			await team.linus.saveMessage({ ...one, state: "open" });
			return () => team.linus.saveMessage({ ...one, state: "done" });
		},
	],
	[
		"a report",
		5,
		async () => {
			const [first, one] = [await said(), await said()];
			await team.linus.reportMessage({ ...first, reason: "spam", text: "" });
			return () => team.linus.reportMessage({ ...one, reason: "spam", text: "" });
		},
	],
	[
		"a reminder",
		3,
		async () => {
			const [first, one] = [await said(), await said()];
			await team.linus.setReminder({ ...first, remind_at: later() });
			return () => team.linus.setReminder({ ...one, remind_at: later() });
		},
	],
	[
		"a transfer of the workspace",
		18,
		async () => async () => {
			await team.ada.transferOwnership({ user_id: team.users.grace.id });
		},
	],
	[
		"a profile",
		2,
		async () => {
			await team.linus.updateMemberProfile({ title: "Head of tea" });
			return () => team.linus.updateMemberProfile({ title: "Head of coffee", pronouns: "he/him" });
		},
	],
	[
		"a status",
		2,
		async () => {
			await team.linus.setStatus({ emoji: "🦀", text: "molting", expires_at: null });
			return () => team.linus.setStatus({ emoji: "", text: "lurking", expires_at: null });
		},
	],
	[
		"a status that is cleared at a time",
		3,
		async () => {
			await team.grace.setStatus({ emoji: "", text: "lurking", expires_at: later() });
			return () => team.linus.setStatus({ emoji: "🦀", text: "molting", expires_at: later() });
		},
	],
	[
		"a message that is scheduled",
		3,
		async () => {
			await scheduled();
			return () => team.grace.scheduleMessage({ ...place, body: "later", send_at: later() });
		},
	],
	[
		"a scheduled message that is changed",
		3,
		async () => {
			const one = await scheduled();
			return () => team.grace.updateScheduledMessage({ ...one, body: "other" });
		},
	],
	[
		"a scheduled message that is sent",
		5,
		async () => {
			const one = await scheduled();
			return () => team.grace.sendScheduledMessage(one);
		},
	],
	["a draft that is kept", 1, () => () => team.grace.saveDraft({ target_id: team.general.id, body: "sa" })],
	[
		"a thread that is followed",
		2,
		async () => {
			const { root } = await replied();
			return () => team.linus.followThread({ message_id: root });
		},
	],
	[
		"a thread that is no longer followed",
		2,
		async () => {
			const { root } = await replied();
			return () => team.grace.unfollowThread({ message_id: root });
		},
	],
	[
		"a thread that is read",
		2,
		async () => {
			const { root } = await replied();
			await team.linus.followThread({ message_id: root });
			for (let n = 0; n < 20; n++) await reply(root);
			await indexAll();
			return () => team.linus.markThreadRead({ message_id: root, seq: 21 });
		},
	],
	[
		"a conversation that is read, or marked as unread",
		2,
		async () => {
			for (let n = 0; n < 20; n++) await said();
			return () => team.ada.markRead({ ...place, seq: 20 });
		},
	],
	[
		"each unread conversation when everything is marked as read",
		2,
		async () => {
			for (let n = 0; n < 20; n++) await said();
			return () => team.ada.markAllRead({});
		},
	],
	["a level, or mute", 2, () => () => team.grace.updateNotificationSettings({ ...place, preference: "muted" })],
	["keywords, quiet hours, a pause", 2, () => () => team.grace.updateAttention({ keywords: ["tide"] })],
	[
		"a move in the sidebar",
		2,
		() => () => team.grace.updateSidebar({ move: { scope_id: team.general.id, section: "starred", order: [] } }),
	],
	[
		"an emoji that is made",
		4,
		async () => {
			const upload_id = await storedUpload(team.grace, { picture });
			return () => team.grace.createCustomEmoji({ name: "tea-time", upload_id });
		},
	],
	["a topic that is made", 3, () => () => team.grace.createTopic({ name: "Tides" })],
	[
		"a topic that is renamed",
		3,
		async () => {
			const one = await topic();
			return () => team.grace.updateTopic({ ...one, name: "Ebb" });
		},
	],
	[
		"a topic that is archived",
		3,
		async () => {
			const one = await topic();
			return () => team.grace.updateTopic({ ...one, archived: true });
		},
	],
	[
		"a topic that is deleted, whatever has it",
		2,
		async () => {
			const one = await topic();
			for (let n = 0; n < 20; n++) await said(one);
			return () => team.grace.deleteTopic(one);
		},
	],
	["a group that is made", 8, () => () => team.ada.createGroup({ name: "Crew", handle: "crew" })],
	[
		"somebody who is added to a group",
		5,
		async () => {
			const group_id = await crew();
			return () => team.ada.putGroupMember({ group_id, user_id: team.users.grace.id, role: "member" });
		},
	],
	[
		"— with a channel",
		11,
		async () => {
			const group_id = await crew();
			await team.ada.putGroupChannel({ group_id, ...(await channel(false)) });
			return () => team.ada.putGroupMember({ group_id, user_id: team.users.grace.id, role: "member" });
		},
	],
	[
		"another topic of a message",
		4,
		async () => {
			const [one, { message_id }] = [await topic(), await said()];
			return () => team.grace.setMessageTopic({ message_id, ...one });
		},
	],
	[
		"a direct conversation of two that is opened for the first time",
		13,
		() => () => team.grace.createDirect({ member_ids: [team.users.ada.id] }),
	],
	[
		"— that is closed",
		2,
		async () => {
			const { direct_conversation_id } = await direct();
			return () => team.grace.closeDirect({ direct_conversation_id });
		},
	],
	[
		"— that is opened again",
		2,
		async () => {
			const { direct_conversation_id } = await direct();
			await team.grace.closeDirect({ direct_conversation_id });
			return () => team.grace.openDirect({ direct_conversation_id });
		},
	],
	["a channel that is made", 11, () => () => team.ada.createChannel({ name: "reef", kind: "public" })],
	[
		"— that is joined",
		5,
		async () => {
			const one = await channel(false);
			return () => team.grace.joinChannel(one);
		},
	],
	[
		"— that is left",
		3,
		async () => {
			const one = await channel();
			return () => team.grace.leaveChannel(one);
		},
	],
	[
		"— of which a right, or anything else, is changed",
		4,
		async () => {
			const one = await channel();
			return () => team.ada.updateChannel({ ...one, who_can_pin: "moderators" });
		},
	],
	[
		"— that is deleted, before its clean-up",
		9,
		async () => {
			const one = await channel();
			return () => team.ada.deleteChannel(one);
		},
	],
	["an invite", 3, () => () => invite()],
	[
		"— that is revoked",
		2,
		async () => {
			const { invite: made } = await invite();
			return () => team.ada.revokeInvite({ invite_id: made.id });
		},
	],
	[
		"a role that is changed, a block or a note",
		4,
		() => () => team.ada.moderateMember({ user_id: team.users.grace.id, moderation_note: "x" }),
	],
	[
		"a message of somebody else that an owner deletes",
		5,
		async () => {
			const one = await said();
			return () => team.ada.deleteMessage(one);
		},
	],
];

test.each(acts)("%s writes %i rows", async (_, rows, begin) => {
	const act = await begin();
	const written = await writesOf(team, async () => {
		await act();
		await indexAll();
	});
	expect(written).toBe(rows);
});
