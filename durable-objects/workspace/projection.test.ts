import { env } from "cloudflare:workers";
import type { MessageId, Snapshot } from "@clickclack/protocol";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type Act, kinds } from "../test/acts.ts";
import { Client } from "../test/client.ts";
import { type Crew, crewNames, withCrew } from "../test/crew.ts";
import { type Name, newTeam } from "../test/people.ts";
import { type Played, anySequence, play } from "../test/steps.ts";
import { release, take } from "../../sdk/projection.ts";
import type { Sql } from "../sql.ts";

const counts = {
	sequences: 0,
	/** done, not refused */
	acts: Object.fromEntries(kinds.map((kind) => [kind, 0])) as Record<Act["kind"], number>,
	comparisons: 0,
	/** of these, with clients that took a new snapshot on the way, or received nothing: they say little */
	refilled: 0,
	untold: 0,
	/** channels that clients had to ask for */
	asked: 0,
	events: 0,
	/** clients that receive nothing any more */
	deaf: 0,
};

declare module "vitest" {
	interface TaskMeta {
		/** what proof/replay reports */
		replay?: typeof counts;
	}
}

const { REPLAY_RUNS, REPLAY_SEED } = env as { REPLAY_RUNS?: string; REPLAY_SEED?: string };
const runs = Number(REPLAY_RUNS);
/** Much of a sequence is waiting for timers and for the Directory: several at once share it. */
const lanes = 4;

/** So many sequences have seen every kind of act done. */
const enough_runs = 200;

/**
 * Each client, brought up to date, knows what one that begins now would load. Only who was removed or blocked receives
 * nothing.
 */
async function compare(crew: Crew, { acts, clients }: Played): Promise<void> {
	counts.sequences++;
	for (const kind of acts) counts.acts[kind]++;
	for (const name of crewNames) {
		const fresh = await Client.open(crew[name]);
		const mayReceive = fresh !== undefined && fresh.projection.me.blocked_at === undefined;
		for (const { client } of clients.filter(({ who }) => who === name)) {
			expect(await client.catchUp()).toBe(mayReceive);
			if (mayReceive) expect(client.known()).toEqual(await fresh.knownLike(client));
			count(client, mayReceive);
		}
	}
}

function count({ applied, refilled, asked }: Client, mayReceive: boolean): void {
	if (!mayReceive) return void counts.deaf++;
	counts.comparisons++;
	counts.refilled += Number(refilled);
	counts.untold += Number(!refilled && applied === 0);
	counts.events += applied;
	counts.asked += asked;
}

/** Conversations whose count is not that of the people in them; those that are deleted too. */
const miscounted = (sql: Sql) => sql`
	SELECT id, member_count FROM conversations c
	WHERE member_count <> (SELECT count(*) FROM conversation_members WHERE conversation_id = c.id)`;

test("R28: the events applied to any old snapshot give what a fresh snapshot and fresh windows give", async ({
	task,
}) => {
	const share = Math.ceil(runs / lanes);
	const look = (lane: number) =>
		fc.assert(
			fc.asyncProperty(anySequence, async (sequence) => {
				await withCrew(async (crew, sql) => {
					await compare(crew, await play(crew, sequence));
					expect(miscounted(sql)).toEqual([]);
				});
			}),
			{ numRuns: share, ...(REPLAY_SEED && { seed: Number(REPLAY_SEED) + lane }) },
		);
	await Promise.all(Array.from({ length: lanes }, (_, lane) => look(lane)));
	task.meta.replay = counts;
	expect(counts.comparisons).toBeGreaterThan(counts.sequences);
	expect(counts.refilled + counts.untold).toBeLessThan(counts.comparisons / 2);
	if (runs >= enough_runs) expect(counts.asked).toBeGreaterThan(0);
	if (runs >= enough_runs) expect(kinds.filter((kind) => counts.acts[kind] === 0)).toEqual([]);
}, 3_600_000);

