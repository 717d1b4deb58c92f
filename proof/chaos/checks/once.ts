import { key } from "../../acts/act.ts";
import { slack_ms } from "../audience.ts";
import { type Act, type Check, type History, type Row, type Violation, entries } from "../history.ts";

/** An answer that told of a row: it is there, was written meanwhile, and nobody else was told of it. */
function tellings(acts: Act[], rows: Row[]): Violation[] {
	const byNum = new Map(rows.map((row) => [row.num, row]));
	const known = new Set<number>();
	return acts.flatMap((act) =>
		act.told.flatMap(({ num, key }): Violation[] => {
			const what = known.has(num)
				? `${num}, “${key}”, was acknowledged twice`
				: mistelling(act, num, key, byNum.get(num));
			known.add(num);
			return what === undefined ? [] : [{ rule: "acknowledged", what, about: [key, num] }];
		}),
	);
}

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
};

/** Nothing is in the log that nobody asked for, and nothing more often than it was asked for. */
function surplus(acts: Act[], rows: Row[]): Violation[] {
	const asked = new Map<string, number>();
	for (const { may } of acts) for (const one of may) asked.set(one, (asked.get(one) ?? 0) + 1);
	const byNum = new Map(rows.map((row) => [row.num, row]));
	const isByItself = (row: Row) => {
		const before = byNum.get(row.num - 1);
		return before?.channel === row.channel && byItself[row.type]?.(row, before!, acts) === true;
	};
	return [...Map.groupBy(rows, (row) => row.key)].flatMap(([one, written]): Violation[] => {
		const [{ type, user = "" }] = written as [Row];
		// leaving the workspace is leaving each of its channels
		const isAnyNumber = type === "channel.member_left" && asked.has(key.exit("*", user));
		const times = asked.get(one) ?? 0;
		if (written.length <= times || isAnyNumber || written.every(isByItself)) return [];
		const what = `“${one}” was asked for ${times} times and written ${written.length} times`;
		// with how often, for else a single row would be shown, which nobody asked for
		return [{ rule: "once", what, about: [one, `${times} of ${written.length}`] }];
	});
}

/** A nonce finds what was sent with it. */
function nonces(history: History, acts: Act[]): Violation[] {
	const sent = new Map(
		acts.flatMap(({ fact, outcome }) =>
			fact?.is === "sent" && outcome === "done" ? [[fact.nonce, fact.message]] : [],
		),
	);
	return entries(history, "kept").flatMap(({ nonce, message }): Violation[] => {
		if (!sent.has(nonce) || sent.get(nonce) === message) return [];
		const what = `${nonce} was acknowledged as ${sent.get(nonce)} and finds ${message}`;
		return [{ rule: "acknowledged", what, about: [nonce] }];
	});
}

/** What was sent and acknowledged is in the log once, and is listed in its place as it was last said. */
function sendings(history: History, acts: Act[], rows: Row[]): Violation[] {
	const logged = Map.groupBy(rows, (row) => row.key);
	const listed = Map.groupBy(entries(history, "listed"), ({ message }) => message);
	const windows = new Set(entries(history, "window").map(({ timeline }) => timeline));
	return acts.flatMap(({ fact, outcome }): Violation[] => {
		if (fact?.is !== "sent" || outcome !== "done") return [];
		const { message, nonce, timeline, seq } = fact;
		const about = [nonce, message];
		const times = logged.get(key.sent(nonce))?.length ?? 0;
		if (times !== 1)
			return [{ rule: "acknowledged", what: `${message} was acknowledged and is in the log ${times} times`, about }];
		const found = listed.get(message) ?? [];
		if (!windows.has(timeline) || (found.length === 1 && found[0]!.seq === seq && found[0]!.nonce === nonce)) return [];
		const places = found.map((one) => one.seq).join() || "nowhere";
		return [{ rule: "acknowledged", what: `${message} was acknowledged at ${seq} and is listed ${places}`, about }];
	});
}

/** What was acknowledged is there exactly once; what was not, once or not at all. */
export const once: Check = (history) => {
	const [acts, rows] = [entries(history, "act"), entries(history, "row")];
	return [...tellings(acts, rows), ...surplus(acts, rows), ...sendings(history, acts, rows), ...nonces(history, acts)];
};
