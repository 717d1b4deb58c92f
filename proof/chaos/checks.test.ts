import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Fact, key } from "../acts/act.ts";
import { Chaos } from "./chaos.ts";
import { checks } from "./checks/index.ts";
import { violationsIn } from "./evaluate.ts";
import { kinds } from "./events.ts";
import { type Act, type Entry, type Of, type Row, entries } from "./history.ts";

/*
 * What a server that does no wrong was seen to do. Each check is held to finding nothing in it, and to finding what is
 * wrong once something in it was changed.
 */
let right: Entry[] = [];
let chaos: Chaos;
beforeAll(async () => {
	chaos = await Chaos.start({ seed: 1, people: 8, rates: {} });
	expect(await chaos.round(500)).toEqual([]);
	right = [...chaos.env.history];
}, 60_000);
afterAll(() => chaos.end());

/** One entry of a kind, towards the end. */
function one<K extends Entry["kind"]>(kind: K, fits: (entry: Of<K>) => unknown = () => true): Of<K> {
	const found = entries(right, kind).findLast(fits);
	expect(found, `no ${kind} to change`).toBeDefined();
	return found!;
}
const put = (at: Entry, ...instead: Entry[]) => right.toSpliced(right.indexOf(at), 1, ...instead);
const lost = (entry: Entry) => put(entry);
const twice = (entry: Entry) => put(entry, entry, { ...entry });
const other = <E extends Entry>(entry: E, change: Partial<E>) => put(entry, { ...entry, ...change });
const added = (...more: Entry[]) => [...right, ...more];

const [nobody, nothing] = ["usr_nobody", "msg_nothing"];
/** What was acknowledged as sent: what was scheduled is sent by a job, and nobody asked for it then. */
const sent = () => {
	const said = new Set(
		entries(right, "act").flatMap(({ fact, outcome }) =>
			fact?.is === "sent" && outcome === "done" ? fact.message : [],
		),
	);
	return one("row", ({ type, message }) => type === "message.created" && message !== undefined && said.has(message));
};
const listed = () => one("listed", ({ message }) => message === sent().message);
const search = () => one("searched", ({ found }) => found.length > 0);
const told = () => one("told", ({ nums }) => nums.length > 1);
const counted = () => one("counted");
const listens = (client: string) => entries(right, "delivered").filter((entry) => entry.client === client);
/** One that is open to the end: it has received the last that everybody does. */
const listener = () => {
	const last = one("row").num;
	const isOpen = (client: string) => listens(client).length > 1 && listens(client).at(-1)!.num === last;
	return one("opened", ({ client, user }) => isOpen(client) && user !== sent().user);
};
const delivered = (nth: number) => listens(listener().client).at(nth)!;
/** Somebody types; who says something themselves receives it on the sockets of old clients only. */
const typing = () => one("ephemeral", ({ type, socket }) => type.startsWith("typing.") && !socket.includes("/single#"));
/** A direct conversation comes into a list, and something is said in it later. */
const shown = () =>
	one(
		"row",
		({ type, channel, num }) =>
			type === "dm.opened" &&
			entries(right, "row").some((row) => row.type === "message.created" && row.channel === channel && row.num > num),
	);
const ownerOf = (wanted: string) => one("connected", ({ socket }) => socket === wanted).user;
/** A row about somebody who is in, in the channel where the last thing was said. */
const row = (type: Row["type"], is: Partial<Row> = {}): Row => {
	const about = { ...sent(), type, ...is };
	return { ...about, key: kinds[type].key(about) };
};

/** Something is acknowledged at the end, or was before the beginning. */
const done = () => one("act", ({ outcome }) => outcome === "done");
const claimed = (fact: Fact): Act => ({ ...done(), name: "something", told: [], may: [], fact });
const before = (fact: Fact, ...after: Entry[]) => {
	const at = Math.min(...right.map((entry) => entry.at)) - 1_000;
	return [{ ...claimed(fact), who: nobody, session: "", at, until: at }, ...right, ...after];
};
/** What was so of who receives, from the beginning on. */
const standing = () => one("base", ({ what }) => what === key.join(listener().user));

