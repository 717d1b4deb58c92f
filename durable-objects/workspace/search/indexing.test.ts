import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import fc from "fast-check";
import { expect, test } from "vitest";
import { workspaceMigrations } from "../../../migrations/workspace/index.ts";
import { type Sql, tagged } from "../../sql.ts";
import { withCrew } from "../../test/crew.ts";
import { newTeam } from "../../test/people.ts";
import { anySequence, play } from "../../test/steps.ts";

/** What the index holds, and what it should hold. */
function index(sql: Sql): { known: number[]; live: number[] } {
	const known = sql<{ rowid: number }>`SELECT rowid FROM search ORDER BY rowid`.map(({ rowid }) => rowid);
	const live = sql<{ num: number }>`SELECT num FROM messages WHERE deleted_at IS NULL ORDER BY num`;
	return { known, live: live.map(({ num }) => num) };
}

test("the index always holds every live message up to its newest one, and after a search all of them", async () => {
	const waiting: number[] = [];
	await fc.assert(
		fc.asyncProperty(anySequence, async (sequence) => {
			await withCrew(async (crew, sql) => {
				await play(crew, sequence);
				const { known, live } = index(sql);
				expect(known).toEqual(live.filter((num) => num <= (known.at(-1) ?? 0)));
				waiting.push(live.length - known.length);
				const { workspace_id } = crew.general;
				await crew.ada.searchMessages({ workspace_id, q: "kelp", sort: "newest", limit: 1 });
				expect(index(sql).known).toEqual(live);
			});
		}),
		{ numRuns: 15 },
	);
	expect(Math.max(...waiting)).toBeGreaterThan(1);
});

test("at most 63 messages wait to be indexed, and no long one, edited ones included", async () => {
	const { ada, general, stub } = await newTeam();
	const waiting = () =>
		runInDurableObject(stub, (_, { storage }) => {
			const { known, live } = index(tagged(storage.sql));
			return live.length - known.length;
		});
	const say = async (body: string) => (await ada.createMessage({ conversation_id: general.id, body })).message.id;
	const seen: number[] = [];
	for (let i = 0; i < 130; i++) {
		await say(`shell ${i}`);
		seen.push(await waiting());
	}
	expect(Math.max(...seen)).toBe(63);
	await say("shell ".repeat(200));
	expect(await waiting()).toBe(0);
	const message_id = await say("shell");
	expect(await waiting()).toBe(1);
	await ada.editMessage({ message_id, body: "shell ".repeat(200) });
	expect(await waiting()).toBe(0);
});

test("an index made before the terms changed is built anew, in parts, and finds everything in the end", async () => {
	const { ada, general, stub } = await newTeam();
	const { id: conversation_id, workspace_id } = general;
	const inObject = <T>(work: (sql: Sql, storage: DurableObjectStorage) => T) =>
		runInDurableObject(stub, (_, { storage }) => work(tagged(storage.sql), storage));
	await ada.createMessage({ conversation_id, body: "barnacle, C++ and 🎉" });
	await inObject((sql, storage) => {
		storage.sql.exec(`DROP TABLE search; ${/CREATE VIRTUAL TABLE search.*;/.exec(workspaceMigrations[0]!.sql)![0]}`);
		sql`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1200)
			INSERT INTO messages (num, timeline, seq, conversation_num, author_num, body, created_ms)
			SELECT CAST(m.num + i AS INTEGER), m.timeline, m.seq + i, m.conversation_num, m.author_num, 'barnacle', m.created_ms
			FROM n, messages m WHERE body GLOB 'barnacle, *'`;
		sql`INSERT INTO search (rowid, place, words) SELECT num, 'x public', 'barnacl' FROM messages`;
		storage.sql.exec(workspaceMigrations[1]!.sql);
	});
	await evictDurableObject(stub);
	const found = async (q: string) => (await ada.searchMessages({ workspace_id, q, sort: "newest", limit: 1 })).results;
	expect(await found("c++ 🎉")).toHaveLength(1);
	const missing = () => inObject((sql) => index(sql).live.length - index(sql).known.length);
	expect(await missing()).toBeGreaterThan(500);
	while (await runDurableObjectAlarm(stub));
	expect(await missing()).toBe(0);
	expect((await found("barnacle"))[0]).toMatchObject({ channel_seq: 1201 });
});
