import type { ChannelId } from "@clickclack/protocol";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Team, listen, newTeam } from "../../test/people.ts";

let team: Team;
let channel_id: ChannelId;
let count = 0;
const forbidden = { code: "forbidden" };
const mayPost = async (who: "ada" | "grace" | "linus") => (await team[who].getChannel({ channel_id })).can_post;

beforeAll(async () => {
	team = await newTeam();
});
beforeEach(async () => {
	const { channel } = await team.grace.createChannel({ name: `news ${count++}`, kind: "public" });
	channel_id = channel.id;
	await team.linus.joinChannel({ channel_id });
});

describe("who may post", () => {
	test("is everyone, until its creator or a moderator says otherwise; whoever looks is told", async () => {
		expect(await team.linus.getChannel({ channel_id })).not.toHaveProperty("who_can_post");
		const linus = await listen(team, "linus", { frames: "batch" });
		const { event } = await team.grace.updateChannel({ channel_id, who_can_post: "moderators" });
		expect(event).toMatchObject({ type: "channel.updated", payload: { channel: { who_can_post: "moderators" } } });
		await linus.receive(({ cursor }) => cursor === event!.cursor);
		expect([await mayPost("ada"), await mayPost("grace"), await mayPost("linus")]).toEqual([true, true, false]);
		for (const who of ["ada", "grace"] as const)
			await expect(team[who].createMessage({ conversation_id: channel_id, body: "news" })).resolves.toBeDefined();
		await expect(team.linus.createMessage({ conversation_id: channel_id, body: "me too" })).rejects.toMatchObject({
			...forbidden,
			message: "only moderators and the creator of this channel may do this",
		});
		const answer = await linus.act("createMessage", { channel_id, body: "over the socket" });
		expect(answer).toMatchObject({ status: 403, body: forbidden });
		await team.ada.updateChannel({ channel_id, who_can_post: "everyone" });
		expect(await team.linus.getChannel({ channel_id })).not.toHaveProperty("who_can_post");
		await expect(team.linus.createMessage({ conversation_id: channel_id, body: "at last" })).resolves.toBeDefined();
	});

	test("leaves replies, reactions and edits open to everyone, but no reply goes to the channel too", async () => {
		const { message } = await team.linus.createMessage({ conversation_id: channel_id, body: "before" });
		await team.grace.updateChannel({ channel_id, who_can_post: "moderators" });
		const { id: message_id } = message;
		await expect(team.linus.replyInThread({ message_id, body: "a reply" })).resolves.toBeDefined();
		await expect(team.linus.replyInThread({ message_id, body: "both", also_send: true })).rejects.toMatchObject(
			forbidden,
		);
		await team.linus.addReaction({ message_id, emoji: "🦞" });
		await team.linus.editMessage({ message_id, body: "before, corrected" });
		await team.linus.deleteMessage({ message_id });
		const { messages } = await team.linus.listMessages({ conversation_id: channel_id, limit: 10 });
		expect(messages).toHaveLength(1);
	});

	test("decides at the moment of the message: before, it stays, and its repetition is answered; after, it is refused", async () => {
		const sending = { conversation_id: channel_id, body: "just in time", nonce: `n${count}` };
		const { message } = await team.linus.createMessage(sending);
		await team.grace.updateChannel({ channel_id, who_can_post: "moderators" });
		expect((await team.linus.createMessage(sending)).message.id).toBe(message.id);
		await expect(team.linus.createMessage({ ...sending, nonce: "later" })).rejects.toMatchObject(forbidden);
		// at once, in both orders
		for (const first of ["right", "message"] as const) {
			await team.grace.updateChannel({ channel_id, who_can_post: "everyone" });
			const send = () =>
				team.linus.createMessage({ conversation_id: channel_id, body: first }).then(Boolean, () => false);
			const remove = () => team.grace.updateChannel({ channel_id, who_can_post: "moderators" });
			const [a, b] = first === "right" ? [remove(), send()] : [send(), remove()];
			const wasSent = (await Promise.all([a, b]))[first === "right" ? 1 : 0];
			const { messages } = await team.ada.listMessages({ conversation_id: channel_id, limit: 10 });
			expect(messages.some(({ body }) => body === first)).toBe(wasSent);
		}
	});

	test("follows a role: a moderator posts, and no more after losing it", async () => {
		await team.grace.updateChannel({ channel_id, who_can_post: "moderators" });
		const { id: user_id } = team.users.linus;
		await team.ada.moderateMember({ user_id, role: "moderator" });
		expect(await mayPost("linus")).toBe(true);
		await team.ada.moderateMember({ user_id, role: "member" });
		expect(await mayPost("linus")).toBe(false);
		await expect(team.linus.createMessage({ conversation_id: channel_id, body: "x" })).rejects.toMatchObject(forbidden);
	});
});

test("who may add people does not keep anybody from joining a public channel by themselves", async () => {
	await team.grace.updateChannel({ channel_id, who_can_add_members: "moderators" });
	const { id: user_id } = team.users.ada;
	await expect(team.linus.addChannelMember({ channel_id, user_id })).rejects.toMatchObject(forbidden);
	await team.linus.leaveChannel({ channel_id });
	await expect(team.linus.joinChannel({ channel_id })).resolves.toBeDefined();
	await expect(team.grace.addChannelMember({ channel_id, user_id })).resolves.toBeDefined();
});

test("who may pin decides about unpinning too; whoever deletes their own message takes its pin along", async () => {
	const { message } = await team.linus.createMessage({ conversation_id: channel_id, body: "the rules" });
	const pinning = { conversation_id: channel_id, message_id: message.id };
	await team.linus.pinMessage(pinning);
	await team.grace.updateChannel({ channel_id, who_can_pin: "moderators" });
	await expect(team.linus.unpinMessage(pinning)).rejects.toMatchObject(forbidden);
	await team.grace.unpinMessage(pinning);
	await expect(team.linus.pinMessage(pinning)).rejects.toMatchObject(forbidden);
	await team.ada.pinMessage(pinning);
	await team.linus.deleteMessage({ message_id: message.id });
	expect((await team.ada.listPins({ conversation_id: channel_id, limit: 1 })).pins).toEqual([]);
});

test("rights are changed by the creator and by moderators only, and a change of nothing publishes nothing", async () => {
	const change = { channel_id, who_can_post: "moderators" } as const;
	await expect(team.linus.updateChannel(change)).rejects.toMatchObject(forbidden);
	expect((await team.grace.updateChannel(change)).event).toBeDefined();
	expect((await team.ada.updateChannel(change)).event).toBeUndefined();
	expect((await team.ada.updateChannel({ channel_id, who_can_pin: "everyone" })).event).toBeUndefined();
});
