import { beforeAll, describe, expect, test } from "vitest";
import { type Name, type Team, backRoom, listen, newTeam, person } from "../../test/people.ts";
import { writesOf } from "../../test/writes.ts";

let team: Team;
beforeAll(async () => {
	team = await newTeam();
});

const send = (body: string, nonce?: string) =>
	team.ada.createMessage({ conversation_id: team.general.id, body, ...(nonce && { nonce }) });

describe("sending", () => {
	test("returns the whole message with its event, and it is the channel's newest", async () => {
		const { message, event } = await send("hello **tidepool**");
		expect(message).toMatchObject({ body: "hello **tidepool**", author: { handle: "ada" }, kind: "message" });
		expect(event).toMatchObject({ type: "message.created", seq: message.channel_seq, payload: { message } });
		const page = await team.grace.listMessages({ conversation_id: team.general.id, limit: 1 });
		expect(page.messages).toEqual([message]);
	});

	test("R28: a page says as of which event it is", async () => {
		const { event } = await send("the last one so far");
		const list = () => team.grace.listMessages({ conversation_id: team.general.id, limit: 1 });
		const before = await list();
		const { event: next } = await send("one more");
		const after = await list();
		expect([before.cursor, after.cursor]).toEqual([event?.cursor, next?.cursor]);
	});

	test("channel_seq counts 1, 2, 3 without gaps, also when many people send at once", async () => {
		const fresh = await newTeam();
		const channel_id = fresh.general.id;
		const bodies = Array.from({ length: 30 }, (_, i) => `message ${i}`);
		await Promise.all(
			bodies.map((body, i) => (i % 2 ? fresh.ada : fresh.grace).createMessage({ conversation_id: channel_id, body })),
		);
		const { messages } = await fresh.linus.listMessages({ conversation_id: channel_id, limit: 100 });
		expect(messages.map((message) => message.channel_seq)).toEqual(bodies.map((_, i) => i + 1));
	});

	test("sending the same nonce twice sends one message", async () => {
		const first = await send("once", "n1");
		const again = await send("once", "n1");
		expect(again).toEqual({ message: first.message });
		expect(await team.ada.getMessageByNonce({ nonce: "n1" })).toEqual(first.message);
	});

	test("a nonce that was used for a different message is refused; each sender has their own nonces", async () => {
		await send("first words", "n2");
		await expect(send("other words", "n2")).rejects.toMatchObject({ code: "nonce_conflict" });
		const hers = await team.grace.createMessage({ conversation_id: team.general.id, body: "hers", nonce: "n2" });
		expect(hers.event).toBeDefined();
		await expect(team.linus.getMessageByNonce({ nonce: "n2" })).rejects.toMatchObject({ code: "not_found" });
	});

	test("a plain message writes 4 rows: itself, its place, its nonce and its words", async () => {
		const { workspace_id } = team.general;
		const indexAll = () => team.ada.searchMessages({ workspace_id, q: "rows", sort: "newest", limit: 1 });
		await indexAll();
		const written = await writesOf(team, async () => {
			for (let i = 0; i < 100; i++) await send("counting rows", `counted ${i}`);
			await indexAll();
		});
		expect(written).toBe(100 * 4);
	});

	test.each(["quoted_message_id", "forwarded_message_id"])("so does one with a %s", async (field) => {
		const { workspace_id } = team.general;
		const indexAll = () => team.ada.searchMessages({ workspace_id, q: "rows", sort: "newest", limit: 1 });
		const { id } = (await send("to be quoted")).message;
		await indexAll();
		const written = await writesOf(team, async () => {
			for (let i = 0; i < 100; i++)
				await team.ada.createMessage({
					conversation_id: team.general.id,
					body: "counting rows",
					nonce: `${field} ${i}`,
					[field]: id,
				});
			await indexAll();
		});
		// and one for the position of who sends much, at times
		expect([0, 1]).toContain(written - 100 * 4);
	});

	test("posting in a public channel joins it", async () => {
		const { channel } = await team.ada.createChannel({ name: "shells", kind: "public" });
		expect(await team.linus.getChannel({ channel_id: channel.id })).toMatchObject({
			is_member: false,
			unread_count: 0,
		});
		await team.linus.createMessage({ conversation_id: channel.id, body: "what a find" });
		expect(await team.linus.getChannel({ channel_id: channel.id })).toMatchObject({ is_member: true, unread_count: 0 });
	});

	test("an archived channel takes no new messages, but acknowledges a repeated one", async () => {
		const { channel } = await team.ada.createChannel({ name: "old-reef", kind: "public" });
		const sent = await team.ada.createMessage({ conversation_id: channel.id, body: "before", nonce: "n4" });
		await team.ada.updateChannel({ channel_id: channel.id, archived: true });
		await expect(team.ada.createMessage({ conversation_id: channel.id, body: "after" })).rejects.toMatchObject({
			code: "forbidden",
		});
		const again = await team.ada.createMessage({ conversation_id: channel.id, body: "before", nonce: "n4" });
		expect(again.message.id).toBe(sent.message.id);
	});
});

