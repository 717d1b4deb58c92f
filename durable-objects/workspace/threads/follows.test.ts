import type { ConversationId, MessageId } from "@clickclack/protocol";
import { beforeEach, describe, expect, test } from "vitest";
import { type Name, type Team, backRoom, listen, newTeam } from "../../test/people.ts";
import { writesOf } from "../../test/writes.ts";

let team: Team;
let root: MessageId;
beforeEach(async () => {
	team = await newTeam();
	root = (await say("ada", "a root")).id;
});

const say = async (who: Name, body: string, conversation_id: ConversationId = team.general.id) =>
	(await team[who].createMessage({ conversation_id, body })).message;
const reply = (who: Name, body: string, message_id = root) => team[who].replyInThread({ message_id, body });
const mine = (who: Name, message_id = root) => team[who].getMyThread({ message_id });
const inbox = async (who: Name) => (await team[who].listThreads({ limit: 50 })).threads;

describe("a thread is followed by", () => {
	test("its author from the first reply on, and by whoever replies", async () => {
		expect(await mine("ada")).toMatchObject({ is_following: false });
		await reply("grace", "one");
		expect(await mine("ada")).toMatchObject({ is_following: true, unread_count: 1, last_read_seq: 0 });
		expect(await mine("grace")).toMatchObject({ is_following: true, unread_count: 0, last_read_seq: 1 });
		expect(await mine("linus")).toMatchObject({ is_following: false, unread_count: 0 });
	});

	test("whoever is mentioned in a reply, from that reply on", async () => {
		await reply("grace", "one");
		await reply("grace", "hey @linus");
		expect(await mine("linus")).toMatchObject({ is_following: true, unread_count: 1, mention_count: 1 });
	});

	test("whoever is mentioned by an edit", async () => {
		const { message } = await reply("grace", "hey");
		await team.grace.editMessage({ message_id: message.id, body: "hey @linus" });
		expect(await mine("linus")).toMatchObject({ is_following: true, mention_count: 1 });
		await team.grace.editMessage({ message_id: message.id, body: "hey" });
		expect(await mine("linus")).toMatchObject({ is_following: true, unread_count: 1, mention_count: 0 });
	});

	test("whoever chooses to, and nothing said before is unread then", async () => {
		await reply("grace", "one");
		expect(await team.linus.followThread({ message_id: root })).toMatchObject({ is_following: true, unread_count: 0 });
		await reply("grace", "two");
		expect(await mine("linus")).toMatchObject({ unread_count: 1 });
	});

	test("nobody who is not in the channel", async () => {
		await team.linus.leaveChannel({ channel_id: team.general.id });
		await reply("linus", "from outside");
		await reply("ada", "hey @linus");
		expect(await mine("linus")).toMatchObject({ is_following: false });
		await expect(team.linus.followThread({ message_id: root })).rejects.toMatchObject({ code: "conflict" });
	});
});

describe("who unfollowed a thread", () => {
	test("does not follow it again by others' replies, also as its author", async () => {
		await reply("grace", "one");
		await team.ada.unfollowThread({ message_id: root });
		await reply("grace", "two");
		expect(await mine("ada")).toMatchObject({ is_following: false, unread_count: 0 });
		expect(await inbox("ada")).toEqual([]);
	});

	test("may do so before anybody has replied", async () => {
		await team.ada.unfollowThread({ message_id: root });
		await reply("grace", "one");
		expect(await mine("ada")).toMatchObject({ is_following: false });
	});

	test("follows it again when they reply, or are mentioned", async () => {
		for (const again of [() => reply("ada", "me again"), () => reply("grace", "@ada?")]) {
			await reply("grace", "one");
			await team.ada.unfollowThread({ message_id: root });
			await again();
			expect(await mine("ada")).toMatchObject({ is_following: true });
		}
	});
});

describe("reading", () => {
	test("moves the position forward, up to the end, and takes mentions with it", async () => {
		for (const body of ["@ada one", "two", "@ada three"]) await reply("grace", body);
		expect(await mine("ada")).toMatchObject({ unread_count: 3, mention_count: 2 });
		const read = (seq: number) => team.ada.markThreadRead({ message_id: root, seq });
		expect(await read(2)).toMatchObject({ last_read_seq: 2, unread_count: 1, mention_count: 1 });
		expect(await read(1)).toMatchObject({ last_read_seq: 2 });
		expect(await read(99)).toMatchObject({ last_read_seq: 3, unread_count: 0, mention_count: 0 });
	});

	test("R46: is told to one's own devices only, each time that it moved", async () => {
		await reply("grace", "one");
		const [ada, grace] = [await listen(team, "ada"), await listen(team, "grace")];
		await team.ada.markThreadRead({ message_id: root, seq: 1 });
		await team.ada.markThreadRead({ message_id: root, seq: 1 });
		await team.ada.unfollowThread({ message_id: root });
		await team.ada.followThread({ message_id: root });
		await say("ada", "the end");
		for (const { receive } of [ada, grace]) await receive(({ type }) => type === "message.created");
		const types = ["thread.read", "thread.unfollowed", "thread.followed", "message.created"];
		expect(ada.received.map(({ type }) => type)).toEqual(types);
		expect(grace.received.map(({ type }) => type)).toEqual(["message.created"]);
	});

	test("is not done by a reply: what others said before and was not seen stays unread", async () => {
		await reply("grace", "@ada one");
		await reply("ada", "from a script");
		expect(await mine("ada")).toMatchObject({ last_read_seq: 0, unread_count: 1, mention_count: 1 });
		await team.ada.markThreadRead({ message_id: root, seq: 2 });
		await reply("ada", "again");
		expect(await mine("ada")).toMatchObject({ last_read_seq: 3, unread_count: 0 });
	});

	test("has no effect for who does not follow", async () => {
		await reply("grace", "one");
		expect(await team.linus.markThreadRead({ message_id: root, seq: 1 })).toMatchObject({ is_following: false });
		expect(await mine("linus")).toMatchObject({ last_read_seq: 0 });
	});

	test("deleted replies are not unread, nor one's own", async () => {
		const { message } = await reply("grace", "@ada one");
		await reply("ada", "mine");
		await team.grace.deleteMessage({ message_id: message.id });
		expect(await mine("ada")).toMatchObject({ unread_count: 0, mention_count: 0 });
	});
});

