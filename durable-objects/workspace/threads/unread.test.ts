import { type ConversationId, type MessageId, type MyThread, isDirect } from "@clickclack/protocol";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
	type FollowedThreadList,
	applyToThreads,
	followedThreads,
	resetThreads,
	settleThread,
} from "../../../sdk/followed-threads.ts";
import { type Team, newTeam } from "../../test/people.ts";

/*
 * Random histories of two threads, one of them in a direct conversation that is closed and comes back, held against a recount that only knows what was said: who follows, from where on, and
 * what of others' is not deleted after that.
 */
const people = ["ada", "grace", "linus"] as const;
type Who = (typeof people)[number];

interface Said {
	who: Who;
	mentions: Who[];
	isDeleted: boolean;
	id: MessageId;
}
interface Reader {
	isFollowing: boolean;
	/** unfollowed by hand */
	hasLeft: boolean;
	/** has closed the conversation */
	isAway: boolean;
	position: number;
}
interface Told {
	root: MessageId;
	place: ConversationId;
	replies: Said[];
	readers: Record<Who, Reader>;
}

const unread = ({ replies, readers }: Told, who: Who): Said[] =>
	readers[who].isFollowing
		? replies.filter((said, i) => i >= readers[who].position && said.who !== who && !said.isDeleted)
		: [];

const expected = (thread: Told, who: Who): Partial<MyThread> => ({
	root_message_id: thread.root,
	is_following: thread.readers[who].isFollowing,
	last_reply_seq: thread.replies.length,
	unread_count: unread(thread, who).length,
	mention_count: unread(thread, who).filter(({ mentions }) => mentions.includes(who)).length,
});

function begin(reader: Reader, position: number): void {
	Object.assign(reader, { isFollowing: true, hasLeft: false, position: Math.max(reader.position, position) });
}

function call({ readers, replies }: Told, seq: number, who: Who, before: Who[]): void {
	for (const one of replies[seq - 1]!.mentions)
		if (one !== who && !before.includes(one) && !readers[one].isFollowing) begin(readers[one], seq - 1);
}

