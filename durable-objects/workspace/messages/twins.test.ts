import { type ConversationId, type MessageId, max_quote } from "@clickclack/protocol";
import { beforeEach, describe, expect, test } from "vitest";
import { type Team, listen, newTeam } from "../../test/people.ts";

let team: Team;
let root: MessageId;
beforeEach(async () => {
	team = await newTeam();
	root = (await team.ada.createMessage({ conversation_id: team.general.id, body: "a root" })).message.id;
});

const reply = (body: string, more = {}) =>
	team.grace.replyInThread({ message_id: root, body, also_send: true, ...more });
const newest = async (conversation_id: ConversationId = team.general.id) =>
	(await team.linus.listMessages({ conversation_id, limit: 1 })).messages[0]!;
const get = (message_id: MessageId) => team.linus.getMessage({ message_id });

describe("a reply that is also sent to its channel", () => {
	test("is a root there too, and each of the two names the other", async () => {
		const { message, also } = await reply("for all");
		expect(message).toMatchObject({ thread_seq: 1, also_sent_as: also!.message.id });
		expect(message).not.toHaveProperty("also_sent_root_id");
		const copy = await newest();
		expect(copy).toMatchObject({ body: "for all", channel_seq: 2, also_sent_as: message.id, also_sent_root_id: root });
		expect(await get(message.id)).toMatchObject({ also_sent_as: copy.id });
		expect((await get(root)).thread_state).toMatchObject({ reply_count: 1 });
	});

	test("R47: reaches everybody as both, in the order of the log", async () => {
		const linus = await listen(team, "linus");
		await reply("for all");
		await linus.receive(({ type }) => type === "thread.state_updated");
		const expected = ["thread.reply_created", "message.created", "thread.state_updated"];
		expect(linus.received.map(({ type }) => type)).toEqual(expected);
		const { workspace_id } = team.general;
		const { events } = await team.linus.listEvents({ workspace_id, limit: 500, after_cursor: "" });
		expect(events.slice(-3)).toEqual(linus.received);
	});

	test("R47: counts its mentions once, in the thread", async () => {
		await reply("hey @linus");
		const { channels, unread_mentions } = await team.linus.getSnapshot({});
		expect(channels).toMatchObject([{ mention_count: 0, unread_count: 2 }]);
		expect(unread_mentions).toEqual([]);
		expect(await team.linus.getMyThread({ message_id: root })).toMatchObject({ mention_count: 1 });
	});

	test("is edited in both places, whichever of the two is edited", async () => {
		const { message, also } = await reply("teh");
		const both = async () => [(await get(message.id)).body, (await get(also!.message.id)).body];
		await team.grace.editMessage({ message_id: message.id, body: "the" });
		expect(await both()).toEqual(["the", "the"]);
		await team.grace.editMessage({ message_id: also!.message.id, body: "the @linus" });
		expect(await both()).toEqual(["the @linus", "the @linus"]);
		expect(await team.linus.getMyThread({ message_id: root })).toMatchObject({ mention_count: 1 });
		expect((await team.linus.getSnapshot({})).channels).toMatchObject([{ mention_count: 0 }]);
	});

	test("is deleted in both places, whichever of the two is deleted", async () => {
		for (const which of [0, 1]) {
			const { message, also } = await reply("gone");
			const ids = [message.id, also!.message.id];
			const { event } = await team.grace.deleteMessage({ message_id: ids[which]! });
			expect(event?.payload.message.id).toBe(ids[which]);
			for (const id of ids) expect(await get(id)).toMatchObject({ body: "", deleted_at: expect.any(String) });
			expect((await get(root)).thread_state).toMatchObject({ reply_count: 0 });
		}
	});

	test("is sent once with a nonce, which says whether it was meant for both", async () => {
		const first = await reply("once", { nonce: "n" });
		const again = await reply("once", { nonce: "n" });
		expect(again.message).toEqual(first.message);
		expect(again).not.toHaveProperty("also");
		expect((await newest()).channel_seq).toBe(2);
		await expect(reply("once", { nonce: "n", also_send: false })).rejects.toMatchObject({ code: "nonce_conflict" });
	});

	test("quotes only in the thread", async () => {
		const { message, also } = await reply("see", { quoted_message_id: root });
		expect(message.quoted_body_snapshot?.length).toBeLessThanOrEqual(max_quote);
		expect(also!.message).not.toHaveProperty("quoted_message_id");
	});

	test("has one thread: nobody replies to the root that it became", async () => {
		const { also } = await reply("for all");
		const nested = team.ada.replyInThread({ message_id: also!.message.id, body: "nested" });
		await expect(nested).rejects.toMatchObject({ message: "nested thread replies are not supported" });
	});

	test("joins whoever sends it, as any message in a public channel does", async () => {
		await team.grace.leaveChannel({ channel_id: team.general.id });
		await reply("back");
		expect(await team.grace.getChannel({ channel_id: team.general.id })).toMatchObject({ is_member: true });
		expect(await team.grace.getMyThread({ message_id: root })).toMatchObject({ is_following: true });
	});

	test("brings a direct conversation back to whoever closed it", async () => {
		const { conversation } = await team.ada.createDirect({ member_ids: [team.users.grace.id] });
		const conversation_id = conversation.id;
		const { message } = await team.ada.createDirectMessage({ conversation_id, body: "just us" });
		await team.ada.closeDirect({ direct_conversation_id: conversation_id });
		await team.grace.replyInThread({ message_id: message.id, body: "both of us", also_send: true });
		expect((await team.ada.listDirects({ limit: 5 })).conversations).toMatchObject([{ last_seq: 2 }]);
	});
});
