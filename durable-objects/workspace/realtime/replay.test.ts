import { runInDurableObject } from "cloudflare:test";
import type { DurableEvent, ServerEvent } from "@clickclack/protocol";
import fc from "fast-check";
import { expect, test } from "vitest";
import { Client } from "../../test/client.ts";
import { type Crew, withCrew } from "../../test/crew.ts";
import { type Listener, type Name, listen, names } from "../../test/people.ts";
import { type Played, anySequence, play } from "../../test/steps.ts";

/** Long enough for a duplicate to arrive. */
const quiet_ms = 30;
const anyFrames = fc.constantFrom("single", "batch");
const isDurable = (event: ServerEvent): event is DurableEvent => event.cursor !== "";
const received = (listener: Listener) => listener.received.filter(isDurable);

/** The clients of a crew call inside its object; sockets are opened from outside. */
const inside = <T>(crew: Crew, work: () => Promise<T>) => runInDurableObject(crew.stub, work);

/** Waits for the last of `events`. @returns false when the server disconnected before */
async function receives(listener: Listener, events: DurableEvent[]): Promise<boolean> {
	const last = events.at(-1)?.cursor;
	const all = last === undefined ? true : listener.receive((event) => event.cursor === last);
	return await Promise.race([listener.closed.then(() => false), Promise.resolve(all).then(() => true)]);
}

/** Somebody's old cursor, and the events they have missed since. */
interface Behind {
	who: Name;
	after_cursor: string;
	missed: DurableEvent[];
}

/** Everybody's state before anything happens. */
const openAll = (crew: Crew): Promise<Played["clients"]> =>
	Promise.all(names.map(async (who) => ({ who, client: (await Client.open(crew[who]))! })));

/** Those who may receive what they have missed. */
async function behind(clients: Played["clients"]): Promise<Behind[]> {
	const all = names.flatMap((who) =>
		clients
			.filter((one) => one.who === who)
			.map(async ({ client }): Promise<Behind[]> => {
				const missed = await client.missed().catch(() => undefined);
				return missed ? [{ who, after_cursor: client.projection.cursor, missed }] : [];
			}),
	);
	return (await Promise.all(all)).flat();
}

test("R10, R14: a socket opened at any old cursor replays exactly the events that GET returns", async () => {
	const replays = async (crew: Crew, frames: string, { who, after_cursor, missed }: Behind) => {
		const listener = await listen(crew, who, { after_cursor, frames });
		expect(await receives(listener, missed)).toBe(true);
		await scheduler.wait(quiet_ms);
		expect(received(listener)).toEqual(missed);
		listener.disconnect();
	};
	await fc.assert(
		fc.asyncProperty(anySequence, anyFrames, async (sequence, frames) => {
			let found: Behind[] = [];
			const crew = await withCrew(async (inner) => {
				const first = await openAll(inner);
				const { clients } = await play(inner, sequence);
				await inner.ada.updateWorkspace({ name: "Missed" });
				found = await behind([...first, ...clients]);
			});
			// nobody can remove the owner, so there is always somebody who has missed something
			expect(found.filter(({ who, missed }) => who === "ada" && missed.length > 0)).not.toEqual([]);
			await Promise.all(found.map((one) => replays(crew, frames, one)));
		}),
		{ numRuns: 6 },
	);
});

interface Follower {
	who: Name;
	client: Client;
	listener: Listener;
}

async function follow(crew: Crew, who: Name, frames: string): Promise<Follower[]> {
	const client = await inside(crew, () => Client.open(crew[who]));
	if (!client || client.projection.me.blocked_at) return [];
	return [{ who, client, listener: await listen(crew, who, { after_cursor: client.projection.cursor, frames }) }];
}

test("R28: live events applied to the snapshot before them give a fresh snapshot", async () => {
	let compared = 0;
	const compare = async (crew: Crew, { who, client, listener }: Follower) => {
		const missed = await inside(crew, () => client.missed().catch(() => undefined));
		if (!missed || !(await receives(listener, missed))) return; // removed or blocked meanwhile
		listener.disconnect();
		await inside(crew, async () => {
			await client.receive(received(listener));
			expect(client.known()).toEqual(await (await Client.open(crew[who]))!.knownLike(client));
		});
		compared++;
	};
	await fc.assert(
		fc.asyncProperty(anySequence, anySequence, anyFrames, async (before, after, frames) => {
			const crew = await withCrew(async (inner) => void (await play(inner, before)));
			const followers = (await Promise.all(names.map((who) => follow(crew, who, frames)))).flat();
			await inside(crew, () => play(crew, after));
			await Promise.all(followers.map((follower) => compare(crew, follower)));
		}),
		{ numRuns: 6 },
	);
	expect(compared).toBeGreaterThan(6);
});