const step = fc.record({
	what: fc.constantFrom(
		"reply",
		"reply",
		"reply",
		"read",
		"unread",
		"all",
		"delete",
		"edit",
		"follow",
		"unfollow",
		"close",
		"write",
	),
	who: fc.constantFrom(...people),
	thread: fc.nat(1),
	mentions: fc.uniqueArray(fc.constantFrom(...people), { maxLength: 2 }),
	at: fc.nat(),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

let count = 0;
const bodyOf = (mentions: Who[]) => `${count++} ${mentions.map((one) => `@${one}`).join(" ")}`;

const acts: Record<string, (team: Team, thread: Told, step: Step) => Promise<unknown>> = {
	async reply(team, thread, { who, mentions }) {
		const { message } = await team[who].replyInThread({ message_id: thread.root, body: bodyOf(mentions) });
		const isCaughtUp = unread(thread, who).length === 0;
		thread.replies.push({ who, mentions, isDeleted: false, id: message.id });
		const [seq, mine, ada] = [thread.replies.length, thread.readers[who], thread.readers.ada];
		if (who !== "ada" && !ada.isFollowing && !ada.hasLeft) begin(ada, seq - 1);
		if (!mine.isFollowing || isCaughtUp) begin(mine, seq);
		call(thread, seq, who, []);
	},
	async read(team, { root, replies, readers }, { who, at }) {
		const seq = at % (replies.length + 2);
		await team[who].markThreadRead({ message_id: root, seq });
		if (readers[who].isFollowing)
			readers[who].position = Math.max(readers[who].position, Math.min(seq, replies.length));
	},
	async unread(team, { root, replies, readers }, { who, at }) {
		const seq = 1 + (at % Math.max(1, replies.length));
		const told = team[who].markThreadUnread({ message_id: root, seq });
		if (replies.length === 0 && readers[who].isFollowing)
			return await expect(told).rejects.toMatchObject({ code: "invalid_request" });
		await told;
		if (readers[who].isFollowing) readers[who].position = seq - 1;
	},
	/** reads all, and takes it back every other time */
	async all(team, thread, { who, at }) {
		const mine = thread.readers[who];
		const wasUnread = !mine.isAway && unread(thread, who).length > 0;
		const { previous_threads } = await team[who].markAllRead({});
		const one = previous_threads.find(({ root_message_id }) => root_message_id === thread.root);
		expect(one).toEqual(wasUnread ? { root_message_id: thread.root, last_read_seq: mine.position } : undefined);
		const back = previous_threads.filter((other) => other !== one || at % 2 === 0);
		await team[who].setReadPositions({ positions: [], threads: back });
		if (one && at % 2 === 1) mine.position = thread.replies.length;
	},
	async delete(team, { replies }, { at }) {
		const said = replies[at % replies.length];
		if (!said) return;
		await team[said.who].deleteMessage({ message_id: said.id });
		Object.assign(said, { isDeleted: true, mentions: [] });
	},
	async edit(team, thread, { at, mentions }) {
		const seq = 1 + (at % thread.replies.length);
		const said = thread.replies[seq - 1];
		if (!said || said.isDeleted) return;
		await team[said.who].editMessage({ message_id: said.id, body: bodyOf(mentions) });
		const before = said.mentions;
		said.mentions = mentions;
		call(thread, seq, said.who, before);
	},
	async follow(team, { root, replies, readers }, { who }) {
		await team[who].followThread({ message_id: root });
		if (!readers[who].isFollowing) begin(readers[who], replies.length);
	},
	async unfollow(team, { root, readers }, { who }) {
		await team[who].unfollowThread({ message_id: root });
		if (readers[who].isFollowing || who === "ada") Object.assign(readers[who], { isFollowing: false, hasLeft: true });
	},
	async close(team, { place, readers }, { who }) {
		if (!isDirect(place)) return;
		await team[who].closeDirect({ direct_conversation_id: place });
		readers[who].isAway = true;
	},
	async write(team, { place, readers }, { who }) {
		if (!isDirect(place)) return;
		await team[who].createDirectMessage({ conversation_id: place, body: "back to it" });
		for (const reader of Object.values(readers)) reader.isAway = false;
	},
};

const newThread = async ({ ada }: Team, place: ConversationId): Promise<Told> => {
	const say = { conversation_id: place, body: "a root" };
	const { message } = await (isDirect(place) ? ada.createDirectMessage(say) : ada.createMessage(say));
	const reader = () => ({ isFollowing: false, hasLeft: false, isAway: false, position: 0 });
	return { root: message.id, place, replies: [], readers: { ada: reader(), grace: reader(), linus: reader() } };
};

/** Applies what somebody has missed to their copy, and asks for what that does not tell. */
async function catchUp(team: Team, who: Who, list: FollowedThreadList): Promise<void> {
	const { workspace_id } = team.general;
	const { events } = await team[who].listEvents({ workspace_id, after_cursor: list.cursor, limit: 500 });
	for (const event of events) applyToThreads(list, event);
	if (list.stale) resetThreads(list, await team[who].listFollowedThreads({}));
	for (const id of list.unsure) settleThread(list, id, await team[who].getMyThread({ message_id: id }));
}

const listed = (threads: Iterable<object>) =>
	[...(threads as Iterable<MyThread>)]
		.filter(({ is_following }) => is_following)
		.toSorted((a, b) => (a.root_message_id < b.root_message_id ? -1 : 1));

async function compare(team: Team, threads: readonly Told[], copies: Map<Who, FollowedThreadList>): Promise<void> {
	for (const who of people) {
		for (const thread of threads)
			expect(await team[who].getMyThread({ message_id: thread.root })).toMatchObject(expected(thread, who));
		const fresh = listed((await team[who].listFollowedThreads({})).threads);
		expect(fresh.map(({ root_message_id }) => root_message_id)).toEqual(
			threads.filter(({ readers }) => readers[who].isFollowing && !readers[who].isAway).map(({ root }) => root),
		);
		await catchUp(team, who, copies.get(who)!);
		// one may begin to follow a thread while its conversation is closed
		const away = threads.filter(({ readers }) => readers[who].isAway).map(({ root }) => root);
		const known = listed(copies.get(who)!.threads.values());
		expect(known.filter(({ root_message_id }) => !away.includes(root_message_id))).toEqual(fresh);
	}
}

test("R46: the counts of every thread are what a recount of everything that was said gives", async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 30 }), async (steps) => {
			const team = await newTeam();
			const member_ids = [team.users.grace.id, team.users.linus.id];
			const { conversation } = await team.ada.createDirect({ member_ids });
			const threads = [await newThread(team, team.general.id), await newThread(team, conversation.id)] as const;
			const copies = new Map<Who, FollowedThreadList>();
			for (const [i, one] of steps.entries()) {
				if (i === 3)
					for (const who of people)
						copies.set(who, followedThreads(team.users[who].id, await team[who].listFollowedThreads({})));
				await acts[one.what]!(team, threads[one.thread]!, one);
				if (i % 7 === 6) await catchUp(team, one.who, copies.get(one.who)!);
			}
			await compare(team, threads, copies);
			await acts["write"]!(team, threads[1], steps[0]!);
			await compare(team, threads, copies);
		}),
		{ numRuns: 30 },
	);
}, 120_000);
