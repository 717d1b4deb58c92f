import { runInDurableObject } from "cloudflare:test";
import { type ChannelId, type CreateMessage, type TopicId, caps } from "@clickclack/protocol";
import { beforeEach, describe, expect, test } from "vitest";
import { readsOf } from "../test/reads.ts";
import { type Team, backRoom, listen, newTeam } from "../test/people.ts";
import { writesOf } from "../test/writes.ts";
import type { Workspace } from "./workspace.ts";

let team: Team;
let general: ChannelId;
beforeEach(async () => {
	team = await newTeam();
	general = team.general.id;
	await team.ada.addChannelMember({ channel_id: general, user_id: team.users.gus.id });
});

type Who = "ada" | "grace" | "linus" | "gus";
const make = async (name: string, channel_id?: ChannelId, who: Who = "grace") =>
	(await team[who].createTopic({ name, ...(channel_id && { channel_id }) })).topic;
const say = async (body: string, more: Partial<CreateMessage> = {}, who: Who = "grace", conversation_id = general) =>
	(await team[who].createMessage({ conversation_id, body, ...more })).message;
const listed = async (topic_id: TopicId, window: object = {}, who: Who = "linus") =>
	await team[who].listMessages({ conversation_id: general, topic_id, limit: 100, ...window });
const bodies = async (...args: Parameters<typeof listed>) => (await listed(...args)).messages.map(({ body }) => body);
const names = async (who: Who) => (await team[who].listTopics({})).map(({ name }) => name);
const gone = { code: "not_found", message: "topic not found" };
const none = { code: "invalid_request", message: "topic_id: this channel has no such topic" };

