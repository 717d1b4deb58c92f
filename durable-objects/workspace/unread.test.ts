import type { ConversationId, DirectConversation, Message, MyChannel, UserId } from "@clickclack/protocol";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type Act, perform } from "../test/acts.ts";
import { type Crew, type CrewName, crewNames, withCrew } from "../test/crew.ts";

const kinds: [weight: number, ...kinds: Act["kind"][]][] = [
	[10, "createMessage", "createDirectMessage"],
	[5, "deleteMessage", "editMessage", "createDirect"],
	[4, "markRead", "markUnread", "markDirectRead", "markDirectUnread", "setReadPositions"],
	[2, "joinChannel", "leaveChannel", "addChannelMember", "removeChannelMember", "updateChannel"],
	[
		1,
		"markAllRead",
		"replyInThread",
		"updateNotificationSettings",
		"updateDirectNotificationSettings",
		"closeDirect",
		"openDirect",
		"moderateMember",
	],
];
const anyAct: fc.Arbitrary<Act> = fc.record({
	kind: fc.oneof(...kinds.map(([weight, ...some]) => ({ weight, arbitrary: fc.constantFrom(...some) }))),
	who: fc.constantFrom<CrewName[]>("ada", "ada", "mara", "grace", "linus", "gus"),
	seed: fc.nat(),
});
const anyHistory = fc.limitShrink(fc.array(anyAct, { minLength: 10, maxLength: 120, size: "max" }), 200);

type Conversation = MyChannel | DirectConversation;
type Seen = { who: CrewName; one: Conversation; mentions: string[] };

const everywhere = (crew: Crew) => crewNames.map((who) => seenBy(crew, who));

/** All that somebody sees, archived and not joined too, with the unread mentions that a snapshot lists of it. */
async function seenBy(crew: Crew, who: CrewName): Promise<Seen[]> {
	const [channels, { conversations }] = [await crew[who].listChannels({}), await crew[who].listDirects({ limit: 500 })];
	const { unread_mentions } = await crew[who].getSnapshot({});
	const placed = Map.groupBy(unread_mentions, (one) => one.channel_id ?? one.direct_conversation_id!);
	return [...channels, ...conversations].map((one) => {
		return { who, one, mentions: (placed.get(one.id) ?? []).map(({ message_id }) => message_id) };
	});
}

/** Nobody is online. Those of a reply that was also sent to its conversation are counted in the thread. */
const callsFor = ({ mentioned_user_ids, group_mention, also_sent_as }: Message, user_id: UserId) =>
	also_sent_as === undefined && (mentioned_user_ids.includes(user_id) || group_mention?.word === "channel");

/** What is unread by looking at each message. */
async function recount(crew: Crew, { who, one }: Seen) {
	const { messages } = await crew[who].listMessages({ conversation_id: one.id, limit: 200 });
	const isArchived = "archived_at" in one && one.archived_at !== undefined;
	const isIn = !("is_member" in one) || one.is_member;
	const unread = messages.filter(
		({ channel_seq, author_id, deleted_at }) =>
			!isArchived && channel_seq! > one.last_read_seq && author_id !== crew.users[who].id && deleted_at === undefined,
	);
	const mine = unread.filter((message) => isIn && callsFor(message, crew.users[who].id));
	const group_mentions = mine.filter(({ group_mention }) => group_mention).length;
	return { unread: unread.length, group_mentions, mentions: mine.map(({ id }) => id).toSorted() };
}

test("what is counted as unread is what a look at each message counts, whatever has happened", async () => {
	const counts = { recounted: 0, unread: 0, mentions: 0, group_mentions: 0, done: new Set<string>() };
	const property = fc.asyncProperty(anyHistory, async (history) => {
		await withCrew(async (crew) => {
			for (const act of history) if (await perform(crew, act)) counts.done.add(act.kind);
			for (const seen of (await Promise.all(everywhere(crew))).flat()) {
				const there = await recount(crew, seen);
				const { unread_count, mention_count } = seen.one;
				expect({ unread_count, mention_count }).toEqual({
					unread_count: there.unread,
					mention_count: there.mentions.length,
				});
				const isListed = !("archived_at" in seen.one && seen.one.archived_at !== undefined);
				expect(seen.mentions.toSorted()).toEqual(isListed ? there.mentions : []);
				counts.recounted++;
				counts.unread += unread_count;
				counts.mentions += mention_count;
				counts.group_mentions += there.group_mentions;
			}
		});
	});
	await fc.assert(property, { numRuns: 12 });
	expect(counts.recounted).toBeGreaterThan(100);
	expect(counts.unread).toBeGreaterThan(100);
	expect(counts.mentions).toBeGreaterThan(10);
	expect(counts.group_mentions).toBeGreaterThan(5);
	const wanted = [
		"createMessage",
		"deleteMessage",
		"editMessage",
		"markRead",
		"markUnread",
		"joinChannel",
		"leaveChannel",
	];
	expect([...counts.done]).toEqual(expect.arrayContaining(wanted));
});

test("sending changes nothing of what is unread, in any conversation, unless one joins by it", async () => {
	const kind: fc.Arbitrary<Act["kind"]> = fc.constantFrom("createMessage", "createDirectMessage");
	const sends = fc.tuple(anyAct, kind).map(([act, sending]) => ({ ...act, kind: sending }));
	const property = fc.asyncProperty(anyHistory, fc.array(sends, { minLength: 5 }), async (history, sendings) => {
		await withCrew(async (crew) => {
			for (const act of history) await perform(crew, act);
			for (const act of sendings) {
				const before = await unreadOf(crew, act.who);
				await perform(crew, act);
				const after = await unreadOf(crew, act.who);
				for (const [id, count] of before) if (after.has(id)) expect(after.get(id)).toBe(count);
			}
		});
	});
	await fc.assert(property, { numRuns: 6 });
});

/** Of those that they are in. */
async function unreadOf(crew: Crew, who: CrewName): Promise<Map<ConversationId, string>> {
	const seen = await seenBy(crew, who);
	const mine = seen.filter(({ one }) => !("is_member" in one) || one.is_member);
	return new Map(mine.map(({ one }) => [one.id, `${one.unread_count} unread, ${one.mention_count} mentions`]));
}
