import { env } from "cloudflare:workers";
import type { Snapshot } from "@clickclack/protocol";
import fc from "fast-check";
import { expect, test } from "vitest";
import { acts } from "../acts.ts";
import { Client } from "../client.ts";
import { type Crew, hands, withCrew } from "../crew.ts";
import { type Name, newTeam } from "../people.ts";
import { type Played, anySequence, play } from "../steps.ts";
import { commands, trusted } from "./index.ts";

const counts = { sequences: 0, acts: 0, comparisons: 0, events: 0 };

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

/** Each client, brought up to date, knows what one that begins now would load. Whoever hears nothing any more is left out. */
async function compare(crew: Crew, { acts, clients }: Played): Promise<void> {
	counts.sequences++;
	counts.acts += acts;
	for (const hand of hands) {
		const fresh = await Client.open(crew[hand]);
		for (const { client } of clients.filter(({ who }) => who === hand)) {
			if (!fresh || !(await client.catchUp())) continue;
			expect(client.known()).toEqual(fresh.knownLike(client));
			counts.comparisons++;
			counts.events += client.applied;
		}
	}
}

test("R28: the events applied to any old snapshot give what a fresh snapshot and fresh windows give", async ({
	task,
}) => {
	const share = Math.ceil(runs / lanes);
	const look = (lane: number) =>
		fc.assert(
			fc.asyncProperty(anySequence, async (sequence) => {
				await withCrew(async (crew) => compare(crew, await play(crew, sequence)));
			}),
			{ numRuns: share, ...(REPLAY_SEED && { seed: Number(REPLAY_SEED) + lane }) },
		);
	await Promise.all(Array.from({ length: lanes }, (_, lane) => look(lane)));
	task.meta.replay = counts;
	expect(counts.comparisons).toBeGreaterThan(counts.sequences);
}, 3_600_000);

test("the same events applied twice change nothing the second time", async () => {
	await fc.assert(
		fc.asyncProperty(anySequence, async (sequence) => {
			await withCrew(async (crew) => {
				const client = (await Client.open(crew.ada))!;
				await play(crew, sequence);
				const events = await client.missed();
				await client.hear(events);
				const once = structuredClone({ ...client.projection });
				await client.hear(events);
				expect({ ...client.projection }).toEqual(once);
			});
		}),
		{ numRuns: 10 },
	);
});

test("one who was timed out and then made a guest keeps no channel that they do not see any more", async () => {
	const team = await newTeam();
	await team.ada.createChannel({ name: "reef", kind: "public" });
	const client = (await Client.open(team.linus))!;
	const user_id = team.users.linus.id;
	await team.ada.moderateMember({ user_id, timeout_minutes: 1 });
	await team.ada.moderateMember({ user_id, role: "guest" });
	await client.catchUp();
	expect(client.known()).toEqual((await Client.open(team.linus))!.knownLike(client));
});

test("every command has its act, so that none escapes these properties", () => {
	const elsewhere = new Set(["found", "revokeSession", "hangUpAll"]);
	expect(new Set([...Object.keys(acts), ...elsewhere])).toEqual(new Set(Object.keys(commands)));
	expect([...elsewhere].every((name) => trusted.has(name))).toBe(true);
});

test("every person's snapshot counts unread as head minus position", async () => {
	const team = await newTeam();
	for (let i = 0; i < 5; i++) await team.ada.createMessage({ channel_id: team.general.id, body: `hey @grace ${i}` });
	const counts = async (who: Name): Promise<Partial<Snapshot["channels"][number]>> => {
		const { channels } = await team[who].getSnapshot({});
		const { unread_count, mention_count, last_read_seq } = channels[0]!;
		return { unread_count, mention_count, last_read_seq };
	};
	expect(await counts("ada")).toEqual({ unread_count: 0, mention_count: 0, last_read_seq: 5 });
	expect(await counts("grace")).toEqual({ unread_count: 5, mention_count: 5, last_read_seq: 0 });
	await team.grace.markRead({ channel_id: team.general.id, seq: 3 });
	expect(await counts("grace")).toEqual({ unread_count: 2, mention_count: 2, last_read_seq: 3 });
	await team.grace.markRead({ channel_id: team.general.id, seq: 1 });
	expect(await counts("grace")).toMatchObject({ last_read_seq: 3 });
	await team.grace.markRead({ channel_id: team.general.id, seq: 99 });
	expect(await counts("grace")).toEqual({ unread_count: 0, mention_count: 0, last_read_seq: 5 });
});