test("the same events applied twice change nothing the second time", async () => {
	let applied = 0;
	await fc.assert(
		fc.asyncProperty(anySequence, async (sequence) => {
			await withCrew(async (crew) => {
				const client = (await Client.open(crew.ada))!;
				const before = client.projection.cursor;
				await play(crew, sequence);
				const events = await client.missed();
				client.apply(events);
				expect(client.projection.cursor).toBe(events.at(-1)?.cursor ?? before);
				const once = structuredClone({ ...client.projection });
				// one by one: all of them again would end where they ended before, whatever came to pass meanwhile
				for (const event of events) {
					client.apply([event]);
					expect({ ...client.projection }).toEqual(once);
				}
				applied += events.length;
			});
		}),
		{ numRuns: 10 },
	);
	expect(applied).toBeGreaterThan(20);
});

test("one who was timed out and then made a guest keeps no channel that they do not see any more", async () => {
	const team = await newTeam();
	await team.ada.createChannel({ name: "reef", kind: "public" });
	const client = (await Client.open(team.linus))!;
	const user_id = team.users.linus.id;
	await team.ada.moderateMember({ user_id, timeout_minutes: 1 });
	await team.ada.moderateMember({ user_id, role: "guest" });
	await client.catchUp();
	expect(client.known()).toEqual(await (await Client.open(team.linus))!.knownLike(client));
});

test("R28: of more than 200 unread mentions the newest are listed, all are counted, and the counts stay true", async () => {
	const { ada, grace, general } = await newTeam();
	const { id: conversation_id } = general;
	const message_ids: MessageId[] = [];
	for (let i = 0; i < 230; i++)
		message_ids.push((await ada.createMessage({ conversation_id, body: `${i} @grace` })).message.id);
	const client = (await Client.open(grace))!;
	const agrees = async () => {
		await client.catchUp();
		const { channels, unread_mentions } = await grace.getSnapshot({});
		expect([...client.projection.conversations.values()]).toEqual(channels);
		expect(unread_mentions.length).toBe(Math.min(200, channels[0]!.mention_count));
		const listed = new Set<string>(unread_mentions.map((mention) => mention.message_id));
		expect([...client.projection.mentions.keys()].filter((id) => !listed.has(id))).toEqual([]);
		return channels[0]!.mention_count;
	};
	expect(await agrees()).toBe(230);
	// not listed, and then listed
	await ada.deleteMessage({ message_id: message_ids[3]! });
	expect(await agrees()).toBe(229);
	await ada.editMessage({ message_id: message_ids[229]!, body: "nobody" });
	expect(await agrees()).toBe(228);
	await grace.markRead({ conversation_id, seq: 10 });
	expect(await agrees()).toBe(219);
	await ada.createMessage({ conversation_id, body: "@grace once more" });
	expect(await agrees()).toBe(220);
	await grace.markRead({ conversation_id, seq: 100 });
	expect(await agrees()).toBe(130);
	await grace.markRead({ conversation_id, seq: 231 });
	expect(await agrees()).toBe(0);
	expect(client.asked).toBeGreaterThan(0);
	expect(client.refilled).toBe(false);
});

test("R28: a channel that is opened again is asked for, and then as a fresh snapshot has it", async () => {
	const { ada, grace, general } = await newTeam();
	const { channel } = await ada.createChannel({ name: "reef", kind: "public" });
	const channel_id = channel.id;
	await grace.joinChannel({ channel_id });
	await ada.createMessage({ conversation_id: channel_id, body: "hey @grace" });
	await ada.updateChannel({ channel_id, archived: true });
	const client = (await Client.open(grace))!;
	expect([...client.projection.conversations.keys()]).toEqual([general.id]);
	await ada.updateChannel({ channel_id, archived: false });
	await ada.createMessage({ conversation_id: channel_id, body: "hey again @grace" });
	await client.catchUp();
	expect(client.projection.conversations.get(channel_id)).toMatchObject({
		is_member: true,
		unread_count: 2,
		mention_count: 2,
	});
	expect(client.known()).toEqual(await (await Client.open(grace))!.knownLike(client));
	await ada.updateChannel({ channel_id, archived: true });
	await client.catchUp();
	expect([...client.projection.conversations.keys()]).toEqual([general.id]);
	expect(client.projection.mentions.size).toBe(0);
});

