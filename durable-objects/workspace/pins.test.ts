import { runInDurableObject } from "cloudflare:test";
import { type MessageId, max_pins } from "@clickclack/protocol";
import { beforeEach, describe, expect, test } from "vitest";
import { type Team, backRoom, listen, newTeam } from "../test/people.ts";

let team: Team;
let place: { conversation_id: Team["general"]["id"] };
beforeEach(async () => {
	team = await newTeam();
	place = { conversation_id: team.general.id };
});

type Who = "ada" | "grace" | "linus";
const say = async (body = "to be pinned", who: Who = "ada") =>
	(await team[who].createMessage({ ...place, body })).message;
const pin = (message_id: MessageId, who: Who = "grace") => team[who].pinMessage({ ...place, message_id });
const pinned = async (who: Who = "linus") => {
	const { messages, pins } = await team[who].listPins({ ...place, limit: 100 });
	expect(pins.map(({ message_id }) => message_id)).toEqual(messages.map(({ id }) => id));
	return messages.map(({ body }) => body);
};
const gone = { code: "not_found", message: "message not found" };

describe("a pin", () => {
	test("is everybody's: roots and replies, the one pinned last first, with who pinned it", async () => {
		const root = await say("a root");
		const { message: reply } = await team.linus.replyInThread({ message_id: root.id, body: "a reply" });
		const { pinned_message, event } = await pin(root.id);
		expect(pinned_message).toMatchObject({
			channel_id: team.general.id,
			message_id: root.id,
			pinned_by: team.users.grace.id,
		});
		expect(pinned_message.id).toMatch(/^pin_[0-9a-z]{26}$/);
		expect(event).toMatchObject({
			type: "pin.added",
			channel_id: team.general.id,
			payload: {
				channel_id: team.general.id,
				message_id: root.id,
				pinned_by: team.users.grace.id,
				message: { body: "a root" },
			},
		});
		await pin(reply.id, "ada");
		expect(await pinned()).toEqual(["a reply", "a root"]);
		const { pins } = await team.ada.listPins({ ...place, limit: 1 });
		expect(pins.map(({ pinned_by }) => pinned_by)).toEqual([team.users.ada.id, team.users.grace.id]);
	});

	test("is told live and by replay, as the message is then", async () => {
		const { cursor } = await team.linus.getSnapshot({});
		const [single, lean] = await Promise.all([
			listen(team, "linus"),
			listen(team, "linus", { frames: "batch", events: "lean" }),
		]);
		const { id } = await say("first words");
		await pin(id);
		await team.linus.unpinMessage({ ...place, message_id: id });
		for (const listener of [single, lean]) {
			const added = await listener.receive(({ type }) => type === "pin.added");
			expect(added).toMatchObject({ payload: { message: { id, body: "first words" } } });
			const removed = await listener.receive(({ type }) => type === "pin.removed");
			expect(removed.payload).toEqual({ channel_id: team.general.id, message_id: id, pinned_by: team.users.grace.id });
		}
		await team.ada.editMessage({ message_id: id, body: "second words" });
		const { events } = await team.linus.listEvents({
			workspace_id: team.general.workspace_id,
			limit: 50,
			after_cursor: cursor,
		});
		expect(events.find(({ type }) => type === "pin.added")?.payload).toMatchObject({
			message: { body: "second words" },
		});
	});

	test("writes a row and its event, and deleting a message that is not pinned writes none", async () => {
		const message = await say();
		await pin(message.id);
		const rows = (sql: string) =>
			runInDurableObject(team.stub, (_, { storage }) => storage.sql.exec(sql).one()["count"]);
		expect(await rows("SELECT count(*) AS count FROM pins")).toBe(1);
		const { id } = await say("not pinned");
		await team.ada.deleteMessage({ message_id: id });
		expect(await rows("SELECT count(*) AS count FROM events WHERE type = 'pin.removed'")).toBe(0);
	});

	test("ends when it is removed by anybody, and when its message is deleted", async () => {
		const [one, other] = [await say("one"), await say("other")];
		for (const { id } of [one, other]) await pin(id);
		const { event } = await team.linus.unpinMessage({ ...place, message_id: one.id });
		expect(event).toMatchObject({
			type: "pin.removed",
			payload: { message_id: one.id, pinned_by: team.users.grace.id },
		});
		expect(await pinned()).toEqual(["other"]);
		const listener = await listen(team, "linus");
		await team.ada.deleteMessage({ message_id: other.id });
		const removed = await listener.receive(({ type }) => type === "pin.removed");
		expect(removed.payload).toMatchObject({ message_id: other.id });
		expect(await pinned()).toEqual([]);
		await pin(one.id);
		expect(await pinned()).toEqual(["one"]);
	});

	test("goes with its channel", async () => {
		const { channel } = await team.ada.createChannel({ name: "wreck", kind: "public" });
		const { message } = await team.ada.createMessage({ conversation_id: channel.id, body: "all ashore" });
		await team.ada.pinMessage({ conversation_id: channel.id, message_id: message.id });
		await team.ada.deleteChannel({ channel_id: channel.id });
		await expect(team.ada.listPins({ conversation_id: channel.id, limit: 1 })).rejects.toMatchObject({
			code: "not_found",
		});
		const left = () =>
			runInDurableObject(team.stub, (_, { storage }) => storage.sql.exec("SELECT 1 FROM pins").toArray().length);
		await expect.poll(left).toBe(0);
	});
});

