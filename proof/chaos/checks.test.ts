import { describe, expect, test } from "vitest";
import {
	type Case,
	act,
	away,
	begin,
	channel,
	dropped,
	got,
	heard,
	isFound,
	listens,
	of,
	person,
	row,
	typing,
} from "./builders.ts";
import { acknowledged } from "./checks/acknowledged.ts";
import { audience, ephemerals } from "./checks/audience.ts";
import { checks } from "./checks/index.ts";
import { readmitted, sequences, transitions } from "./checks/log.ts";
import { once } from "./checks/once.ts";
import { order } from "./checks/order.ts";
import { counts, projection, replay, search, undelivered } from "./checks/reads.ts";
import { ended, revoked } from "./checks/revoked.ts";
import { bodies, stored } from "./checks/stored.ts";
import type { Entry } from "./history.ts";

const [at, user] = [9_000, "bob"];
const hello = row(1, "message.created", { user: "ann", message: "m1", nonce: "n1", seq: 1 });
const again = row(2, "message.created", { user: "ann", message: "m2", nonce: "n2", seq: 2 });
const sent = { is: "sent" as const, nonce: "n1", message: "m1", channel: "den", timeline: "den", seq: 1, body: "hi" };
const sends = act(1, "createMessage", { may: [hello.key], fact: sent });
const listed = { kind: "listed" as const, at, timeline: "den", seq: 1, message: "m1", nonce: "n1", body: "hi" };
const window: Entry = { kind: "window", at, timeline: "den", after: 0 };
const leaves = row(1, "channel.member_left", { user });
const leaving = act(1, "leaveChannel", { may: [leaves.key] });
const drops = row(2, "channel.deleted");
const renames = row(3, "workspace.updated", { channel: undefined });
const secret = row(1, "channel.updated", { channel: "lair" });
const blocks = act(1, "moderateMember", { fact: { is: "blocked", user } });
const live: Entry = { kind: "live", at, message: "m1", channel: "den", word: "hi" };
const asked: Entry = { kind: "asked", at, user, num: 0 };
const told = { kind: "told" as const, at, user, num: 1, key: hello.key };
const counted = { kind: "counted" as const, at, user, channel: "den", unread: 1, mentions: 0 };
const kept = (message: string): Entry => ({ kind: "kept", at, nonce: "n1", message });
const named = act(1, "updateProfile", { fact: { is: "named", user, name: "Ann" } });
const withdrawn = act(1, "revokeInvite", { fact: { is: "withdrawn", invite: "i1" } });
const stands: Entry = { kind: "invite", at, invite: "i1", isWithdrawn: false };
const differs: Entry = { kind: "compared", at, client: "bob/batch", what: "- 1 + 2" };
const searched = { kind: "searched" as const, at, user, word: "hi", found: ["m1"] };

const isOut = act(2, "moderateMember", { fact: { is: "blocked", user } });
const before = row(1, "message.created", { user, message: "m1", nonce: "n1", seq: 1 });
const after = row(4, "message.created", { user, message: "m4", nonce: "n4", seq: 2 });
const repeats = act(4, "createMessage", { who: user, fact: sent });

