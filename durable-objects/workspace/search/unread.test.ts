import { runInDurableObject } from "cloudflare:test";
import type { ConversationId, Message, MessageId } from "@clickclack/protocol";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Act, perform } from "../../test/acts.ts";
import { type Crew, type CrewName, crewNames, withCrew } from "../../test/crew.ts";
import { type Team, newTeam } from "../../test/people.ts";
import { tagged } from "../../sql.ts";
import { indexMissing } from "./indexing.ts";
import { fairShare } from "./unread.ts";

const kinds: [weight: number, ...kinds: Act["kind"][]][] = [
	[10, "createMessage", "createDirectMessage", "replyInThread"],
	[4, "deleteMessage", "editMessage", "createDirect"],
	[3, "markRead", "markUnread", "markDirectRead", "markDirectUnread", "markThreadRead", "markThreadUnread"],
	[2, "joinChannel", "leaveChannel", "addChannelMember", "removeChannelMember", "updateChannel"],
	[1, "markAllRead", "followThread", "unfollowThread", "closeDirect", "openDirect", "moderateMember"],
];
const anyAct: fc.Arbitrary<Act> = fc.record({
	kind: fc.oneof(...kinds.map(([weight, ...some]) => ({ weight, arbitrary: fc.constantFrom(...some) }))),
	who: fc.constantFrom<CrewName[]>("ada", "ada", "mara", "grace", "linus", "gus"),
	seed: fc.nat(),
});
const anyHistory = fc.limitShrink(fc.array(anyAct, { minLength: 10, maxLength: 120, size: "max" }), 200);

/** All that a search finds, page after page. */
async function found(crew: Crew, who: CrewName, q: string, more = {}): Promise<string[]> {
	const ids: string[] = [];
	for (let cursor: string | null | undefined; cursor !== null;) {
		const search = { q, syntax: "operators", scope: "all", sort: "newest", limit: 20, cursor, ...more } as const;
		const page = await crew[who].searchMessages(search);
		ids.push(...page.results.map(({ id }) => id));
		cursor = page.next_cursor;
	}
	return ids;
}

type Mine = { last_read_seq: number };
interface Recount {
	all: string[];
	unread: string[];
	/** of conversations, as their counts say */
	counted: number;
}

/** Every message that somebody sees, and which of them are unread by looking at each. */
async function recount(crew: Crew, who: CrewName): Promise<Recount> {
	const me = crew[who];
	const isUnread = ({ author_id, deleted_at }: Message, seq: number, { last_read_seq }: Mine) =>
		seq > last_read_seq && author_id !== crew.users[who].id && deleted_at === undefined;
	const result: Recount = { all: [], unread: [], counted: 0 };
	const { threads } = await me.listFollowedThreads({});
	const followed = new Map(threads.map((thread) => [thread.root_message_id, thread]));
	const { conversations } = await me.listDirects({ limit: 500 });
	const channels = await me.listChannels({});
	for (const one of [...channels, ...conversations]) {
		const counts = !("is_member" in one) || (one.is_member && one.archived_at === undefined);
		const { messages } = await me.listMessages({ conversation_id: one.id, limit: 200 });
		if (counts) result.counted += one.unread_count;
		for (const message of messages) {
			if (message.deleted_at === undefined) result.all.push(message.id);
			if (counts && isUnread(message, message.channel_seq!, one)) result.unread.push(message.id);
			if (!message.thread_state?.reply_count) continue;
			const { replies } = await me.getThread({ message_id: message.id, limit: 200 });
			const mine = followed.get(message.id);
			for (const reply of replies) {
				if (reply.deleted_at === undefined) result.all.push(reply.id);
				if (mine && isUnread(reply, reply.thread_seq!, mine)) result.unread.push(reply.id);
			}
		}
	}
	result.counted += threads.reduce((sum, { unread_count }) => sum + unread_count, 0);
	return result;
}

const newestFirst = (ids: string[]) => ids.toSorted((a, b) => (a.slice(-8) < b.slice(-8) ? 1 : -1));