describe("changing", () => {
	test("an edit changes the message, emits an event, and keeps its seq", async () => {
		const { message } = await send("frist");
		const edited = await team.ada.editMessage({ message_id: message.id, body: "first" });
		expect(edited.message).toMatchObject({ body: "first", channel_seq: message.channel_seq });
		expect(edited.message.edited_at).toBeDefined();
		expect(edited.event).toMatchObject({ type: "message.updated", payload: { message_id: message.id } });
	});

	test("only the author may edit a message; the owner may delete it", async () => {
		const { message } = await team.grace.createMessage({ conversation_id: team.general.id, body: "mine" });
		await expect(team.ada.editMessage({ message_id: message.id, body: "yours" })).rejects.toMatchObject({
			code: "forbidden",
		});
		await expect(team.linus.deleteMessage({ message_id: message.id })).rejects.toMatchObject({ code: "forbidden" });
		const { message: gone } = await team.ada.deleteMessage({ message_id: message.id });
		expect(gone).toMatchObject({ body: "", channel_seq: message.channel_seq });
	});

	test("a deleted message stays as a tombstone, and deleting it again is a no-op", async () => {
		const { message } = await send("oops");
		const first = await team.ada.deleteMessage({ message_id: message.id });
		expect(first.event).toMatchObject({ type: "message.deleted" });
		expect(await team.ada.deleteMessage({ message_id: message.id })).toEqual({ message: first.message });
		const { messages } = await team.grace.listMessages({
			conversation_id: team.general.id,
			around_seq: message.channel_seq!,
			limit: 1,
		});
		expect(messages[0]).toMatchObject({ id: message.id, body: "" });
		await expect(team.ada.editMessage({ message_id: message.id, body: "back" })).rejects.toMatchObject({
			code: "conflict",
		});
	});
});

describe("paging", () => {
	test("before, after and around return the same order, with the right edges", async () => {
		const fresh = await newTeam();
		const channel_id = fresh.general.id;
		for (let i = 1; i <= 9; i++) await fresh.ada.createMessage({ conversation_id: channel_id, body: `m${i}` });
		const seqs = async (window: object) => {
			const page = await fresh.ada.listMessages({ conversation_id: channel_id, limit: 3, ...window });
			const { messages, cursor: _, ...edges } = page;
			return { seqs: messages.map((message) => message.channel_seq), ...edges };
		};
		expect(await seqs({})).toEqual({
			seqs: [7, 8, 9],
			oldest_seq: 7,
			newest_seq: 9,
			has_older: true,
			has_newer: false,
		});
		expect(await seqs({ before_seq: 4 })).toMatchObject({ seqs: [1, 2, 3], has_older: false, has_newer: true });
		expect(await seqs({ after_seq: 0 })).toMatchObject({ seqs: [1, 2, 3], has_older: false, has_newer: true });
		const nowhere = { seqs: [], oldest_seq: 0, newest_seq: 0, has_older: false, has_newer: false };
		expect(await seqs({ after_seq: 9 })).toMatchObject(nowhere);
		expect(await seqs({ around_seq: 5 })).toMatchObject({ seqs: [4, 5, 6], has_older: true, has_newer: true });
		// at either end the window is extended on the other side
		expect(await seqs({ around_seq: 1 })).toMatchObject({ seqs: [1, 2, 3], has_older: false, has_newer: true });
		expect(await seqs({ around_seq: 9 })).toMatchObject({ seqs: [7, 8, 9], has_older: true, has_newer: false });
	});
});