const cases: Case[] = [
	...of(revoked, "revoked", [
		"somebody blocked sends something new, and not what was sent before",
		[before, isOut, repeats],
		[after, { ...repeats, fact: { ...sent, nonce: "n4", message: "m4", seq: 2 } }],
	]),
	...of(
		once,
		"acknowledged",
		["a row that was told of is not there", [hello, sends], [act(2, "x", { told: [again] })]],
		["a message that was acknowledged is not in the log", [], [sends]],
		["a reply's nonce finds nothing", [hello, sends, kept("m1")], [kept("nothing")]],
	),
	...of(
		once,
		"once",
		["one sending makes two messages", [hello, sends], [{ ...again, nonce: "n1", key: hello.key }]],
		[
			"a channel is deleted that somebody is in",
			[...begin, leaving, leaves, drops],
			[{ ...drops, num: 5, channel: "lair", key: "drop lair" }],
		],
	),
	...of(
		stored,
		"acknowledged",
		["a name was not kept", [named], [{ kind: "named", at, user, name: "Bob" }]],
		["an invite still stands", [withdrawn], [stands]],
	),
	...of(bodies, "body", ["a message says something else", [hello, sends, listed], [{ ...listed, body: "ho" }]]),
	...of(
		sequences,
		"sequences",
		["the log skips a place", [hello], [{ ...again, seq: 3 }]],
		["the list skips a place", [hello, window, listed], [{ ...listed, message: "m3", seq: 3 }]],
		["the list lacks what the log tells of", [hello, window, listed], [again]],
		["the list has what the log lacks", [hello, window, listed], [{ ...listed, message: "m2", seq: 2 }]],
		["the list has another order", [], [hello, again, window, { ...listed, message: "m2" }, { ...listed, seq: 2 }]],
	),
	...of(
		order,
		"once",
		["a socket hears the same twice", [hello, ...listens, got(hello)], [got(hello)]],
		["a list comes again", [hello, again, ...listens, got(hello), got(again)], [got(hello)]],
	),
	...of(
		order,
		"order",
		["a socket hears what was before", [hello, again, ...listens, got(again)], [got(hello)]],
		["a client hears what was before", [hello, again, ...listens, heard(again)], [heard(hello)]],
	),
	...of(order, "log", ["a socket hears what never was", [hello, ...listens, got(hello)], [got(again)]]),
	...of(
		audience,
		"leak",
		["an outsider hears", [...begin, channel("lair", false), secret, ...listens], [got(secret)]],
		["a deleted channel is heard", [...begin, dropped, ...listens], [hello, got(hello)]],
	),
	...of(
		audience,
		"omission",
		["who saw it does not hear that it is deleted", [...begin, drops, ...listens], [renames, heard(renames)]],
		["a member does not hear", [...begin, hello, again, ...listens], [heard(again)]],
	),
	...of(
		search,
		"search",
		["what was said in a deleted channel is found", [...begin, dropped, live], [searched]],
		["a message is not found", [...begin, live, searched], [{ ...searched, found: [] }]],
		["a message is found twice", [...begin, live, searched], [{ ...searched, found: ["m1", "m1"] }]],
		["what one does not see is found", [person(user, false), live], [searched]],
	),
	...of(
		ephemerals,
		"leak",
		["who is no member hears of typing", [person(user, false), channel("den"), ...listens], [typing(1)]],
		["one's own typing comes back", [...begin, ...listens, typing(1)], [typing(2, user)]],
		["one's own absence comes back", [...begin, ...listens, away(1)], [away(2, user)]],
		["who is no member hears of presence", [person(user, false), ...listens], [away(1)]],
	),
	...of(
		replay,
		"replay",
		["GET keeps something back", [...begin, hello, again, told], [asked]],
		["GET tells too much", [person(user, false), hello, told], [asked]],
	),
	...of(
		ended,
		"ended",
		["a client ends for nothing", listens, [{ kind: "ended", at, client: "bob/batch", code: "moderated" }]],
		["a client of somebody blocked is open", listens, [blocks]],
	),
	...of(counts, "unread", ["a count is too high", [...begin, hello, counted], [{ ...counted, unread: 2 }]]),
	...of(counts, "mentions", ["a mention is not there", [...begin, hello, counted], [{ ...counted, mentions: 1 }]]),
	...of(projection, "projection", ["a projection differs", [], [differs]]),
	...of(undelivered, "undelivered", [
		"a client has not heard the last",
		[],
		[{ kind: "undelivered", at, client: "bob/batch", num: 1 }],
	]),
];

describe("each check finds what breaks it", () => test.each(cases)("%s %s: %s", (...one) => isFound(one)));

test("no check is without a case", () => {
	// those of acknowledged.test.ts and comeback.test.ts
	const there = [acknowledged, transitions, revoked, readmitted];
	const tried = new Set([...there, ...cases.map(([check]) => check)]);
	expect(checks.filter((check) => !tried.has(check))).toEqual([]);
});