describe("a topic", () => {
	test("labels messages and filters the timeline, in one channel or in all", async () => {
		const [tides, everywhere] = [await make("Tides", general), await make("News")];
		expect(tides).toMatchObject({ channel_id: general, created_by: team.users.grace.id, name: "Tides" });
		expect(everywhere).not.toHaveProperty("channel_id");
		const one = await say("one", { topic_id: tides.id });
		expect(one.topic_id).toBe(tides.id);
		await say("two");
		await say("three", { topic_id: everywhere.id });
		await say("four", { topic_id: tides.id }, "linus");
		const page = await listed(tides.id);
		expect(page).toMatchObject({ messages: [{ body: "one" }, { body: "four" }], topics: [{ name: "Tides" }] });
		expect(await bodies(everywhere.id)).toEqual(["three"]);
		const whole = await team.linus.listMessages({ conversation_id: general, limit: 10 });
		expect(whole.topics?.map(({ name }) => name).toSorted()).toEqual(["News", "Tides"]);
		const { channel } = await team.ada.createChannel({ name: "reef", kind: "public" });
		await say("elsewhere", { topic_id: everywhere.id }, "ada", channel.id);
		expect(await bodies(everywhere.id)).toEqual(["three"]);
	});

	test("has windows like the whole timeline, also where the newest are not in the index of words yet", async () => {
		const { id: topic_id } = await make("Tides");
		for (let n = 1; n <= 200; n++) await say(`m${n}`, n % 3 === 0 ? { topic_id } : {});
		const seqs = async (window: object) => {
			const { messages, has_older, has_newer } = await listed(topic_id, { limit: 5, ...window });
			return [...messages.map(({ channel_seq }) => channel_seq), has_older, has_newer];
		};
		expect(await seqs({})).toEqual([186, 189, 192, 195, 198, true, false]);
		expect(await seqs({ before_seq: 10 })).toEqual([3, 6, 9, false, true]);
		expect(await seqs({ after_seq: 190 })).toEqual([192, 195, 198, true, false]);
		expect(await seqs({ after_seq: 0 })).toEqual([3, 6, 9, 12, 15, false, true]);
		expect(await seqs({ around_seq: 100 })).toEqual([96, 99, 102, 105, 108, true, true]);
		expect(await seqs({ after_seq: 198 })).toEqual([0, 0, false, false].slice(2));
	});

	test("costs a message no row more, and a deletion one row however many messages have it", async () => {
		const { id: topic_id } = await make("Tides", general);
		const plain = await writesOf(team, () => say("a", { nonce: "a" }));
		const labelled = await writesOf(team, () => say("b", { nonce: "b", topic_id }));
		expect(labelled).toBe(plain);
		expect(labelled).toBeLessThanOrEqual(4);
		for (let n = 0; n < 10; n++) await say(`m${n}`, { topic_id });
		const deletion = await writesOf(team, () => team.grace.deleteTopic({ topic_id }));
		expect(deletion).toBeLessThanOrEqual(4);
		const { messages, topics } = await team.linus.listMessages({ conversation_id: general, limit: 100 });
		expect(messages.some((message) => "topic_id" in message)).toBe(false);
		expect(topics).toBeUndefined();
		await expect(listed(topic_id)).rejects.toMatchObject(none);
		await expect(say("c", { topic_id })).rejects.toMatchObject(none);
	});

	test("is found in a long channel without reading it", async () => {
		const { id: topic_id } = await make("rare");
		await say("labelled", { topic_id });
		await team.ada.searchMessages({ workspace_id: team.general.workspace_id, q: "labelled", limit: 1, sort: "newest" });
		await runInDurableObject(team.stub, async (workspace: Workspace, { storage }) => {
			storage.sql.exec(
				`WITH RECURSIVE n(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM n WHERE n < 100000)
				INSERT INTO messages (num, timeline, seq, conversation_num, author_num, body, created_ms)
				SELECT m.num + n, m.timeline, m.seq + n, m.conversation_num, m.author_num, 'x', m.created_ms
				FROM n, messages m WHERE m.body = 'labelled'`,
			);
			storage.sql.exec("INSERT INTO search (rowid, words, place) SELECT num, 'x', 'y' FROM messages WHERE body = 'x'");
			const input = { conversation_id: general, topic_id, limit: 100 };
			const { rows } = await readsOf(storage.sql, async () =>
				expect(await workspace.call(team.actor("linus"), "listMessages", input)).toMatchObject({
					value: { messages: [{ body: "labelled" }], has_older: false, has_newer: false },
				}),
			);
			expect(rows).toBeLessThan(500);
		});
	});

	test("is told to those who see its channel, live and by replay, as it is then", async () => {
		const back = await backRoom(team);
		const { cursor } = await team.linus.getSnapshot({});
		const listeners = await Promise.all((["linus", "gus", "grace"] as const).map((who) => listen(team, who)));
		const made = await make("Secret", back, "grace");
		await team.grace.updateTopic({ topic_id: made.id, name: "Hidden" });
		await team.grace.updateTopic({ topic_id: made.id, archived: true });
		await team.grace.deleteTopic({ topic_id: made.id });
		const open = await make("Everywhere");
		await make("Ours", general);
		await say("the end");
		for (const listener of listeners)
			await listener.receive((event) => event.type === "message.created" && event.payload.message.body === "the end");
		const told = listeners.map(({ received }) =>
			received.filter(({ type }) => type.startsWith("topic.")).map((event) => [event.type, event.payload]),
		);
		const ours = ["topic.created", expect.objectContaining({ topic: expect.objectContaining({ name: "Ours" }) })];
		const news = ["topic.created", { topic_id: open.id, topic: open }];
		expect(told[0]).toEqual([news, ours]);
		// a guest who is in the channel gets what is its, and nothing of what is for all channels
		expect(told[1]).toEqual([ours]);
		expect(told[2]!.slice(0, 4)).toEqual([
			["topic.created", { topic_id: made.id, topic: made }],
			["topic.updated", { topic_id: made.id, topic: { ...made, name: "Hidden" } }],
			["topic.updated", { topic_id: made.id, topic: expect.objectContaining({ archived_at: expect.any(String) }) }],
			["topic.deleted", { topic_id: made.id }],
		]);
		const replayed = async (who: Who) => {
			const { events } = await team[who].listEvents({
				workspace_id: team.general.workspace_id,
				limit: 100,
				after_cursor: cursor,
			});
			return events.flatMap((event) => ("topic" in event.payload ? [event.payload.topic.name] : []));
		};
		expect(await replayed("linus")).toEqual(["Everywhere", "Ours"]);
		expect(await replayed("gus")).toEqual(["Ours"]);
		expect(await replayed("grace")).toEqual(["", "", "", "Everywhere", "Ours"]);
	});

	test("is listed for those who may see it, by name", async () => {
		const back = await backRoom(team);
		await make("b", back);
		await make("C", general);
		await make("A");
		expect(await names("grace")).toEqual(["A", "b", "C"]);
		expect(await names("linus")).toEqual(["A", "C"]);
		expect(await names("gus")).toEqual(["C"]);
	});

	test("goes with its channel, and makes room", async () => {
		const { channel } = await team.ada.createChannel({ name: "reef", kind: "public" });
		const topic = await make("Corals", channel.id);
		await team.ada.deleteChannel({ channel_id: channel.id });
		expect(await names("grace")).toEqual([]);
		await expect(team.grace.updateTopic({ topic_id: topic.id, name: "x" })).rejects.toMatchObject(gone);
		const left = await runInDurableObject(team.stub, (_, { storage }) =>
			storage.sql.exec("SELECT 1 FROM topics").toArray(),
		);
		expect(left).toHaveLength(0);
	});

	test("goes with its channel without a look at those that were deleted before", async () => {
		const { channel } = await team.ada.createChannel({ name: "reef", kind: "public" });
		await team.grace.deleteTopic({ topic_id: (await make("Corals", channel.id)).id });
		await runInDurableObject(team.stub, async (workspace: Workspace, { storage }) => {
			storage.sql.exec(
				`WITH RECURSIVE n(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM n WHERE n < 10000)
				INSERT INTO topics (num, id, channel_id, name, folded_name, created_by, created_at, deleted_at)
				SELECT num + n, id || n, channel_id, '', '', created_by, created_at, deleted_at FROM n, topics`,
			);
			const { rows } = await readsOf(storage.sql, () =>
				workspace.call(team.actor("ada"), "deleteChannel", { channel_id: channel.id }),
			);
			expect(rows).toBeLessThan(500);
		});
	});
});