test("R28: a snapshot has the channels that one is in; joining brings another, leaving lets it go", async () => {
	const { ada, grace, general } = await newTeam();
	const client = (await Client.open(grace, undefined, [general.id]))!;
	const { channel } = await ada.createChannel({ name: "reef", kind: "public" });
	const channel_id = channel.id;
	await ada.createMessage({ conversation_id: channel_id, body: "before" });
	await ada.updateChannel({ channel_id, topic: "corals" });
	const agrees = async () => {
		await client.catchUp();
		expect([...client.projection.conversations.values()]).toEqual((await grace.getSnapshot({})).channels);
		return [...client.projection.conversations.keys()];
	};
	expect(await agrees()).toEqual([general.id]);
	await grace.joinChannel({ channel_id });
	await ada.createMessage({ conversation_id: channel_id, body: "welcome @grace" });
	expect(await agrees()).toEqual([general.id, channel_id]);
	expect(client.projection.conversations.get(channel_id)).toMatchObject({ unread_count: 1, mention_count: 1 });
	await grace.leaveChannel({ channel_id });
	expect(await agrees()).toEqual([general.id]);
	expect(client.asked).toBe(0);
});

test("R28: a channel that one looks at without being in it stays current, until one looks no more", async () => {
	const { ada, grace, general } = await newTeam();
	const { channel } = await ada.createChannel({ name: "reef", kind: "public" });
	const channel_id = channel.id;
	const client = (await Client.open(grace))!;
	const { projection } = client;
	const fetched = () => grace.getChannel({ channel_id });
	take(projection, channel_id, await fetched());
	const agrees = async () => {
		await client.catchUp();
		const { as_of: _, ...channel } = await fetched();
		expect(projection.conversations.get(channel_id)).toEqual(channel);
	};
	await ada.createMessage({ conversation_id: channel_id, body: "hey @grace" });
	await ada.updateChannel({ channel_id, topic: "corals" });
	await agrees();
	await grace.joinChannel({ channel_id });
	await agrees();
	await grace.leaveChannel({ channel_id });
	await agrees();
	release(projection, channel_id);
	await ada.createMessage({ conversation_id: channel_id, body: "hey again @grace" });
	await client.catchUp();
	expect([...projection.conversations.keys()]).toEqual([general.id]);
	expect([...projection.timelines.keys()]).not.toContain(channel_id);
});

test("every person's snapshot counts unread as head minus position", async () => {
	const team = await newTeam();
	for (let i = 0; i < 5; i++)
		await team.ada.createMessage({ conversation_id: team.general.id, body: `hey @grace ${i}` });
	const counts = async (who: Name): Promise<Partial<Snapshot["channels"][number]>> => {
		const { channels } = await team[who].getSnapshot({});
		const { unread_count, mention_count, last_read_seq } = channels[0]!;
		return { unread_count, mention_count, last_read_seq };
	};
	expect(await counts("ada")).toEqual({ unread_count: 0, mention_count: 0, last_read_seq: 5 });
	expect(await counts("grace")).toEqual({ unread_count: 5, mention_count: 5, last_read_seq: 0 });
	await team.grace.markRead({ conversation_id: team.general.id, seq: 3 });
	expect(await counts("grace")).toEqual({ unread_count: 2, mention_count: 2, last_read_seq: 3 });
	await team.grace.markRead({ conversation_id: team.general.id, seq: 1 });
	expect(await counts("grace")).toMatchObject({ last_read_seq: 3 });
	await team.grace.markRead({ conversation_id: team.general.id, seq: 99 });
	expect(await counts("grace")).toEqual({ unread_count: 0, mention_count: 0, last_read_seq: 5 });
});
