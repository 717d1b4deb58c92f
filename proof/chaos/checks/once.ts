import { key } from "../../acts/act.ts";
import { type Act, type Check, type Row, entries } from "../history.ts";
import { slack_ms } from "../log.ts";

/** An answer that told of a row: it is there, was written meanwhile, and nobody else was told of it. */
const tellings: Check = function* (history, log) {
	const known = new Set<number>();
	for (const act of entries(history, "act"))
		for (const { num, key } of act.told) {
			const isKnown = known.has(num);
			const what = isKnown ? `${num}, “${key}”, was acknowledged twice` : mistelling(act, num, key, log.row(num));
			known.add(num);
			if (what !== undefined) yield { rule: "acknowledged", what, about: [key, num] };
		}
};

function mistelling({ at, until }: Act, num: number, key: string, row: Row | undefined): string | undefined {
	if (row?.key !== key) return `“${key}” was acknowledged as ${num}; the log has ${row?.key ?? "nothing"} there`;
	if (row.at >= at - slack_ms && row.at <= until + slack_ms) return undefined;
	return `${num} was written before it was asked for, or after it was acknowledged`;
}

/** What comes by itself, right after something else in the same channel. */
const byItself: Partial<Record<Row["type"], (row: Row, before: Row, acts: Act[]) => boolean>> = {
	// a private channel goes with the last one who was in it
	"channel.deleted": (_, before) => before.type === "channel.member_left",
	// who makes a channel is the first in it
	"channel.member_joined": ({ user }, before, acts) =>
		before.type === "channel.created" &&
		acts.some(({ name, who, outcome }) => name === "createChannel" && who === user && outcome !== "refused"),
	// whom a reply mentions, also after an edit, follows its thread
	"thread.followed": (_, before) =>
		before.type === "thread.state_updated" || before.type === "message.updated" || before.type === "thread.followed",
};

/** Nothing is in the log that nobody asked for, and nothing more often than it was asked for. */
const surplus: Check = function* (history, log) {
	const acts = entries(history, "act");
	const asked = Map.groupBy(
		acts.flatMap(({ may }) => may),
		(one) => one,
	);
	const isByItself = (row: Row) => {
		const before = log.row(row.num - 1);
		return before?.channel === row.channel && byItself[row.type]?.(row, before!, acts) === true;
	};
	for (const [one, written] of Map.groupBy(log.rows, (row) => row.key)) {
		const [{ type, channel, user }] = written as [Row];
		// leaving the workspace is leaving each of its channels
		const isLeaving = type === "channel.member_left" && asked.has(key.exit("*", user));
		// a message puts its conversation into each list that it is not in
		const isShown = type === "dm.opened" && (asked.has(key.show(channel, "*")) || asked.has(key.show("*", user)));
		// who comes into the workspace joins each channel that newcomers join
		const isComing = type === "channel.member_joined" && asked.has(key.enter("*", user));
		const times = asked.get(one)?.length ?? 0;
		const unasked = written.filter((row) => !isByItself(row));
		if (unasked.length <= times || isLeaving || isShown || isComing) continue;
		const what = `“${one}” was asked for ${times} times and written ${written.length} times`;
		// with how often, for else a single row would be shown, which nobody asked for
		yield { rule: "once", what, about: [one, `${times} of ${written.length}`] };
	}
};

/** What was sent and acknowledged is in the log once, is found by its nonce, and is listed in its place. */
const sendings: Check = function* (history, log) {
	const listed = Map.groupBy(entries(history, "listed"), ({ message }) => message);
	const windows = new Set(entries(history, "window").map(({ timeline }) => timeline));
	const kept = new Map(entries(history, "kept").map(({ nonce, message }) => [nonce, message]));
	for (const { fact, outcome } of entries(history, "act")) {
		if (fact?.is !== "sent" || outcome !== "done") continue;
		const { message, nonce, timeline, seq } = fact;
		const wrong = (how: string) => {
			return {
				rule: "acknowledged",
				what: `${message} was acknowledged at ${seq}, and ${how}`,
				about: [nonce, message],
			};
		};
		const times = log.written(key.sent(nonce)).length;
		if (times !== 1) yield wrong(`is in the log ${times} times`);
		const found = kept.get(nonce) ?? message;
		if (found !== message) yield wrong(`its nonce finds ${found}`);
		const places = (listed.get(message) ?? []).map((one) => `${one.seq} with ${one.nonce}`).join();
		if (windows.has(timeline) && places !== `${seq} with ${nonce}`) yield wrong(`is listed at ${places || "no place"}`);
	}
};

/** What was acknowledged is there exactly once; what was not, once or not at all. */
export const once: Check[] = [tellings, surplus, sendings];