describe("the list of my threads", () => {
	test("has the newest activity first, in pages, each with its root and its last reply", async () => {
		const roots = [root];
		for (const body of ["two", "three"]) roots.push((await say("ada", body)).id);
		for (const id of roots) await reply("grace", `to ${id}`, id);
		await reply("grace", "once more", roots[0]);
		const first = await team.ada.listThreads({ limit: 2 });
		expect(first.threads.map((thread) => thread.root.id)).toEqual([roots[0], roots[2]]);
		expect(first.threads[0]).toMatchObject({ unread_count: 2, last_reply: { body: "once more" } });
		const rest = await team.ada.listThreads({ limit: 2, cursor: first.next_cursor });
		expect(rest).toMatchObject({ threads: [{ root: { id: roots[1] } }], has_more: false });
	});

	test("can be of those with something unread", async () => {
		const other = (await say("ada", "two")).id;
		await reply("grace", "one");
		await reply("grace", "two", other);
		await team.ada.markThreadRead({ message_id: other, seq: 1 });
		const { threads } = await team.ada.listThreads({ limit: 10, unread: "true" });
		expect(threads.map((thread) => thread.root_message_id)).toEqual([root]);
	});

	test("hides those of a channel that one has left or was removed from, and shows them to who is back", async () => {
		const channel_id = await backRoom(team);
		const secret = await say("grace", "secret", channel_id);
		await reply("ada", "@grace psst", secret.id);
		expect(await inbox("grace")).toHaveLength(1);
		await team.ada.removeChannelMember({ channel_id, user_id: team.users.grace.id });
		expect(await inbox("grace")).toEqual([]);
		expect((await team.grace.listFollowedThreads({})).threads).toEqual([]);
		for (const name of ["getMyThread", "followThread", "unfollowThread"] as const)
			await expect(team.grace[name]({ message_id: secret.id })).rejects.toMatchObject({ code: "not_found" });
		await team.ada.addChannelMember({ channel_id, user_id: team.users.grace.id });
		expect(await inbox("grace")).toMatchObject([{ mention_count: 1 }]);
	});

	test("has nothing of an archived channel until it is open again", async () => {
		const { channel } = await team.ada.createChannel({ name: "reef", kind: "public" });
		const { id } = await say("ada", "in the reef", channel.id);
		await reply("grace", "one", id);
		await team.ada.updateChannel({ channel_id: channel.id, archived: true });
		expect(await inbox("ada")).toEqual([]);
		expect(await mine("ada", id)).toMatchObject({ is_following: true, unread_count: 0 });
		await team.ada.updateChannel({ channel_id: channel.id, archived: false });
		expect(await inbox("ada")).toMatchObject([{ unread_count: 1 }]);
	});

	test("of a channel is everybody's who sees it: the newest root first", async () => {
		const other = (await say("ada", "two")).id;
		await say("ada", "alone");
		for (const id of [root, other]) await reply("grace", "one", id);
		const page = await team.linus.listChannelThreads({ conversation_id: team.general.id, limit: 1 });
		expect(page).toMatchObject({ threads: [{ root: { id: other }, is_following: false }], has_more: true });
		const rest = { conversation_id: team.general.id, limit: 5, cursor: page.next_cursor };
		expect(await team.linus.listChannelThreads(rest)).toMatchObject({ threads: [{ root: { id: root } }] });
	});

	test("has threads of direct conversations for those in them", async () => {
		const { conversation } = await team.ada.createDirect({ member_ids: [team.users.grace.id] });
		const { message } = await team.ada.createDirectMessage({ conversation_id: conversation.id, body: "just us" });
		await reply("grace", "yes", message.id);
		expect(await inbox("ada")).toMatchObject([{ direct_conversation_id: conversation.id, unread_count: 1 }]);
		const listed = await team.grace.listDirectThreads({ conversation_id: conversation.id, limit: 5 });
		expect(listed.threads).toHaveLength(1);
		await expect(team.linus.listDirectThreads({ conversation_id: conversation.id, limit: 5 })).rejects.toMatchObject({
			code: "not_found",
		});
	});
});

test("a reply writes one row more than its own, however many follow the thread: the position of who replied", async () => {
	const rows = (who: Name) => writesOf(team, () => reply(who, "tea"));
	const alone = 4; // the message, its place, the root's state, the event of it
	// with the first reply the author of the root begins to follow too
	expect(await rows("grace")).toBe(alone + 2);
	for (const who of ["grace", "linus", "linus", "ada", "ada", "grace"] as const)
		expect(await rows(who)).toBeLessThanOrEqual(alone + 1);
});
