import { describe, expect, test } from "vitest";
import { audience } from "./checks/audience.ts";
import { readmitted } from "./checks/log.ts";
import { ended, revoked } from "./checks/revoked.ts";
import { keyOf } from "./events.ts";
import { type Act, type Check, type Entry, type Row, the } from "./history.ts";
import { stillComing } from "./inspector.ts";

/*
 * Bob is put out and comes back while answers and jobs are on their way, as on a busy machine. What is right about it
 * was once taken for wrong; what is wrong in the same history is still found. Second n is the time of row n; ann does
 * things, bob watches from the beginning on, and both are in #den, which is public.
 */

const user = "bob";
const base = (what: string, value: string | number = 1): Entry => ({ kind: "base", at: 0, what, value });
const begin: Entry[] = [
	...["ann", user].flatMap((who) => [base(the.person(who), "member/member"), base(the.place("den", who))]),
	{ kind: "channel", at: 0, channel: "den", isPublic: true },
];
const listens: Entry[] = [
	{ kind: "opened", at: 0, client: "bob/batch", user, session: "s-bob", num: 0, how: "began" },
	{ kind: "connected", at: 0, socket: "bob/batch#1", user, session: "s-bob", num: 0 },
];
/** What comes in on bob's socket half a second after it was written. */
const got = ({ num, key, at }: Row): Entry => ({ kind: "received", at: at + 500, socket: "bob/batch#1", num, key });

/** In #den, or about no channel in particular. */
function row(num: number, type: Row["type"], about: Partial<Row> = {}): Row {
	const all = { channel: /^(member|workspace)/.test(type) ? undefined : "den", ...about };
	const payload = { user_id: all.user, message_id: all.message };
	return { kind: "row", at: num * 1_000, num, type, key: keyOf({ type, channel_id: all.channel, payload }), ...all };
}

/** Something that ann did in that second. */
function act(when: number, name: string, is: Partial<Act>): Act {
	const [at, until] = [when * 1_000 - 100, when * 1_000 + 100];
	return { kind: "act", at, until, name, who: "ann", session: "s-ann", may: [], told: [], outcome: "done", ...is };
}

const [chat, later, yetLater, last] = [1, 5, 7, 9].map((num) => row(num, "workspace.updated")) as [Row, Row, Row, Row];
const leaves = row(2, "member.left", { user });
const edits = row(3, "message.updated", { message: "m1" });
const joins = row(4, "member.joined", { user });
const rows = [chat, leaves, edits, joins, later];

const removes = act(2, "removeMember", { fact: { is: "gone", user } });
const lets = (when: number, does: Partial<Act> = {}): Act =>
	act(when, "admit", { who: "operator", may: [joins.key], fact: { is: "back", user }, ...does });

const blocked = row(2, "member.moderation_updated", { user });
const pardoned = { ...blocked, num: 4, at: 4_000 };
const moderates = (when: number, is: "blocked" | "free", does: Partial<Act> = {}): Act =>
	act(when, "moderateMember", { fact: { is, user }, ...does });

/** Bob's second socket, and what comes in on it right after that. */
const dials = (when: number): Entry => {
	return { kind: "connected", at: when * 1_000, socket: "bob/batch#2", user, session: "s-bob", num: 1 };
};
const hears = (when: number, ...all: Row[]): Entry[] => [
	dials(when),
	...all.map(({ num, key }): Entry => ({ kind: "received", at: when * 1_000 + 100, socket: "bob/batch#2", num, key })),
];

const again = [
	{ ...leaves, num: 8, at: 8_000 },
	{ ...removes, at: 7_900, until: 8_100 },
];
const lair: Entry[] = [{ kind: "channel", at: 0, channel: "lair", isPublic: false }, base(the.place("lair", user))];
const secret = row(1, "message.updated", { channel: "lair", message: "m1" });
const exits = row(2, "channel.member_left", { channel: "lair", user });
const ends = (client: string): Entry => ({ kind: "ended", at: 9_000, client, code: "unauthorized" });
const signsOut = act(1, "revokeSession", { outcome: "unknown", fact: { is: "ended", session: "s-bob" } });
const ann: Entry = { kind: "opened", at: 0, client: "ann/batch", user: "ann", session: "s-ann", num: 0, how: "began" };

const isOpen = [...begin, ...listens, got(chat)];

/** What is right as far as it goes, and what breaks the rule. */
type Case = [how: string, right: Entry[], wrong: Entry[]];
const of = (check: Check, rule: string, ...all: Case[]) =>
	all.map(([how, right, wrong]) => ({ check, rule, how, right, wrong }));

const cases = [
	...of(
		revoked,
		"revoked",
		[
			"a job whose answer was before the removal lets them in; the socket of before hears on",
			[...isOpen, ...rows, lets(1), removes, ...hears(4.5, edits, joins)],
			[got(later)],
		],
		[
			"nobody answered who lets them in; they hear before they are in",
			[...isOpen, ...rows, lets(1, { outcome: "unknown" }), removes, ...hears(4.5, edits, joins)],
			[got(edits)],
		],
		[
			"the removal is answered when they are in again; they hear after another",
			[...isOpen, ...rows, { ...removes, until: 6_000 }, lets(4), yetLater, ...hears(7.5, yetLater)],
			[...again, last, ...hears(9.5, last)],
		],
		[
			"the block is answered after the pardon; the socket of before hears on",
			[
				...isOpen,
				blocked,
				moderates(2, "blocked", { until: 4_500 }),
				pardoned,
				moderates(4, "free"),
				later,
				...hears(5.5, later),
			],
			[got(later)],
		],
		[
			"nobody answered who pardons; they hear before they are pardoned",
			[
				...isOpen,
				moderates(1, "free", { outcome: "unknown" }),
				blocked,
				moderates(2, "blocked"),
				pardoned,
				later,
				...hears(5.5, later),
			],
			[edits, got(edits)],
		],
	),
	...of(readmitted, "readmitted", [
		"a job that was done is done once more",
		[...rows, removes, lets(4)],
		[...again, { ...joins, num: 9, at: 9_000 }],
	]),
	...of(ended, "ended", [
		"signing out got no answer, and ends a client in the next round; another ends for nothing",
		[...listens, ...stillComing([signsOut]), ends("bob/batch")],
		[ann, ends("ann/batch")],
	]),
	...of(audience, "leak", [
		"what was said before they left is late; it comes on a socket that was connected after that",
		[...begin, ...lair, ...listens, secret, exits, { ...got(secret), at: 2_500 }],
		hears(4, secret),
	]),
];

describe("who comes back is taken for nobody else", () => {
	test.each(cases)("$rule: $how", ({ check, rule, right, wrong }) => {
		expect(check(right)).toEqual([]);
		expect(check([...right, ...wrong]).map((violation) => violation.rule)).toContain(rule);
	});
});

test("only what a job does may come in a later round, and no answer comes with it", () => {
	const names = stillComing([removes, lets(1), signsOut]).map(({ name, outcome }) => [name, outcome]);
	expect(names).toEqual([
		["admit", "unknown"],
		["revokeSession", "unknown"],
	]);
});
