import { runInDurableObject } from "cloudflare:test";
import type { ConversationId } from "@clickclack/protocol";
import { beforeAll, expect, test } from "vitest";
import { type Team, backRoom, newTeam } from "../../test/people.ts";
import { readsOf } from "../../test/reads.ts";
import type { Workspace } from "../workspace.ts";

/* Linus and Gus look for what they may not see: a private channel and a direct conversation of Ada's and Grace's. */
let team: Team;
let hidden: ConversationId[];

async function whisper(times: number): Promise<void> {
	for (const conversation_id of hidden)
		for (let i = 0; i < times; i++) {
			const who = i % 2 ? team.ada : team.grace;
			const { message } = await who.createMessage({ conversation_id, body: `tide secret @linus www.example.com ${i}` });
			await team.ada.addReaction({ message_id: message.id, emoji: "🦀" });
			await team.grace.replyInThread({ message_id: message.id, body: "tide secret reply" });
			await team.ada.saveMessage({ message_id: message.id, state: "open" });
		}
}

beforeAll(async () => {
	team = await newTeam();
	const { channel } = await team.ada.createChannel({ name: "harbour", kind: "public" });
	for (const conversation_id of [team.general.id, channel.id])
		for (let i = 0; i < 8; i++) await team.ada.createMessage({ conversation_id, body: `tide ${i}` });
	const { conversation } = await team.ada.createDirect({ member_ids: [team.users.grace.id] });
	hidden = [await backRoom(team), conversation.id];
	await whisper(2);
	await team.ada.searchMessages({ q: "tide", sort: "newest", limit: 1 });
});

type Who = "linus" | "gus";

/** What is answered, and how many rows are read for it. */
interface Asked {
	answer: unknown;
	rows: number;
}

async function asked(who: Who, q: string, more: object = {}): Promise<Asked> {
	const input = { q, syntax: "operators", scope: "all", sort: "relevance", limit: 50, ...more };
	return await runInDurableObject(team.stub, async (workspace: Workspace, { storage }) => {
		let answer: unknown;
		const { rows } = await readsOf(storage.sql, async () => {
			answer = await workspace.call(team.actor(who), "searchMessages", input);
		});
		return { answer, rows };
	});
}

function expectSame(one: Asked, other: Asked, most: number): void {
	expect(one.answer).toEqual(other.answer);
	expect(Math.abs(one.rows - other.rows)).toBeLessThanOrEqual(most);
}

const names = [
	["in:#back-room", "in:#nowhere"],
	["tide in:back-room", "tide in:nowhere"],
	["tide -in:back-room", "tide -in:nowhere"],
	["in:@ada,@grace", "in:@ada,@gus"],
	["tide -in:@ada,@grace", "tide -in:@ada,@gus"],
	["secret", "unheard"],
	["tide secret from:ada", "tide unheard from:ada"],
] as const;

/** The row of what is there under a hidden name, which is read to see that it is hidden. */
const of_a_name = 3;

test.each(names)("%s is answered as %s is, with as many rows read", async (one, other) => {
	for (const who of ["linus", "gus"] as const) expectSame(await asked(who, one), await asked(who, other), of_a_name);
});

const operators = [
	"from:grace",
	"-from:ada",
	"in:harbour",
	"-in:harbour",
	"with:ada",
	"-with:grace tide",
	"mentions:me",
	"-mentions:me",
	"has:link",
	"has:reaction",
	"-has:reaction tide",
	"has:pin",
	"has:poll",
	"is:thread",
	"-is:thread",
	"is:pinned",
	"is:saved",
	"-is:saved",
	"is:unread",
	"-is:unread",
	"is:unread tide",
	"on:today",
	"during:year tide",
	"-before:today",
	"tide",
	"secret",
	'"tide secret"',
];

test("no operator tells that something was said where one may not look: not by what is found, nor by the rows that are read", async () => {
	const all = operators.flatMap((q) => (["linus", "gus"] as const).map((who) => ({ q, who })));
	const look = async () => {
		// what is new goes into the index before
		await team.ada.searchMessages({ q: "tide", sort: "newest", limit: 1 });
		const seen: Asked[] = [];
		for (const { q, who } of all) seen.push(await asked(who, q));
		return seen;
	};
	const before = await look();
	await whisper(20);
	const after = await look();
	// days are found in a step more for each time that there is twice as much in the whole log, whose length everybody knows
	for (const [i, { q }] of all.entries()) expectSame(before[i]!, after[i]!, /today|during/.test(q) ? 10 : 0);
	expect(JSON.stringify(before)).not.toContain("secret reply");
});

test("an id of a hidden conversation is refused as one that does not exist is", async () => {
	for (const who of ["linus", "gus"] as const)
		for (const [i, made_up] of ["chn_01jd7xk3m9h5q2w8e4r6t0y1z7", "dm_01jd7xk3m9h5q2w8e4r6t0y1z7"].entries()) {
			const ask = (conversation_id: string) => asked(who, "tide", { scope: undefined, conversation_id });
			expectSame(await ask(hidden[i]!), await ask(made_up), of_a_name);
		}
});
