import { expect, test } from "vitest";
import { key } from "../acts/act.ts";
import { checks } from "./checks/index.ts";
import { violationsIn } from "./evaluate.ts";
import { kinds } from "./events.ts";
import { type Act, type Entry, type Row } from "./history.ts";
import { stillComing } from "./inspector.ts";

/*
 * Bob is put out and comes back while answers and jobs are on their way, as on a busy machine. What is right about it
 * was once taken for wrong; what is wrong in the same history is still found. Second n is the time of row n; ann does
 * things, bob watches from the beginning on, and both are in #den, which is public.
 */

const user = "bob";
const base = (what: string, value: string | number = 1): Entry => ({ kind: "base", at: 0, what, value });
const channel = (name: string, isPublic: boolean): Entry => ({ kind: "channel", at: 0, channel: name, isPublic });
const begin: Entry[] = [
	...["ann", user].flatMap((who) => [base(key.join(who), "member/member"), base(key.enter("den", who))]),
	channel("den", true),
];
const connects = (socket: string, when: number, num: number): Entry => {
	return { kind: "connected", at: when * 1_000, socket, user, session: "s-bob", num };
};
const listens: Entry[] = [
	{ kind: "opened", at: 0, client: "bob/batch", user, session: "s-bob", num: 0 },
	connects("bob/batch#1", 0, 0),
];
/** What comes in on bob's socket half a second after it was written. */
const got = ({ num, key, at }: Row): Entry => ({ kind: "received", at: at + 500, socket: "bob/batch#1", num, key });
/** Bob's second socket, and what comes in on it right after that. */
const receipts = (when: number, ...all: Row[]): Entry[] => [
	connects("bob/batch#2", when, 1),
	...all.map((one) => ({ ...got(one), at: when * 1_000 + 100, socket: "bob/batch#2" })),
];

/** In #den, or about no channel in particular. */
function row(num: number, type: Row["type"], about: Partial<Row> = {}): Row {
	const all = { channel: /^(member|workspace)/.test(type) ? undefined : "den", ...about };
	return { kind: "row", at: num * 1_000, num, type, key: kinds[type].key(all), ...all };
}
const later = (one: Row, num: number): Row => ({ ...one, num, at: num * 1_000 });

/** Something that ann did in that second. */
function act(when: number, name: string, is: Partial<Act>): Act {
	const [at, until] = [when * 1_000 - 100, when * 1_000 + 100];
	const asked = { at, until, name, who: "ann", session: "s-ann", attempts: 1, may: [], told: [] };
	return { kind: "act", outcome: "done", ...asked, ...is };
}

const chat = row(1, "workspace.updated");
const [fifth, seventh, ninth] = [5, 7, 9].map((num) => later(chat, num)) as [Row, Row, Row];
const leaves = row(2, "member.left", { user });
const edits = row(3, "message.updated", { message: "m1" });
const joins = row(4, "member.joined", { user });
const comesBack = [chat, leaves, edits, joins, fifth];
const removes = act(2, "removeMember", { fact: { is: "gone", user } });
const lets = (when: number, does: Partial<Act> = {}): Act =>
	act(when, "admit", { who: "operator", may: [joins.key], fact: { is: "back", user }, ...does });
const again = [later(leaves, 8), { ...removes, at: 7_900, until: 8_100 }];

const block = row(2, "member.moderation_updated", { user });
const isPardoned = [block, later(block, 4), fifth];
const moderates = (when: number, is: "blocked" | "free", does: Partial<Act> = {}): Act =>
	act(when, "moderateMember", { fact: { is, user }, ...does });

const secret = row(1, "message.updated", { channel: "lair", message: "m1" });
const leavesLair = [channel("lair", false), base(key.enter("lair", user)), secret];
const exits = row(2, "channel.member_left", { channel: "lair", user });
const ends = (client: string): Entry => ({ kind: "ended", at: 9_000, client, code: "unauthorized" });
const signsOut = act(1, "revokeSession", { outcome: "unknown", fact: { is: "ended", session: "s-bob" } });
const ann: Entry = { kind: "opened", at: 0, client: "ann/batch", user: "ann", session: "s-ann", num: 0 };
const isOpen = [...begin, ...listens, got(chat)];

/** By the rule that is broken: what is right as far as it goes, and what is wrong besides. */
const cases: Record<string, [right: Entry[], wrong: Entry[]]> = {
	"revoked: a job whose answer was before the removal lets them in; the socket of before receives on": [
		[...isOpen, ...comesBack, lets(1), removes, ...receipts(4.5, edits, joins)],
		[got(fifth)],
	],
	"revoked: nobody answered who lets them in; they receive before they are in": [
		[...isOpen, ...comesBack, lets(1, { outcome: "unknown" }), removes, ...receipts(4.5, edits, joins)],
		[got(edits)],
	],
	"revoked: the removal is answered when they are in again; they receive after another": [
		[...isOpen, ...comesBack, { ...removes, until: 6_000 }, lets(4), seventh, ...receipts(7.5, seventh)],
		[...again, ninth, ...receipts(9.5, ninth)],
	],
	"revoked: the block is answered after the pardon; the socket of before receives on": [
		[
			...isOpen,
			...isPardoned,
			moderates(2, "blocked", { until: 4_500 }),
			moderates(4, "free"),
			...receipts(5.5, fifth),
		],
		[got(fifth)],
	],
	"revoked: nobody answered who pardons; they receive before they are pardoned": [
		[
			...isOpen,
			...isPardoned,
			moderates(1, "free", { outcome: "unknown" }),
			moderates(2, "blocked"),
			...receipts(5.5, fifth),
		],
		[edits, got(edits)],
	],
	"readmitted: a job that was done is done once more": [
		[...comesBack, removes, lets(4)],
		[...again, later(joins, 9)],
	],
	"ended: signing out got no answer, and ends a client in the next round; another ends for nothing": [
		[...listens, ...stillComing([signsOut]), ends("bob/batch")],
		[ann, ends("ann/batch")],
	],
	"leak: what was said before they left is late; it comes on a socket that was connected after that": [
		[...begin, ...listens, ...leavesLair, exits, { ...got(secret), at: 2_500 }],
		receipts(4, secret),
	],
};

const rulesIn = (history: Entry[]) => violationsIn(history, checks).map(({ rule }) => rule);

test.each(Object.keys(cases))("who comes back is taken for nobody else: %s", (name) => {
	const [right, wrong] = cases[name]!;
	const [rule] = name.split(":");
	expect(rulesIn(right)).not.toContain(rule);
	expect(rulesIn([...right, ...wrong])).toContain(rule);
});

test("only what a job does may come in a later round, and no answer comes with it", () => {
	const names = stillComing([removes, lets(1), signsOut]).map(({ name, outcome }) => `${name}: ${outcome}`);
	expect(names).toEqual(["admit: unknown", "revokeSession: unknown"]);
});
