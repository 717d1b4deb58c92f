import { describe, expect, test } from "vitest";
import type { Fact } from "../acts/act.ts";
import {
	type Case,
	act,
	away,
	begin,
	erased,
	got,
	isFound,
	listens,
	person,
	reaction,
	row,
	typing,
} from "./builders.ts";
import { acknowledged } from "./checks/acknowledged.ts";
import { transitions } from "./checks/log.ts";
import { blockings } from "./checks/revocations.ts";
import { revoked } from "./checks/revoked.ts";
import type { Act, Entry } from "./history.ts";

const [user, channel, emoji] = ["ann", "den", "👍"];
const reacts = row(1, "reaction.added", { message: "m1", emoji, user });
const unreacts = row(1, "reaction.removed", { message: "m1", emoji, user });
const deletes = row(1, "message.deleted", { message: "m1" });
const edits = row(1, "message.updated", { message: "m1" });
const sends = row(1, "message.created", { message: "m1", nonce: "n1", user, seq: 1 });
const reads = row(1, "channel.read", { user, seq: 5 });
const joins = row(1, "channel.member_joined", { user: "cat", seq: 0 });
const leaves = row(1, "channel.member_left", { user });
const comes = row(1, "member.joined", { channel: undefined, user: "cat" });
const goes = row(1, "member.left", { channel: undefined, user });
const renames = row(3, "workspace.updated", { channel: undefined });
const drops = row(1, "channel.deleted");

const did = (fact: Fact): Entry => act(1, "something", { fact });
/** Both are acknowledged; the first is in the log, or was so before. */
const facing = (how: string, right: Entry[], first: Fact, second: Fact): Case => {
	return [acknowledged, "acknowledged", `${how} that is lost`, [...begin, ...right, did(first)], [did(second)]];
};
const twice = (how: string, right: Entry[], wrong: Entry): Case => [
	transitions,
	"transitions",
	how,
	[...begin, ...right],
	[wrong],
];

const moderated = (is: "blocked" | "free", who = "ann") =>
	act(1, "moderateMember", { who: "eve", fact: { is, user: who } });
const blocked: Entry[] = [...begin, renames, ...listens, moderated("blocked"), moderated("blocked", "bob")];
const tries = (how: string, name: string, does: Partial<Act>, right: Entry[] = []): Case => {
	return [revoked, "revoked", how, [...blocked, ...right], [act(2, name, does)]];
};
const told = [{ num: joins.num, key: joins.key }];
const out = (who: string) => act(2, "removeMember", { fact: { is: "gone", user: who } });

const cases: Case[] = [
	facing("a read position", [reads], { is: "read", channel, user, seq: 5 }, { is: "read", channel, user, seq: 6 }),
	facing("a deletion", [deletes], { is: "deleted", message: "m1" }, { is: "deleted", message: "m2" }),
	facing("a deletion of before", [erased], { is: "deleted", message: "m1" }, { is: "deleted", message: "m2" }),
	facing("an edit", [edits], { is: "changed", message: "m1", body: "" }, { is: "changed", message: "m2", body: "" }),
	facing(
		"a reaction",
		[reacts],
		{ is: "reacted", message: "m1", emoji, user },
		{ is: "reacted", message: "m2", emoji, user },
	),
	facing(
		"one of before",
		[reaction],
		{ is: "reacted", message: "m1", emoji, user },
		{ is: "unreacted", message: "m1", emoji, user },
	),
	facing(
		"a removal",
		[unreacts],
		{ is: "unreacted", message: "m1", emoji, user },
		{ is: "reacted", message: "m1", emoji, user },
	),
	facing("a deleted channel", [drops], { is: "dropped", channel }, { is: "dropped", channel: "lair" }),
	facing("an entry", [joins], { is: "in", channel, user: "cat" }, { is: "in", channel, user: "dan" }),
	facing("an exit", [leaves], { is: "out", channel, user }, { is: "out", channel, user: "bob" }),
	facing("a going", [goes], { is: "gone", user }, { is: "gone", user: "bob" }),
	facing("a coming", [person("cat", false), comes], { is: "back", user: "cat" }, { is: "back", user: "dan" }),
	twice("somebody joins a channel who is in", [joins], { ...joins, num: 2 }),
	twice("somebody leaves a channel who is out", [leaves], { ...leaves, num: 2 }),
	twice("somebody joins who is in", [person("cat", false), comes], { ...comes, num: 2 }),
	twice("somebody leaves who is out", [goes], { ...goes, num: 2 }),
	twice("a reaction is added that is there", [reaction], reacts),
	twice("a reaction is removed that is not there", [reacts, { ...unreacts, num: 2 }], { ...unreacts, num: 3 }),
	twice("a deleted message takes its reactions along", [reaction, deletes], { ...unreacts, num: 2 }),
	twice("a message is deleted twice", [erased], deletes),
	twice("a deleted message is edited", [erased], edits),
	twice("a channel is deleted twice", [drops], { ...drops, num: 2 }),
	twice("somebody speaks in a deleted channel", [drops], { ...sends, num: 2 }),
	twice("somebody speaks who is out", [leaves], { ...sends, num: 2 }),
	[revoked, "revoked", "somebody blocked hears", blocked, [got(renames)]],
	[revoked, "revoked", "somebody blocked hears of typing", blocked, [typing(3, "cat")]],
	[revoked, "revoked", "somebody blocked hears of presence", blocked, [away(3, "cat")]],
	[revoked, "revoked", "somebody signed out hears of typing", [...begin, ...listens, signsOut()], [typing(3, "cat")]],
	[revoked, "revoked", "somebody blocked types", [...begin, ...listens, moderated("blocked")], [typing(3)]],
	tries("somebody blocked sends", "createMessage", {}),
	tries("a blocked moderator removes others", "removeMember", { fact: { is: "gone", user: "bob" } }, [out("ann")]),
	tries("… or from a channel", "removeChannelMember", { fact: { is: "out", channel, user: "bob" } }),
	tries("somebody blocked joins", "joinChannel", { fact: { is: "in", channel, user }, told }, [
		act(2, "joinChannel", { fact: { is: "in", channel, user } }),
	]),
	tries("somebody blocked brings others", "joinChannel", { fact: { is: "in", channel, user: "bob" } }),
];

function signsOut(): Entry {
	return act(1, "revokeSession", { who: "bob", session: "s-bob", fact: { is: "ended", session: "s-bob" } });
}

describe("what was acknowledged was so", () => test.each(cases)("%s %s: %s", (...one) => isFound(one)));

test("a block that was refused excuses nobody, and one that was lifted only until then", () => {
	const refused = { ...moderated("blocked"), outcome: "refused" as const };
	expect(blockings([refused]).get(user)).toBeUndefined();
	const lifted = act(4, "moderateMember", { fact: { is: "free", user } });
	expect(blockings([moderated("blocked"), lifted]).get(user)).toEqual([{ from: 875, to: 4_125 }]);
	const unanswered = { ...moderated("blocked"), outcome: "unknown" as const };
	expect(blockings([unanswered, lifted]).get(user)).toEqual([{ from: 875, to: Infinity }]);
});
