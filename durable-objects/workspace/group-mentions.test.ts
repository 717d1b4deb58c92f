import type { Message } from "@clickclack/protocol";
import { beforeEach, describe, expect, test } from "vitest";
import { Client } from "../test/client.ts";
import { type Name, type Team, listen, names, newTeam } from "../test/people.ts";
import { writesOf } from "../test/writes.ts";
import { mentions } from "../../sdk/group-mentions.ts";

let team: Team;
let conversation_id: Team["general"]["id"];
beforeEach(async () => {
	team = await newTeam();
	conversation_id = team.general.id;
	await team.ada.addChannelMember({ channel_id: team.general.id, user_id: team.users.gus.id });
});

const say = async (body: string, who: Name = "ada"): Promise<Message> =>
	(await team[who].createMessage({ conversation_id, body })).message;
/** Whom the snapshots count and list one more mention for; those who are online are in a client's own count too. */
async function called(): Promise<Name[]> {
	const counted: Name[] = [];
	for (const name of names) {
		const { channels, unread_mentions } = await team[name].getSnapshot({});
		expect(unread_mentions).toHaveLength(channels[0]!.mention_count);
		if (channels[0]!.mention_count > 0) counted.push(name);
	}
	return counted;
}

describe("@channel and @everyone", () => {
	test("call everybody in the conversation but their author, once", async () => {
		const message = await say("@channel @everyone @grace tea is ready");
		expect(message).toMatchObject({ group_mention: { word: "channel" }, mentioned_user_ids: [team.users.grace.id] });
		expect(await called()).toEqual(["grace", "linus", "gus"]);
		const { channels } = await team.grace.getSnapshot({});
		expect(channels[0]).toMatchObject({ mention_count: 1, unread_count: 1 });
	});

	test.each(["`@channel`", "```\n@channel\n```", "mail@channel.test", "@channel-bot", "@channels", "\\@channel"])(
		"do not in %j",
		async (body) => {
			expect(await say(body)).not.toHaveProperty("group_mention");
			expect(await called()).toEqual([]);
		},
	);

	test("follow an edit and a deletion", async () => {
		const { id: message_id } = await say("tea");
		await team.ada.editMessage({ message_id, body: "tea, @everyone" });
		expect(await called()).toEqual(["grace", "linus", "gus"]);
		await team.ada.editMessage({ message_id, body: "tea, @linus" });
		expect(await called()).toEqual(["linus"]);
		await team.ada.editMessage({ message_id, body: "@Channel" });
		await team.ada.deleteMessage({ message_id });
		expect(await called()).toEqual([]);
	});

	test("are text where guests write them, and in threads", async () => {
		expect(await say("@channel", "gus")).not.toHaveProperty("group_mention");
		const { id: message_id } = await say("tea");
		const { message, also } = await team.ada.replyInThread({ message_id, body: "@channel", also_send: true });
		expect([message, also!.message].map(({ group_mention }) => group_mention)).toEqual([undefined, undefined]);
		await team.ada.editMessage({ message_id: message.id, body: "@channel again" });
		expect(await called()).toEqual([]);
	});

	test("call nobody who is not in the channel, and whoever comes back as before", async () => {
		const { channel } = await team.ada.createChannel({ name: "reef", kind: "public" });
		await team.grace.joinChannel({ channel_id: channel.id });
		await team.ada.createMessage({ conversation_id: channel.id, body: "@channel" });
		const of = async (name: Name) => (await team[name].getChannel({ channel_id: channel.id })).mention_count;
		expect([await of("grace"), await of("linus")]).toEqual([1, 0]);
		await team.grace.leaveChannel({ channel_id: channel.id });
		expect(await of("grace")).toBe(0);
	});
});

describe("@here", () => {
	test("calls those who are online when it is sent, for good", async () => {
		const client = (await Client.open(team.grace))!;
		const device = await listen(team, "grace");
		const message = await say("@here tea?");
		expect(message.group_mention).toMatchObject({ word: "here" });
		const users = Object.fromEntries(
			(await team.ada.listMembers({ limit: 9 })).members.map(({ user }) => [user.id, user]),
		);
		const calls = names.filter((name) => mentions(message, users[team.users[name].id]!));
		expect(calls).toEqual(["grace"]);
		expect(await called()).toEqual(["grace"]);
		await client.catchUp();
		expect(client.projection.conversations.get(conversation_id)).toMatchObject({ mention_count: 1 });
		await device.receive(({ type }) => type === "message.created");
		await listen(team, "linus");
		await team.ada.editMessage({ message_id: message.id, body: "@here coffee?" });
		expect(await called()).toEqual(["grace"]);
		await team.ada.editMessage({ message_id: message.id, body: "@channel coffee?" });
		await team.ada.editMessage({ message_id: message.id, body: "@here coffee?" });
		expect(await called()).toEqual(["grace", "linus"]);
	});

	test("calls nobody where nobody is online, and takes one row more than another message", async () => {
		expect((await say("@here")).group_mention).toEqual({ word: "here", present: "" });
		expect(await called()).toEqual([]);
		const written = async (body: string) => await writesOf(team, () => say(body));
		const plain = await written("tea");
		expect(await written("@here")).toBe(plain + 1);
		expect(await written("@channel")).toBe(plain + 1);
	});
});

test("of more than 200 unread mentions, by name and together, the newest are listed and all are counted", async () => {
	for (let i = 0; i < 210; i++) await say(i % 2 ? "@grace" : "@channel @grace");
	await say("@channel");
	const { channels, unread_mentions } = await team.grace.getSnapshot({});
	expect(channels[0]).toMatchObject({ mention_count: 211 });
	expect(unread_mentions).toHaveLength(200);
	expect(unread_mentions[0]).toMatchObject({ seq: 211 });
	await team.grace.markRead({ conversation_id, seq: 210 });
	expect((await team.grace.getSnapshot({})).unread_mentions).toMatchObject([{ seq: 211 }]);
});
