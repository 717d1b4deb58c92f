import { runInDurableObject } from "cloudflare:test";
import { type MessageId, codePoints } from "@clickclack/protocol";
import { beforeAll, describe, expect, test } from "vitest";
import { tagged } from "../../sql.ts";
import { type Team, backRoom, newTeam } from "../../test/people.ts";

let team: Team;
let direct: `dm_${string}`;
const refused = {
	code: "invalid_request",
	message: "quoted message is not in this channel, conversation, or thread",
};

/** Inserts a conversation of Ada and Grace beside #general. */
beforeAll(async () => {
	team = await newTeam();
	direct = `dm_${team.general.id.slice(4, -8)}00000042`;
	await runInDurableObject(team.stub, (_, { storage }) => {
		const sql = tagged(storage.sql);
		sql`INSERT INTO conversations (id, kind, created_at, member_count) VALUES (${direct}, 'direct', '2026-01-01', 2)`;
		for (const { id } of [team.users.ada, team.users.grace])
			sql`INSERT INTO conversation_members (conversation_id, user_id, joined_at) VALUES (${direct}, ${id}, '2026-01-01')`;
	});
});

type Who = "ada" | "grace" | "linus";
const send = async (body: string, more: object = {}, who: Who = "ada") =>
	(await team[who].createMessage({ conversation_id: team.general.id, body, ...more })).message;
const quote = (quoted_message_id: MessageId, body = "so it was said", who: Who = "grace") =>
	send(body, { quoted_message_id }, who);
const reply = async (message_id: MessageId, body: string, more: object = {}) =>
	(await team.grace.replyInThread({ message_id, body, ...more })).message;

describe("a quote", () => {
	test("keeps whom it quotes and the plain text, in the answer, the event, the list and by id", async () => {
		const said = await send("the **tide** is [out](https://example.com)");
		const { message, event } = await team.grace.createMessage({
			conversation_id: team.general.id,
			body: "is it?",
			quoted_message_id: said.id,
		});
		expect(message).toMatchObject({
			quoted_message_id: said.id,
			quoted_body_snapshot: "the tide is out",
			quoted_author_id: team.users.ada.id,
			quoted_author: { handle: "ada" },
		});
		expect(event).toMatchObject({ payload: { message } });
		const { messages } = await team.linus.listMessages({ conversation_id: team.general.id, limit: 1 });
		expect(messages).toEqual([message]);
		expect(await team.linus.getMessage({ message_id: message.id })).toEqual(message);
	});

	test("stays as it was when what it quotes is edited and deleted", async () => {
		const said = await send("high tide");
		const { id, quoted_body_snapshot } = await quote(said.id);
		await team.ada.editMessage({ message_id: said.id, body: "low tide" });
		await team.ada.deleteMessage({ message_id: said.id });
		expect(await team.linus.getMessage({ message_id: id })).toMatchObject({
			quoted_message_id: said.id,
			quoted_body_snapshot,
			quoted_author: { handle: "ada" },
		});
		expect(quoted_body_snapshot).toBe("high tide");
	});

	test("stays when the message that quotes is edited, and is erased when that is deleted", async () => {
		const said = await send("to be quoted");
		const { id } = await quote(said.id);
		const edited = await team.grace.editMessage({ message_id: id, body: "quoted, and edited" });
		expect(edited.message).toMatchObject({ quoted_message_id: said.id, quoted_body_snapshot: "to be quoted" });
		const { message } = await team.grace.deleteMessage({ message_id: id });
		expect(Object.keys(message).filter((field) => field.startsWith("quoted"))).toEqual([]);
		expect(await team.linus.getMessage({ message_id: id })).toEqual(message);
		const stored = await runInDurableObject(team.stub, (_, { storage }) =>
			storage.sql.exec("SELECT count(*) AS count FROM messages WHERE body = '' AND quoted_body_snapshot <> ''").one(),
		);
		expect(stored).toEqual({ count: 0 });
	});

	test("shows its author's name of today", async () => {
		const { id } = await quote((await send("by whom?", {}, "linus")).id);
		await team.system.updateProfile({ user: { ...team.users.linus, display_name: "Linus the Second" } });
		const { quoted_author } = await team.ada.getMessage({ message_id: id });
		expect(quoted_author!.display_name).toBe("Linus the Second");
	});

	test.each([
		["a".repeat(300), 280],
		["é".repeat(300), 280],
		// seven code points each, so that the last one does not fit
		["👨‍👩‍👧‍👦".repeat(60), 280 - (280 % 7)],
		[`${"a".repeat(279)}👍🏽 and more`, 279],
		[`${"a".repeat(279)}e\u0301 and more`, 279],
		[`${"a".repeat(279)} words`, 279],
		[`a${"\u0301".repeat(400)}`, 280],
		["short", 5],
	])("of «%.8s…» has %i code points at most 280, and no half of a character", async (body, length) => {
		const { quoted_body_snapshot } = await quote((await send(body)).id);
		expect(body.startsWith(quoted_body_snapshot!)).toBe(true);
		expect(codePoints(quoted_body_snapshot!)).toBe(length);
	});

	test("of a quote is of what it says itself", async () => {
		const first = await quote((await send("at first")).id, "the second");
		expect(await quote(first.id)).toMatchObject({ quoted_message_id: first.id, quoted_body_snapshot: "the second" });
	});
});