test("is:unread finds what a look at each message counts as unread, -is:unread the rest, whatever has happened", async () => {
	const seen = { unread: 0, others: 0 };
	const property = fc.asyncProperty(anyHistory, async (history) => {
		await withCrew(async (crew) => {
			for (const act of history) await perform(crew, act);
			for (const who of crewNames) {
				const { all, unread, counted } = await recount(crew, who);
				const ones = new Set(unread);
				expect(await found(crew, who, "is:unread")).toEqual(newestFirst(unread));
				expect(unread.length).toBe(counted);
				const others = await found(crew, who, "-is:unread");
				// a direct conversation that one has closed is searched, and nothing in it is unread
				expect(others).toEqual(expect.arrayContaining(all.filter((id) => !ones.has(id))));
				expect(others.filter((id) => ones.has(id))).toEqual([]);
				seen.unread += unread.length;
				seen.others += others.length;
			}
		});
	});
	await fc.assert(property, { numRuns: 12 });
	expect(seen.unread).toBeGreaterThan(200);
	expect(seen.others).toBeGreaterThan(200);
});

describe("what is unread", () => {
	async function room(): Promise<{ team: Team; say: (body: string) => Promise<MessageId>; place: ConversationId }> {
		const team = await newTeam();
		const place = team.general.id;
		const say = async (body: string) => (await team.ada.createMessage({ conversation_id: place, body })).message.id;
		return { team, say, place };
	}
	const texts = async (team: Team, who: "ada" | "grace" | "linus", q: string, more = {}) => {
		const search = { q, syntax: "operators", scope: "all", sort: "newest", limit: 50, ...more } as const;
		return (await team[who].searchMessages(search)).results.map(({ snippet }) => snippet);
	};

	test("is what came after one's position, and with words, other operators and a conversation those of it", async () => {
		const { team, say, place } = await room();
		await say("read tide");
		await team.grace.markRead({ conversation_id: place, seq: 1 });
		await say("tide one");
		await say("tide www.example.com");
		await team.grace.createMessage({ conversation_id: place, body: "tide of my own" });
		const { conversation } = await team.ada.createDirect({ member_ids: [team.users.grace.id] });
		await team.ada.createMessage({ conversation_id: conversation.id, body: "tide between us" });
		const [one, link, us] = ["tide one", "tide www.example.com", "tide between us"];
		expect(await texts(team, "grace", "is:unread")).toEqual([us, link, one]);
		expect(await texts(team, "grace", "tide is:unread from:ada in:general")).toEqual([link, one]);
		expect(await texts(team, "grace", "is:unread has:link")).toEqual([link]);
		expect(await texts(team, "grace", "is:unread -has:link tid", { typing: "true" })).toEqual([us, one]);
		expect(await texts(team, "grace", "is:unread before:today")).toEqual([]);
		expect(await texts(team, "grace", "is:unread", { scope: undefined })).toEqual([link, one]);
		expect(await texts(team, "grace", "is:unread", { scope: undefined, conversation_id: conversation.id })).toEqual([
			us,
		]);
		expect(await texts(team, "grace", "-is:unread tide")).toEqual(["tide of my own", "read tide"]);
		expect(await texts(team, "grace", "is:unread -is:unread")).toEqual([]);
		expect(await texts(team, "grace", "is:unread", { syntax: "plain" })).toEqual([]);
		await team.grace.markAllRead({});
		expect(await texts(team, "grace", "is:unread")).toEqual([]);
		await team.grace.markUnread({ conversation_id: place, seq: 1 });
		expect(await texts(team, "grace", "is:unread")).toEqual([link, one, "read tide"]);
	});

	test("is:saved and is:unread together are what is both", async () => {
		const { team, say } = await room();
		const [both] = [await say("both"), await say("unread alone")];
		await team.grace.saveMessage({ message_id: both, state: "open" });
		expect(await texts(team, "grace", "is:saved is:unread")).toEqual(["both"]);
		expect(await texts(team, "grace", "-is:saved is:unread")).toEqual(["unread alone"]);
		expect(await texts(team, "grace", "is:saved -is:unread")).toEqual([]);
		await team.grace.markAllRead({});
		expect(await texts(team, "grace", "is:saved is:unread")).toEqual([]);
		expect(await texts(team, "grace", "is:saved -is:unread")).toEqual(["both"]);
	});

	test("nothing in an archived channel, in one that one is not in, and of what was deleted", async () => {
		const { team, say, place } = await room();
		const { channel } = await team.ada.createChannel({ name: "harbour", kind: "public" });
		await team.ada.createMessage({ conversation_id: channel.id, body: "harbour tide" });
		expect(await texts(team, "grace", "is:unread")).toEqual([]);
		await team.grace.joinChannel({ channel_id: channel.id });
		await team.ada.createMessage({ conversation_id: channel.id, body: "harbour tide two" });
		const deleted = await say("deleted");
		expect(await texts(team, "grace", "is:unread")).toEqual(["deleted", "harbour tide two"]);
		await team.ada.deleteMessage({ message_id: deleted });
		await team.ada.updateChannel({ channel_id: channel.id, archived: true });
		expect(await texts(team, "grace", "is:unread")).toEqual([]);
		await team.ada.updateChannel({ channel_id: channel.id, archived: false });
		expect(await texts(team, "grace", "is:unread")).toEqual(["harbour tide two"]);
		expect(await texts(team, "ada", "is:unread")).toEqual([]);
		expect(place).not.toBe(channel.id);
	});

	test("replies are unread to who follows their thread", async () => {
		const { team, say, place } = await room();
		const root = await say("root");
		await team.grace.replyInThread({ message_id: root, body: "reply one" });
		await team.linus.replyInThread({ message_id: root, body: "reply two" });
		await team.ada.markRead({ conversation_id: place, seq: 1 });
		expect(await texts(team, "ada", "is:unread")).toEqual(["reply two", "reply one"]);
		expect(await texts(team, "grace", "is:unread reply")).toEqual(["reply two"]);
		await team.grace.unfollowThread({ message_id: root });
		expect(await texts(team, "grace", "is:unread reply")).toEqual([]);
		await team.ada.markThreadRead({ message_id: root, seq: 1 });
		expect(await texts(team, "ada", "is:unread is:thread")).toEqual(["reply two"]);
	});
});