test("in a direct conversation it is the same for those in it, up to as many, and nothing for anybody else", async () => {
	const { conversation } = await team.ada.createDirect({ member_ids: [team.users.grace.id] });
	const there = { conversation_id: conversation.id };
	const write = async (body: string) => (await team.ada.createDirectMessage({ ...there, body })).message.id;
	const ids: MessageId[] = [];
	for (let n = 0; n <= max_pins; n++) ids.push(await write(`m${n}`));
	const [first, ...rest] = ids as [MessageId, ...MessageId[]];
	const { event } = await team.grace.pinDirectMessage({ ...there, message_id: rest[0]! });
	expect(event).toMatchObject({ type: "pin.added", payload: { message_id: rest[0], message: { body: "m1" } } });
	for (const message_id of rest.slice(1)) await team.ada.pinDirectMessage({ ...there, message_id });
	const { messages, pins } = await team.grace.listDirectPins({ ...there, limit: 2 });
	expect(messages.map(({ body }) => body)).toEqual(["m100", "m99"]);
	expect(pins).toHaveLength(max_pins);
	expect(pins.at(-1)).toMatchObject({ direct_conversation_id: conversation.id, pinned_by: team.users.grace.id });
	const full = { code: "conflict", message: "channel pin limit reached (maximum 100)" };
	await expect(team.grace.pinDirectMessage({ ...there, message_id: first })).rejects.toMatchObject(full);
	await team.ada.unpinDirectMessage({ ...there, message_id: rest[0]! });
	await team.grace.pinDirectMessage({ ...there, message_id: first });
	const hidden = { code: "not_found", message: "conversation not found" };
	for (const asked of [
		() => team.linus.listDirectPins({ ...there, limit: 1 }),
		() => team.linus.pinDirectMessage({ ...there, message_id: rest[0]! }),
		() => team.linus.unpinDirectMessage({ ...there, message_id: first }),
	])
		await expect(asked()).rejects.toMatchObject(hidden);
});

describe("refused is", () => {
	test("what is pinned already, one more than a hundred, what was deleted, what is not pinned", async () => {
		const messages = [];
		for (let n = 0; n <= max_pins; n++) messages.push(await say(`m${n}`));
		const [first, ...rest] = messages;
		for (const { id } of rest) await pin(id);
		await expect(pin(rest[0]!.id, "linus")).rejects.toMatchObject({
			code: "conflict",
			message: "message is already pinned",
		});
		const full = { code: "conflict", message: "channel pin limit reached (maximum 100)" };
		await expect(pin(first!.id)).rejects.toMatchObject(full);
		expect(await pinned()).toHaveLength(max_pins);
		await team.ada.deleteMessage({ message_id: rest[0]!.id });
		await pin(first!.id);
		await expect(pin(rest[0]!.id)).rejects.toMatchObject({ code: "conflict", message: "this message was deleted" });
		const unpinned = { code: "not_found", message: "this message is not pinned" };
		await expect(team.ada.unpinMessage({ ...place, message_id: rest[0]!.id })).rejects.toMatchObject(unpinned);
	});

	test("a message that is elsewhere, hidden or made up, in the words for a missing one", async () => {
		const room = await backRoom(team);
		const secret = await team.ada.createMessage({ conversation_id: room, body: "psst" });
		const { ada, general } = await newTeam();
		const foreign = await ada.createMessage({ conversation_id: general.id, body: "elsewhere" });
		const made_up = `${secret.message.id.slice(0, -8)}zzzzzzzz` as MessageId;
		for (const id of [secret.message.id, foreign.message.id, made_up]) {
			await expect(pin(id, "linus")).rejects.toMatchObject(gone);
			await expect(team.linus.unpinMessage({ ...place, message_id: id })).rejects.toMatchObject(gone);
		}
		// Grace sees it, but not there
		await expect(pin(secret.message.id, "grace")).rejects.toMatchObject(gone);
		const there = { conversation_id: room, message_id: secret.message.id };
		await team.grace.pinMessage(there);
		for (const asked of [team.linus.listPins({ ...there, limit: 1 }), team.linus.unpinMessage(there)])
			await expect(asked).rejects.toMatchObject({ code: "not_found" });
	});

	test("who may not post: in an archived channel, or restricted", async () => {
		const { id } = await say();
		await team.ada.moderateMember({ user_id: team.users.linus.id, timeout_minutes: 5 });
		await expect(pin(id, "linus")).rejects.toMatchObject({ code: "moderated" });
		await team.ada.updateChannel({ channel_id: team.general.id, archived: true });
		await expect(pin(id)).rejects.toMatchObject({ code: "forbidden" });
		expect(await pinned()).toEqual([]);
	});

	test("of two who pin the same at once, one", async () => {
		const { id } = await say();
		const both = await Promise.allSettled([pin(id, "ada"), pin(id, "grace")]);
		expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
	});
});

test("long messages come in several pages, with all pins in each", async () => {
	for (let n = 0; n < 20; n++) await pin((await say(`${n} ${"long ".repeat(7_000)}`)).id);
	const seen: string[] = [];
	let cursor: `pin_${string}` | undefined;
	do {
		const page = await team.linus.listPins({ ...place, limit: 100, ...(cursor && { cursor }) });
		expect(page.pins).toHaveLength(20);
		expect(JSON.stringify(page.messages).length).toBeLessThan(400_000);
		seen.push(...page.messages.map(({ body }) => body.split(" ")[0]!));
		cursor = page.next_cursor;
		expect(page.has_more).toBe(cursor !== undefined);
	} while (cursor !== undefined);
	expect(seen).toEqual(Array.from({ length: 20 }, (_, n) => String(19 - n)));
});