describe("an archived topic", () => {
	test("labels nothing new, keeps its messages, and can be taken up again", async () => {
		const { id: topic_id } = await make("Tides");
		await say("before", { topic_id });
		await team.grace.updateTopic({ topic_id, archived: true });
		await expect(say("after", { topic_id })).rejects.toMatchObject(none);
		expect(await bodies(topic_id)).toEqual(["before"]);
		const again = await team.grace.updateTopic({ topic_id, archived: true });
		expect(again).not.toHaveProperty("event");
		await expect(make("tides")).rejects.toMatchObject({ code: "conflict" });
		await team.grace.updateTopic({ topic_id, archived: false });
		await say("after", { topic_id });
		expect(await bodies(topic_id)).toEqual(["before", "after"]);
	});
});

describe("the topic of a message", () => {
	test("is changed and taken off by its author and by moderators, and is no edit", async () => {
		const [one, other] = [await make("one"), await make("other", general)];
		const { id: message_id } = await say("mine");
		const set = async (topic_id: TopicId | undefined, who: Who) =>
			await team[who].setMessageTopic({ message_id, ...(topic_id && { topic_id }) });
		const { event, message } = await set(one.id, "grace");
		expect(message).toMatchObject({ topic_id: one.id });
		expect(message).not.toHaveProperty("edited_at");
		expect(event).toMatchObject({ type: "message.updated", payload: { message: { topic_id: one.id } } });
		expect(await set(one.id, "grace")).not.toHaveProperty("event");
		expect(await bodies(one.id)).toEqual(["mine"]);
		await set(other.id, "ada");
		expect([await bodies(one.id), await bodies(other.id)]).toEqual([[], ["mine"]]);
		await expect(set(undefined, "linus")).rejects.toMatchObject({ code: "forbidden" });
		expect((await set(undefined, "ada")).message).not.toHaveProperty("topic_id");
		expect(await bodies(other.id)).toEqual([]);
		expect(await set(undefined, "ada")).not.toHaveProperty("event");
	});

	test("stays when the text is edited, and ends when the message is deleted", async () => {
		const { id: topic_id } = await make("Tides");
		const { id: message_id } = await say("first", { topic_id });
		await team.grace.editMessage({ message_id, body: "second" });
		expect(await bodies(topic_id)).toEqual(["second"]);
		const { message } = await team.grace.deleteMessage({ message_id });
		expect(message).not.toHaveProperty("topic_id");
		expect(await bodies(topic_id)).toEqual([]);
		await expect(team.grace.setMessageTopic({ message_id, topic_id })).rejects.toMatchObject({ code: "conflict" });
	});

	test("of a reply that is also sent to its channel is that of the thread's root, unless that is archived", async () => {
		const { id: topic_id } = await make("Tides");
		const root = await say("root", { topic_id });
		const reply = async (body: string, who: Who = "linus") =>
			await team[who].replyInThread({ message_id: root.id, body, also_send: true });
		const { message, also } = await reply("told to all");
		expect(message).not.toHaveProperty("topic_id");
		expect(also?.message.topic_id).toBe(topic_id);
		// one who may not use it sends the reply without
		expect((await reply("by a guest", "gus")).also?.message).not.toHaveProperty("topic_id");
		await team.grace.updateTopic({ topic_id, archived: true });
		expect((await reply("later")).also?.message).not.toHaveProperty("topic_id");
		expect(await bodies(topic_id)).toEqual(["root", "told to all"]);
		await expect(team.linus.setMessageTopic({ message_id: message.id, topic_id })).rejects.toMatchObject({
			code: "invalid_request",
		});
	});

	test("is in the results of a search, as long as there is one", async () => {
		const { id: topic_id } = await make("Tides");
		const root = await say("high tide", { topic_id });
		await team.linus.replyInThread({ message_id: root.id, body: "low tide" });
		await say("spring tide");
		const found = async () => {
			const { results } = await team.linus.searchMessages({ q: "tide", sort: "newest", limit: 10 });
			return results.map(({ snippet, topic_id: of }) => [snippet, of]);
		};
		const without = [
			["spring tide", undefined],
			["low tide", undefined],
		];
		expect(await found()).toEqual([...without, ["high tide", topic_id]]);
		await team.grace.deleteTopic({ topic_id });
		expect(await found()).toEqual([...without, ["high tide", undefined]]);
	});

	test("is not passed on with what is forwarded", async () => {
		const { id: topic_id } = await make("Tides");
		const said = await say("first", { topic_id });
		const forwarded = await team.linus.createMessage({ conversation_id: general, forwarded_message_id: said.id });
		expect(forwarded.message).not.toHaveProperty("topic_id");
		const again = { conversation_id: general, forwarded_message_id: said.id, topic_id };
		expect((await team.linus.createMessage(again)).message.topic_id).toBe(topic_id);
	});

	test("of one that is sent later is given to it then, unless it is archived or gone by that time", async () => {
		const [one, other] = [await make("one"), await make("other", general)];
		const later = async (nonce: string, topic_id: TopicId) =>
			await team.grace.scheduleMessage({
				conversation_id: general,
				body: nonce,
				nonce,
				topic_id,
				send_at: new Date(Date.now() + 3_600_000).toISOString(),
			});
		const { scheduled_message: kept } = await later("kept", one.id);
		expect(kept.topic_id).toBe(one.id);
		const { scheduled_message: lost } = await later("lost", other.id);
		await expect(later("kept", other.id)).rejects.toMatchObject({ code: "nonce_conflict" });
		await team.grace.updateTopic({ topic_id: other.id, archived: true });
		await expect(later("never", other.id)).rejects.toMatchObject(none);
		const send = async (scheduled_id: typeof kept.id) =>
			(await team.grace.sendScheduledMessage({ scheduled_id })).message;
		expect((await send(kept.id)).topic_id).toBe(one.id);
		expect(await send(lost.id)).not.toHaveProperty("topic_id");
	});

	test("is part of what a nonce stands for, as it was sent", async () => {
		const [one, other] = [await make("one"), await make("other")];
		const sending = { nonce: "n", topic_id: one.id };
		const first = await say("same", sending);
		expect((await say("same", sending)).id).toBe(first.id);
		const conflict = { code: "nonce_conflict" };
		await expect(say("same", { nonce: "n" })).rejects.toMatchObject(conflict);
		await expect(say("same", { nonce: "n", topic_id: other.id })).rejects.toMatchObject(conflict);
		await team.ada.setMessageTopic({ message_id: first.id, topic_id: other.id });
		expect(await say("same", sending)).toMatchObject({ id: first.id, topic_id: other.id });
		await team.grace.deleteTopic({ topic_id: one.id });
		expect((await say("same", sending)).id).toBe(first.id);
	});
});