describe("a private channel", () => {
	test("does not exist for outsiders: by list, id, message, thread, search, mention", async () => {
		const channel_id = await backRoom(team);
		const listener = await listen(team, "linus");
		const { message } = await team.ada.createMessage({
			conversation_id: channel_id,
			body: "psst @grace @linus barnacle",
		});
		await team.grace.replyInThread({ message_id: message.id, body: "barnacle reply" });
		expect(message.mentioned_user_ids).toEqual([team.users.grace.id]);
		const nothing = { code: "not_found" };
		await expect(team.linus.getChannel({ channel_id })).rejects.toMatchObject(nothing);
		await expect(team.linus.listMessages({ conversation_id: channel_id, limit: 10 })).rejects.toMatchObject(nothing);
		await expect(team.linus.getMessage({ message_id: message.id })).rejects.toMatchObject(nothing);
		await expect(team.linus.getThread({ message_id: message.id, limit: 10 })).rejects.toMatchObject(nothing);
		await expect(team.linus.createMessage({ conversation_id: channel_id, body: "hi" })).rejects.toMatchObject(nothing);
		await expect(team.linus.addReaction({ message_id: message.id, emoji: "👀" })).rejects.toMatchObject(nothing);
		await expect(team.linus.joinChannel({ channel_id })).rejects.toMatchObject(nothing);
		expect((await team.linus.listChannels({})).map((channel) => channel.id)).not.toContain(channel_id);
		const found = await team.linus.searchMessages({
			workspace_id: message.workspace_id,
			q: "barnacle",
			sort: "newest",
			limit: 10,
		});
		expect(found.results).toEqual([]);
		const { events } = await team.linus.listEvents({ workspace_id: message.workspace_id, limit: 500 });
		expect(JSON.stringify(events)).not.toContain(channel_id);
		// an event that he does receive follows, so the silence before it is proven
		const { message: open } = await send("for all");
		await listener.receive((event) => event.type === "message.created" && event.payload.message_id === open.id);
		expect(JSON.stringify(listener.received)).not.toContain(channel_id);
	});

	test("a hidden message is refused in the same words as a missing one", async () => {
		const { message } = await team.ada.createMessage({
			conversation_id: await backRoom(team, "attic"),
			body: "hidden",
		});
		const missing = `${message.id.slice(0, -8)}zzzzzzzz` as const;
		const refusals = [message.id, missing as typeof message.id].map((message_id) =>
			team.linus.getMessage({ message_id }).catch((error: Error) => error.message),
		);
		expect(new Set(await Promise.all(refusals))).toEqual(new Set(["message not found"]));
	});
});

describe("a message that mentions", () => {
	const people = Array.from({ length: 102 }, (_, i) => person(`crab-${i}`));

	test("more than a hundred handles mentions only the first hundred", async () => {
		for (const user of people) await team.system.admit({ user, role: "member" });
		const everybody = people.map(({ handle }) => `@${handle}`).join(" ");
		const { message, event } = await send(`@${people[0]!.handle} ${everybody}`);
		const mentioned = people.slice(0, 100).map(({ id }) => id);
		expect(new Set(message.mentioned_user_ids)).toEqual(new Set(mentioned));
		expect(event!.mentioned_user_ids).toHaveLength(100);
		const edited = await team.ada.editMessage({ message_id: message.id, body: `changed ${everybody}` });
		expect(edited.message.mentioned_user_ids).toHaveLength(100);
	});

	test.each([
		["see https://example.com/@grace and www.example.com/@grace", []],
		["[@grace](https://example.com) and [a](b@grace)", []],
		["[[@grace](https://example.com)", []],
		["grace@grace.example, x+irc://@grace", []],
		["(@grace), [@linus] and @ada.", ["ada", "grace", "linus"]],
		["a://b @grace", ["grace"]],
		["://@grace", []],
	] as [string, Name[]][])("«%s» mentions %j", async (body, names) => {
		const { message } = await send(body);
		expect(message.mentioned_user_ids).toEqual(names.map((name) => team.users[name].id).toSorted());
	});

	test.each([`@a ${"a.".repeat(19_990)}`, `@a ${"[".repeat(39_990)}`, `@a ${"[](".repeat(13_000)}`])(
		"or seems to is parsed in linear time, for guests too: %.12s",
		async (body) => {
			const { id: channel_id } = team.general;
			await team.ada.addChannelMember({ channel_id, user_id: team.users.gus.id });
			const took = async (text: string) => {
				const before = Date.now();
				await team.gus.createMessage({ conversation_id: channel_id, body: text });
				return Date.now() - before;
			};
			const ratios: number[] = [];
			// beside words of the same length, in the same moment: quadratic time is thousands of times as long
			for (let i = 0; i < 5; i++) ratios.push((await took(body)) / Math.max(10, await took("word ".repeat(8_000))));
			expect(Math.min(...ratios)).toBeLessThan(15);
		},
	);
});
