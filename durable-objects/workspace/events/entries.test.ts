import fc from "fast-check";
import { expect, test } from "vitest";
import type { UserId } from "@clickclack/protocol";
import type { Sql } from "../../sql.ts";
import { type Crew, crewNames, withCrew } from "../../test/crew.ts";
import { anySequence, play } from "../../test/steps.ts";
import { visibleEventsAfter } from "./entries.ts";

interface Person {
	user_id: UserId;
	role: string;
	left_at: string | null;
}
interface Conversation {
	num: number;
	id: string;
	kind: string;
	deleted_at: string | null;
}
interface Entry {
	num: number;
	audience: string;
	conversation_id: string | null;
	audience_user_id: UserId | null;
}

/** Everything, table by table. */
function everythingIn(sql: Sql) {
	const conversations = sql<Conversation>`SELECT num, id, kind, deleted_at FROM conversations`;
	const memberships = sql<{ pair: string }>`SELECT user_id || ' ' || conversation_id AS pair FROM conversation_members`;
	const idOf = (wanted: number) => conversations.find(({ num }) => num === wanted)!.id;
	const messages = sql<{ num: number; conversation_num: number }>`SELECT num, conversation_num FROM messages`;
	const spoken = messages.map(({ num, conversation_num }): Entry => {
		return { num, audience: "conversation", conversation_id: idOf(conversation_num), audience_user_id: null };
	});
	const events = sql<Entry>`SELECT num, audience, conversation_id, audience_user_id FROM events`;
	return {
		people: sql<Person>`SELECT user_id, role, left_at FROM members`,
		conversations,
		memberships: new Set(memberships.map(({ pair }) => pair)),
		log: [...events, ...spoken].toSorted((a, b) => a.num - b.num),
	};
}
type Everything = ReturnType<typeof everythingIn>;

/** Whether somebody may get an entry now, said without the database. */
function maySee({ people, conversations, memberships }: Everything, user_id: UserId, entry: Entry): boolean {
	const { audience, conversation_id, audience_user_id } = entry;
	if (audience_user_id === user_id) return true;
	const me = people.find((person) => person.user_id === user_id && person.left_at === null);
	if (!me || audience === "nobody") return false;
	if (audience === "everybody") return true;
	if (audience === "moderators") return ["owner", "moderator"].includes(me.role);
	const place = conversations.find(({ id }) => id === conversation_id)!;
	const isOpen = place.kind === "public" && me.role !== "guest";
	const isDeleted = place.deleted_at !== null;
	return isDeleted === (audience === "deleted") && (isOpen || memberships.has(`${user_id} ${place.id}`));
}

const reaches = [
	{ near: 1, far: 2 },
	{ near: 3, far: 10 },
	{ near: 8, far: 1_000 },
];
const limits = [1, 2, 5, 1_000];

/** With every position, limit and reach. @param mine the numbers of what a person may get */
function compare(sql: Sql, user_id: UserId, mine: number[], head: number): void {
	for (const { near, far } of reaches)
		for (const limit of limits)
			for (let after = 0; after <= head; after++) {
				const nums = mine.filter((num) => num > after && num <= after + far).slice(0, limit);
				const reached = nums.length < limit ? Math.min(after + far, head) : nums.at(-1);
				const expected = { nums, reached, isEnd: reached === head };
				expect(visibleEventsAfter(sql, user_id, after, limit, { near, far })).toEqual(expected);
			}
}

/** What not everybody may get: messages of a private channel, and somebody's own reading. */
async function speakAndRead(crew: Crew): Promise<void> {
	const channels = await crew.ada.listChannels({});
	const { id: hidden } = channels.find(({ kind }) => kind === "private")!;
	for (const conversation_id of [hidden, crew.general.id, hidden]) {
		await crew.ada.createMessage({ conversation_id, body: "shells" });
		await crew.grace.markRead({ conversation_id, seq: 1 });
	}
}

test("R9, R14, R15: however far a query goes at once, it finds the next events that a person may get, each once", async () => {
	const property = fc.asyncProperty(anySequence, async (sequence) => {
		await withCrew(async (crew, sql) => {
			await speakAndRead(crew);
			await play(crew, sequence);
			const all = everythingIn(sql);
			for (const { id } of crewNames.map((name) => crew.users[name])) {
				const mine = all.log.filter((entry) => maySee(all, id, entry)).map(({ num }) => num);
				compare(sql, id, mine, all.log.at(-1)!.num);
			}
		});
	});
	await fc.assert(property, { numRuns: 4 });
}, 120_000);