describe("refused is", () => {
	test("a topic of another workspace, of another channel, a hidden one, and one that there is not, in the same words", async () => {
		const stranger = await newTeam();
		const back = await backRoom(team);
		const { channel } = await team.ada.createChannel({ name: "reef", kind: "public" });
		const foreign = (await stranger.ada.createTopic({ name: "theirs" })).topic.id;
		const [elsewhere, hidden] = [await make("reef", channel.id), await make("secret", back)];
		const made_up = `top_${"0".repeat(26)}` as const;
		const { message } = await team.linus.createMessage({ conversation_id: general, body: "mine" });
		for (const topic_id of [foreign, elsewhere.id, hidden.id, made_up]) {
			await expect(say("x", { topic_id }, "linus")).rejects.toMatchObject(none);
			await expect(listed(topic_id)).rejects.toMatchObject(none);
			await expect(team.linus.setMessageTopic({ message_id: message.id, topic_id })).rejects.toMatchObject(none);
		}
		for (const topic_id of [foreign, hidden.id, made_up]) {
			await expect(team.linus.updateTopic({ topic_id, name: "x" })).rejects.toMatchObject(gone);
			await expect(team.linus.deleteTopic({ topic_id })).rejects.toMatchObject(gone);
		}
		await expect(make("x", back, "linus")).rejects.toMatchObject({ code: "not_found" });
	});

	test("to guests what is not of a channel of theirs, and making any", async () => {
		const [ours, everywhere] = [await make("ours", general), await make("everywhere")];
		expect((await say("a", { topic_id: ours.id }, "gus")).topic_id).toBe(ours.id);
		await expect(say("b", { topic_id: everywhere.id }, "gus")).rejects.toMatchObject(none);
		await expect(listed(everywhere.id, {}, "gus")).rejects.toMatchObject(none);
		await say("c", { topic_id: everywhere.id });
		const seen = await team.gus.listMessages({ conversation_id: general, limit: 10 });
		expect(seen.topics?.map(({ name }) => name)).toEqual(["ours"]);
		for (const channel_id of [undefined, general])
			await expect(make("mine", channel_id, "gus")).rejects.toMatchObject({ code: "forbidden" });
	});

	test("a topic in a direct conversation", async () => {
		const { id: topic_id } = await make("everywhere");
		const { conversation } = await team.grace.createDirect({ member_ids: [team.users.linus.id] });
		const place = { conversation_id: conversation.id };
		await expect(team.grace.createDirectMessage({ ...place, body: "x", topic_id })).rejects.toMatchObject(none);
		await expect(team.grace.listDirectMessages({ ...place, limit: 1, topic_id })).rejects.toMatchObject(none);
		const { message } = await team.grace.createDirectMessage({ ...place, body: "x" });
		await expect(team.grace.setMessageTopic({ message_id: message.id, topic_id })).rejects.toMatchObject({
			code: "invalid_request",
		});
	});

	test("a change by others than its creator and moderators, and anything in an archived channel", async () => {
		const { channel } = await team.ada.createChannel({ name: "reef", kind: "public" });
		const topic = await make("Corals", channel.id);
		const forbidden = { code: "forbidden" };
		await expect(team.linus.updateTopic({ topic_id: topic.id, name: "x" })).rejects.toMatchObject(forbidden);
		await expect(team.linus.deleteTopic({ topic_id: topic.id })).rejects.toMatchObject(forbidden);
		await expect(team.ada.updateTopic({ topic_id: topic.id, name: "Reefs" })).resolves.toBeDefined();
		await team.ada.updateChannel({ channel_id: channel.id, archived: true });
		await expect(make("y", channel.id)).rejects.toMatchObject(forbidden);
	});

	test("the same name twice in one place, in any case and order; elsewhere it is another topic", async () => {
		await make("Tides", general);
		const conflict = { code: "conflict", message: expect.stringMatching(/^there is a topic named .*TIDES.* already$/) };
		await expect(make("TIDES", general)).rejects.toMatchObject(conflict);
		const everywhere = await make("TIDES");
		await expect(make("tides", undefined, "linus")).rejects.toMatchObject({ code: "conflict" });
		await expect(team.grace.updateTopic({ topic_id: everywhere.id, name: "Tides" })).resolves.toBeDefined();
		const other = await make("News");
		await expect(team.grace.updateTopic({ topic_id: other.id, name: "tides" })).rejects.toMatchObject({
			code: "conflict",
		});
		const both = await Promise.allSettled([make("Race", general), make("race", general, "linus")]);
		expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
		await team.grace.deleteTopic({ topic_id: everywhere.id });
		await expect(make("tides")).resolves.toBeDefined();
	});

	test("more than there is room for, archived ones included; deleting one makes room", async () => {
		const more = (count: number, channel_id: ChannelId | null) =>
			runInDurableObject(team.stub, (_, { storage }) =>
				storage.sql.exec(
					`WITH RECURSIVE n(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM n WHERE n < ?)
					INSERT INTO topics (id, channel_id, name, folded_name, created_by, created_at, archived_at)
					SELECT 'top_' || n, ?, n || ?, n || ?, '', '', '2026-01-01' FROM n`,
					count,
					channel_id,
					channel_id,
					channel_id ?? "",
				),
			);
		await more(caps.topics.channel - 1, general);
		const last = await make("last", general);
		const full = { code: "conflict", message: expect.stringMatching(/^there is room for \d+ topics/) };
		await expect(make("one more", general)).rejects.toMatchObject(full);
		await expect(make("for all")).resolves.toBeDefined();
		await team.grace.deleteTopic({ topic_id: last.id });
		await expect(make("one more", general)).resolves.toBeDefined();
		const { channel } = await team.ada.createChannel({ name: "reef", kind: "public" });
		await more(caps.topics.workspace - caps.topics.channel - 1, channel.id);
		await expect(make("too many")).rejects.toMatchObject(full);
	});
});