test("of very much that is unread, the newest of each conversation are found, and no more are looked at", async () => {
	expect(fairShare([3, 4], 10)).toBe(Infinity);
	expect(fairShare([3, 40, 400], 103)).toBe(60);
	expect(fairShare([1, 1, 1, 1], 2)).toBe(0);
	const team = await newTeam();
	const { channel } = await team.ada.createChannel({ name: "quiet", kind: "public" });
	await team.grace.joinChannel({ channel_id: channel.id });
	await team.ada.createMessage({ conversation_id: channel.id, body: "quiet whelk" });
	const { message } = await team.ada.createMessage({ conversation_id: team.general.id, body: "the first" });
	await runInDurableObject(team.stub, (_, { storage }) => {
		const from = storage.sql.exec<{ num: number }>("SELECT max(num) AS num FROM messages").one().num;
		storage.sql.exec(
			`WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 12000)
			INSERT INTO messages (num, timeline, seq, conversation_num, author_num, body, created_ms)
			SELECT ? + i, m.timeline, m.seq + i, m.conversation_num, m.author_num, 'x', m.created_ms + i
			FROM n CROSS JOIN messages m WHERE m.num = ?`,
			from + 10,
			from,
		);
		while (indexMissing({ sql: tagged(storage.sql) }));
	});
	expect(message.body).toBe("the first");
	const bodies = async (q: string) => {
		const search = { q, syntax: "operators", scope: "all", sort: "newest", limit: 5 } as const;
		return (await team.grace.searchMessages(search)).results.map(({ snippet }) => snippet);
	};
	expect(await bodies("is:unread whelk")).toEqual(["quiet whelk"]);
	expect(await bodies("is:unread x")).toHaveLength(5);
	expect(await bodies("is:unread first")).toEqual([]);
	expect(await bodies("-is:unread first")).toEqual(["the first"]);
});
