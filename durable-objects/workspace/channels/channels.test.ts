import { beforeAll, describe, expect, test } from "vitest";
import { type Team, backRoom, newTeam } from "../../test/people.ts";

let team: Team;
beforeAll(async () => {
	team = await newTeam();
});

describe("a channel", () => {
	test("is created with its creator as a member, and announced to all who can see it", async () => {
		const { channel, event } = await team.grace.createChannel({ name: "reef", kind: "public", topic: "corals" });
		expect(channel).toMatchObject({ name: "reef", is_member: true, member_count: 1, external_managed: false });
		expect(event).toMatchObject({ type: "channel.created", payload: { channel_id: channel.id } });
		expect(await team.linus.getChannel({ channel_id: channel.id })).toMatchObject({
			is_member: false,
			topic: "corals",
		});
	});

	test("has a unique name among the channels that a person sees; a name does not reveal a private channel", async () => {
		await team.ada.createChannel({ name: "vault", kind: "private" });
		const taken = { code: "conflict" };
		await expect(team.ada.createChannel({ name: "general", kind: "public" })).rejects.toMatchObject(taken);
		await expect(team.ada.createChannel({ name: "vault", kind: "public" })).rejects.toMatchObject(taken);
		await expect(team.linus.createChannel({ name: "vault", kind: "public" })).resolves.toBeDefined();
	});

	test("is renamed, described, archived and reopened by its creator or a moderator", async () => {
		const { channel } = await team.grace.createChannel({ name: "drafts", kind: "public" });
		const channel_id = channel.id;
		const { event } = await team.grace.updateChannel({ channel_id, name: "plans", topic: "what next" });
		expect(event).toMatchObject({ payload: { archived: false, channel: { name: "plans", topic: "what next" } } });
		await expect(team.linus.updateChannel({ channel_id, name: "mine" })).rejects.toMatchObject({ code: "forbidden" });
		const archived = await team.ada.updateChannel({ channel_id, archived: true, topic: "" });
		expect(archived.channel.archived_at).toBeDefined();
		expect(archived.channel.topic).toBeUndefined();
		await expect(team.linus.joinChannel({ channel_id })).rejects.toMatchObject({ code: "forbidden" });
		const reopened = await team.ada.updateChannel({ channel_id, archived: false });
		expect(reopened.channel.archived_at).toBeUndefined();
		expect(reopened.event).toMatchObject({ payload: { archived: false, reopened: true } });
		expect(archived.event!.payload).not.toHaveProperty("reopened");
		expect(event!.payload).not.toHaveProperty("reopened");
	});

	test("publishes no event when a change changes nothing", async () => {
		const { channel } = await team.ada.createChannel({ name: "still", kind: "public", topic: "water" });
		const { event } = await team.ada.updateChannel({ channel_id: channel.id, topic: "water", archived: false });
		expect(event).toBeUndefined();
	});

	test("can be joined and left any number of times; joining and leaving are idempotent", async () => {
		const { channel } = await team.ada.createChannel({ name: "revolving", kind: "public" });
		const channel_id = channel.id;
		await team.ada.createMessage({ conversation_id: channel_id, body: "welcome" });
		const joined = await team.linus.joinChannel({ channel_id });
		expect(joined.channel).toMatchObject({ is_member: true, unread_count: 0, member_count: 2 });
		expect((await team.linus.joinChannel({ channel_id })).event).toBeUndefined();
		await team.linus.leaveChannel({ channel_id });
		await team.linus.leaveChannel({ channel_id });
		expect(await team.linus.getChannel({ channel_id })).toMatchObject({ is_member: false, member_count: 1 });
	});

	test("members of a private one add and remove others; a new member sees its whole history", async () => {
		const channel_id = await backRoom(team, "cellar");
		await team.ada.createMessage({ conversation_id: channel_id, body: "vintage" });
		await team.grace.addChannelMember({ channel_id, user_id: team.users.linus.id });
		expect((await team.linus.listMessages({ conversation_id: channel_id, limit: 5 })).messages).toHaveLength(1);
		const { members } = await team.linus.listChannelMembers({ channel_id, limit: 200 });
		expect(members.map((user) => user.handle)).toEqual(["ada", "grace", "linus"]);
		await expect(team.grace.removeChannelMember({ channel_id, user_id: team.users.linus.id })).rejects.toMatchObject({
			code: "forbidden",
		});
		await team.ada.removeChannelMember({ channel_id, user_id: team.users.linus.id });
		await expect(team.linus.getChannel({ channel_id })).rejects.toMatchObject({ code: "not_found" });
	});

	test("somebody who is not in the workspace cannot be added to a channel", async () => {
		const user_id = "usr_01jd7xk3m9h5q2w8e4r6t0y1z7";
		await expect(team.ada.addChannelMember({ channel_id: team.general.id, user_id })).rejects.toMatchObject({
			code: "not_found",
		});
	});
});