/** By the rule that is broken, and how. */
const wrongs: Record<string, () => Entry[]> = {
	"acknowledged: a message is not in the log": () => lost(sent()),
	"acknowledged: a message is in no list": () => lost(listed()),
	"acknowledged: a nonce finds nothing": () => other(one("kept"), { message: nothing }),
	"acknowledged: an event is told of twice": () => twice(one("act", ({ told }) => told.length > 0)),
	"acknowledged: a name was not kept": () => added(claimed({ is: "named", user: one("named").user, name: "?" })),
	"acknowledged: an invite stands": () =>
		added(claimed({ is: "withdrawn", invite: "i" }), { kind: "invite", at: 0, invite: "i", isWithdrawn: false }),
	"once: one sending makes two messages": () => twice(sent()),
	"once: a socket receives the same twice": () => twice(one("received")),
	"order: a client receives what was before": () =>
		lost(delivered(-1)).toSpliced(right.indexOf(delivered(-2)), 0, delivered(-1)),
	"log: a socket receives what never was": () => other(one("received"), { key: "?" }),
	"body: a message says something else": () => other(listed(), { body: "?" }),
	"transitions: the log skips a place": () => other(sent(), { seq: sent().seq! + 1 }),
	"transitions: a direct conversation comes into a list twice": () => twice(shown()),
	"transitions: a direct message is in a conversation that somebody does not have in their list": () => lost(shown()),
	"leak: somebody is told of another's direct conversation": () =>
		other(shown(), { user: nobody, key: key.show(shown().channel, nobody) }),
	"sequences: the list lacks what the log tells of": () => lost(listed()),
	"sequences: the list has what the log lacks": () => other(listed(), { message: nothing }),
	"sequences: the list skips a place": () => other(listed(), { seq: listed().seq + 1 }),
	"readmitted: somebody is back whom nobody let in": () =>
		added(row("member.left", { user: nobody }), row("member.joined", { user: nobody })),
	"leak: somebody outside receives": () => other(standing(), { value: "out/member" }),
	"leak: one's own typing comes back": () => other(typing(), { user: ownerOf(typing().socket) }),
	"omission: somebody does not receive": () => lost(delivered(-2)),
	"replay: GET keeps something back": () => other(told(), { nums: told().nums.slice(1) }),
	"replay: GET tells the last first": () => other(told(), { nums: told().nums.toReversed() }),
	"replay: GET tells somebody outside": () => other(told(), { user: nobody }),
	"search: a message is not found": () => other(search(), { found: search().found.slice(1) }),
	"search: a message is found twice": () => other(search(), { found: [...search().found, ...search().found] }),
	"search: somebody outside finds it": () => other(search(), { user: nobody }),
	"position: somebody is elsewhere": () => other(counted(), { position: counted().position + 1 }),
	"unread: a count is too high": () =>
		other(counted(), { told: { ...counted().told, unread: counted().told.unread + 1 } }),
	"mentions: a mention is not there": () =>
		other(counted(), { told: { ...counted().told, mentions: counted().told.mentions + 1 } }),
	"projection: a projection differs": () => other(one("compared"), { differences: ["- 1 + 2"] }),
	"undelivered: a client has not received the last": () =>
		added({ kind: "undelivered", at: 0, client: "a/batch", num: 1 }),
	"ended: a client ends for nothing": () =>
		added({ kind: "ended", at: Date.now(), client: listener().client, code: "?" }),
	"ended: a client of one who is blocked is open": () => added(claimed({ is: "blocked", user: listener().user })),
	"transitions: somebody speaks who is not in": () => other(sent(), { user: nobody }),
	"transitions: something is said in a deleted channel": () => put(sent(), row("channel.deleted"), sent()),
	"revoked: somebody who is blocked receives, and goes on": () => before({ is: "blocked", user: listener().user }),
	"revoked: somebody who is gone receives, and goes on": () => before({ is: "gone", user: listener().user }),
	"revoked: somebody who is gone acts": () => before({ is: "gone", user: nobody }, { ...done(), who: nobody }),
	"revoked: somebody who is gone types": () => before({ is: "gone", user: nobody }, { ...typing(), user: nobody }),
	"revoked: a session that was ended receives, and goes on": () => before({ is: "ended", session: listener().session }),
};

const rulesIn = (history: Entry[]) => violationsIn(history, checks).map(({ rule }) => rule);

describe("each check finds what is wrong in a history", () => {
	test.each(Object.keys(wrongs))("%s", (how) => {
		expect(rulesIn(wrongs[how]!())).toContain(how.split(":")[0]);
	});

	const types = Object.keys(kinds) as Row["type"][];
	const again = ["channel.read", "poll.voted"];
	const once = types.filter((type) => kinds[type].fault && !type.startsWith("message.") && !again.includes(type));
	test.each([...once, "message.deleted", "channel.read"] as const)("transitions: %s comes twice", (type) => {
		const again = row(type, { message: nothing, emoji: "?", seq: 1e6 });
		expect(rulesIn(added(again, { ...again }))).toContain("transitions");
	});

	test.each([
		{ is: "in", channel: "chn_nowhere", user: nobody },
		{ is: "dropped", channel: "chn_nowhere" },
		{ is: "read", channel: "chn_nowhere", user: nobody, seq: 1 },
		{ is: "unread", channel: "chn_nowhere", user: nobody, seq: 1 },
		{ is: "changed", message: nothing, body: "" },
		{ is: "deleted", message: nothing },
		{ is: "reacted", message: nothing, emoji: "", user: nobody },
		{ is: "pinned", message: nothing },
		{ is: "titled", topic: "top_nothing", channel: "" },
		{ is: "back", user: nobody },
	] satisfies Fact[])("acknowledged, and never so: $is", (fact) => {
		expect(rulesIn(added(claimed(fact)))).toContain("acknowledged");
	});

	test.each(["out", "unreacted", "unpinned", "gone"] as const)("acknowledged, and never so: %s", (is) => {
		const [, channel, user] = one("base", ({ what }) => what.startsWith("enter ")).what.split(" ");
		const stays = [
			row("reaction.added", { message: nothing, emoji: "", user }),
			row("pin.added", { message: nothing }),
		];
		const fact = { is, channel, user, message: nothing, emoji: "" } as Fact;
		const late: Act = { ...claimed(fact), at: Infinity, until: Infinity };
		expect(rulesIn([...entries(right, "base"), ...stays, late])).toContain("acknowledged");
	});
});
