import { expect } from "vitest";
import { type Ids, keyOf } from "./events.ts";
import { evaluate } from "./evaluate.ts";
import { type Act, type Check, type Entry, type Of, type Row, the } from "./history.ts";

/*
 * Histories by hand, for tests. Second n is the time of row n; what is not said is what it mostly is. There are ann, who
 * does things, bob, who watches, and #den, which is public.
 */

const second = 1_000;

const base = (what: string, value: string | number = 1): Entry => ({ kind: "base", at: 0, what, value });
const person = (user: string): Entry => base(the.person(user), "member/member");
export const member = (user: string, channel = "den"): Entry => base(the.place(channel, user));
export const channel = (name: string, isPublic = true): Of<"channel"> => {
	return { kind: "channel", at: 0, channel: name, isPublic, name };
};

type InRow = Partial<Omit<Row, "kind" | "at" | "num" | "type" | "key">>;

/** In #den, unless it says where; where it is about no channel that is undefined. */
export function row(num: number, type: Row["type"], about: InRow = {}): Row {
	const all: InRow = { channel: "den", ...about };
	const { user: user_id, message: message_id, root: root_message_id, nonce, emoji } = all;
	const payload = Object.fromEntries(
		Object.entries({ user_id, message_id, root_message_id, nonce, emoji }).filter(([, id]) => id !== undefined),
	) as Ids;
	return { kind: "row", at: num * second, num, type, key: keyOf({ type, channel_id: all.channel, payload }), ...all };
}

/** Something that ann did in that second. */
export function act(when: number, name: string, is: Partial<Act> = {}): Act {
	const [at, until] = [when * second - 100, when * second + 100];
	const nothing = { may: [], told: [], outcome: "done" as const };
	return { kind: "act", at, until, name, who: "ann", session: "s-ann", ...nothing, ...is };
}

/** Bob listens from the beginning on, by one socket. */
export const listens: Entry[] = [
	{ kind: "opened", at: 0, client: "bob/batch", user: "bob", session: "s-bob", num: 0, how: "began" },
	{ kind: "connected", at: 0, socket: "bob/batch#1", user: "bob", session: "s-bob", num: 0 },
];

/** What comes in on bob's socket half a second after it was written. */
export const got = ({ num, key }: Row): Entry => {
	return { kind: "received", at: (num + 0.5) * second, socket: "bob/batch#1", num, key };
};
export const begin: Entry[] = [person("ann"), person("bob"), member("ann"), member("bob"), channel("den")];

/** A check, the rule that is broken, in which way, what is right as far as it goes, and what breaks it. */
export type Case = [check: Check, rule: string, how: string, right: Entry[], wrong: Entry[]];

export const of = (check: Check, rule: string, ...all: [how: string, right: Entry[], wrong: Entry[]][]): Case[] =>
	all.map(([how, right, wrong]) => [check, rule, how, right, wrong]);

const noise = Array.from({ length: 60 }, (_, i): Entry[] => [
	act(i, "updateProfile", { who: "cat", session: "s-cat" }),
	{ kind: "fault", at: i, what: "a socket is cut" },
]).flat();

/** A longer history hides what it shows. */
export const longest_history = 12;

/** The check finds nothing in what is right, finds what breaks it, and shows it in a few entries out of many. */
export function isFound([check, rule, , right, wrong]: Case): void {
	expect(check(right)).toEqual([]);
	const { findings } = evaluate([...noise, ...right, ...wrong, ...noise], [check]);
	expect(findings.map(({ violation }) => violation.rule)).toContain(rule);
	for (const { history } of findings) expect(history.length).toBeLessThan(longest_history);
}