describe("what may be quoted", () => {
	test("in a channel its roots, in a thread its root and its replies, in a direct conversation its roots", async () => {
		const [one, other] = [await send("one root"), await send("another root")];
		const first = await reply(one.id, "a reply", { quoted_message_id: one.id });
		expect(first).toMatchObject({ quoted_message_id: one.id, quoted_body_snapshot: "one root" });
		const second = await reply(one.id, "and one more", { quoted_message_id: first.id });
		expect(second).toMatchObject({ quoted_message_id: first.id, quoted_author: { handle: "grace" } });
		const elsewhere = await reply(other.id, "in another thread");
		const hushed = await team.ada.createMessage({ conversation_id: direct, body: "just us" });
		const hushed_reply = await reply(hushed.message.id, "yes", { quoted_message_id: hushed.message.id });
		const again = { conversation_id: direct, body: "as I said", quoted_message_id: hushed.message.id };
		expect((await team.grace.createMessage(again)).message).toMatchObject({ quoted_body_snapshot: "just us" });
		for (const { id } of [first, hushed.message, hushed_reply]) await expect(quote(id)).rejects.toMatchObject(refused);
		for (const { id } of [other, elsewhere, hushed.message])
			await expect(reply(one.id, "no", { quoted_message_id: id })).rejects.toMatchObject(refused);
		for (const { id } of [one, hushed_reply])
			await expect(team.ada.createMessage({ ...again, quoted_message_id: id })).rejects.toMatchObject(refused);
	});

	test("nothing that is deleted, hidden, of another workspace or made up, all in the same words", async () => {
		const gone = await send("gone");
		await team.ada.deleteMessage({ message_id: gone.id });
		const secret = await team.ada.createMessage({ conversation_id: await backRoom(team, "cellar"), body: "secret" });
		const { ada, general } = await newTeam();
		const foreign = await ada.createMessage({ conversation_id: general.id, body: "elsewhere" });
		const made_up = `${gone.id.slice(0, -8)}zzzzzzzz` as MessageId;
		// the number of a message in the id of another moment
		const mixed = `msg_00${(await send("real")).id.slice(6)}` as MessageId;
		const head = async () => (await team.ada.getChannel({ channel_id: team.general.id })).last_seq;
		const before = await head();
		for (const id of [gone.id, secret.message.id, foreign.message.id, made_up, mixed])
			await expect(quote(id)).rejects.toMatchObject(refused);
		expect(await head()).toBe(before);
	});
});

describe("a repeated nonce", () => {
	test("sends a quote once, also when what it quotes was deleted meanwhile", async () => {
		const said = await send("once");
		const more = { quoted_message_id: said.id, nonce: "quote-1" };
		const first = await send("quoted once", more);
		await team.ada.deleteMessage({ message_id: said.id });
		expect(await send("quoted once", more)).toEqual(first);
	});

	test("has to quote the same", async () => {
		const [one, other] = [await send("one"), await send("other")];
		await send("which?", { nonce: "quote-2", quoted_message_id: one.id });
		await send("none", { nonce: "quote-3" });
		const clash = { code: "nonce_conflict" };
		await expect(send("which?", { nonce: "quote-2", quoted_message_id: other.id })).rejects.toMatchObject(clash);
		await expect(send("which?", { nonce: "quote-2" })).rejects.toMatchObject(clash);
		await expect(send("none", { nonce: "quote-3", quoted_message_id: one.id })).rejects.toMatchObject(clash);
		const inThread = { quoted_message_id: one.id, nonce: "quote-4" };
		const first = await reply(one.id, "in a thread", inThread);
		expect(await reply(one.id, "in a thread", inThread)).toEqual(first);
		await expect(reply(one.id, "in a thread", { nonce: "quote-4" })).rejects.toMatchObject(clash);
	});
});
