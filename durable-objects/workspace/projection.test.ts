import type { Message, Snapshot } from "@clickclack/protocol";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type Projection, apply, fill, project } from "../../sdk/projection.ts";
import { acts, anyAct, perform } from "../acts.ts";
import { type Name, type Team, names, newTeam } from "../people.ts";
import { commands, trusted } from "./index.ts";

const all = { limit: 200 };

/** A client that has loaded every window there is. */
async function everything(team: Team, who: Name): Promise<Projection> {
	const projection = project(await team[who].getSnapshot({}));
	for (const { id: channel_id } of await team[who].listChannels({})) {
		const { messages, has_older, has_newer } = await team[who].listMessages({
			channel_id: channel_id,
			...all,
		});
		projection.timelines.set(channel_id, { messages, has_older, has_newer });
		for (const root of messages) await loadThread(team, who, projection, root);
	}
	return projection;
}

async function loadThread(team: Team, who: Name, projection: Projection, root: Message): Promise<void> {
	const { replies, has_older, has_newer } = await team[who].getThread({ message_id: root.id, ...all });
	projection.timelines.set(root.id, { messages: replies, has_older, has_newer });
}

async function catchUp(team: Team, who: Name, projection: Projection): Promise<void> {
	for (;;) {
		const { events } = await team[who].listEvents({
			workspace_id: team.general.workspace_id,
			after_cursor: projection.cursor,
			limit: 500,
		});
		for (const event of events) apply(projection, event);
		if (events.length < 500) break;
	}
	if (projection.stale) fill(projection, await team[who].getSnapshot({}));
}

/** What is the same for two projections that know the same: not the order in maps, not the last place in the log. */
function known({ cursor: _, channels, members, mentions, timelines, ...rest }: Projection, loaded: Iterable<string>) {
	const sorted = (map: Map<string, unknown>) => [...map].toSorted(([a], [b]) => (a < b ? -1 : 1));
	const windows = new Map([...timelines].filter(([id]) => new Set(loaded).has(id)));
	const maps = [channels, members, mentions, windows].map((map) => sorted(map as Map<string, unknown>));
	return { ...rest, maps };
}

test("R28: applying the events to an old snapshot gives what a fresh snapshot and fresh windows give", async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(anyAct, { maxLength: 25 }),
			fc.array(anyAct, { minLength: 1, maxLength: 25 }),
			async (before, after) => {
				const team = await newTeam();
				for (const act of before) await perform(team, act);
				const old = new Map<Name, Projection>();
				for (const who of names)
					await everything(team, who).then(
						(p) => old.set(who, p),
						() => {},
					);
				for (const act of after) await perform(team, act);
				for (const [who, projection] of old) {
					const fresh = await everything(team, who).catch(() => undefined);
					if (!fresh || fresh.me.blocked_at) continue; // hears nothing any more, which is another test
					await catchUp(team, who, projection);
					const loaded = [...projection.timelines.keys()];
					expect(known(projection, loaded)).toEqual(known(fresh, loaded));
				}
			},
		),
		{ numRuns: 40 },
	);
});

test("the same events applied twice change nothing the second time", async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(anyAct, { minLength: 5, maxLength: 30 }), async (doing) => {
			const team = await newTeam();
			const projection = await everything(team, "ada");
			const { cursor } = projection;
			for (const act of doing) await perform(team, act);
			const { events } = await team.ada.listEvents({
				workspace_id: team.general.workspace_id,
				after_cursor: cursor,
				limit: 500,
			});
			for (const event of events) apply(projection, event);
			const once = structuredClone({ ...projection });
			for (const event of events) apply(projection, event);
			expect({ ...projection }).toEqual(once);
		}),
		{ numRuns: 10 },
	);
});

test("every command has its act, so that none escapes these properties", () => {
	const elsewhere = new Set(["found", "revokeSession", "acceptInvite"]);
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
