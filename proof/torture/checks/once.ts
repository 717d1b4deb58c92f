import { type Act, type Check, type History, type Row, type Violation, entries, whomOf } from "../history.ts";
import { Audience, slack_ms } from "../audience.ts";
import { key } from "../keys.ts";

/** An answer that told of a row: it is there, was written meanwhile, and nobody else was told of it. */
function tellings(acts: Act[], rows: Map<number, Row>): Violation[] {
	const owners = new Map<number, Act>();
	return acts.flatMap((act) =>
		act.told.flatMap(({ num, key }): Violation[] => {
			const [row, owner] = [rows.get(num), owners.get(num)];
			owners.set(num, act);
			const about = [key, num];
			if (owner) return [{ rule: "acknowledged", what: `${num}, “${key}”, was acknowledged twice`, about }];
			if (row?.key !== key)
				return [
					{
						rule: "acknowledged",
						what: `“${key}” was acknowledged as ${num}; the log has ${row?.key ?? "nothing"} there`,
						about,
					},
				];
			const isMeanwhile = row.at >= act.at - slack_ms && row.at <= act.until + slack_ms;
			return isMeanwhile
				? []
				: [
						{
							rule: "acknowledged",
							what: `${num} was written before it was asked for, or after it was acknowledged`,
							about,
						},
					];
		}),
	);
}

/** Nothing is in the log that nobody asked for, and nothing more often than it was asked for. */
function surplus(acts: Act[], rows: Row[]): Violation[] {
	const asked = new Map<string, number>();
	for (const { may } of acts) for (const one of may) asked.set(one, (asked.get(one) ?? 0) + 1);
	return [...Map.groupBy(rows, (row) => row.key)].flatMap(([one, written]): Violation[] => {
		const [{ type, user = "" }] = written as [Row];
		// leaving the workspace is leaving each of its channels
		const isAnyNumber = type === "channel.member_left" && asked.has(key.exit("*", user));
		const times = asked.get(one) ?? 0;
		if (written.length <= times || isAnyNumber) return [];
		return [
			{ rule: "once", what: `“${one}” was asked for ${times} times and written ${written.length} times`, about: [one] },
		];
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

/** What is said to be done was so at some moment between the asking and the answer. */
function facts(acts: Act[], audience: Audience): Violation[] {
	const moderated = Map.groupBy(audience.rows, (row) => row.key);
	return acts.flatMap(({ at, until, fact, outcome, name, may }): Violation[] => {
		if (!fact || outcome !== "done") return [];
		const [from, to] = [audience.numAt(at - 2 * slack_ms), audience.numAt(until)];
		const isSometime = (user: string, channel: string | undefined, holds: (num: number) => boolean) =>
			audience.places(user, channel, from, to).some(holds);
		const isSo = () => {
			switch (fact.is) {
				case "in":
				case "out":
					return isSometime(
						fact.user,
						fact.channel,
						(num) => audience.isIn(fact.channel, fact.user, num) === (fact.is === "in"),
					);
				case "gone":
					return isSometime(fact.user, undefined, (num) => !audience.isMember(fact.user, num));
				case "back":
					// the operator's word is done by an errand, which may be tried again later
					return name === "admit" || isSometime(fact.user, undefined, (num) => audience.isMember(fact.user, num));
				case "blocked":
				case "free":
				case "moderated":
					return (moderated.get(key.moderate(fact.user)) ?? []).some((row) => row.num > from && row.num <= to);
				default:
					return true;
			}
		};
		if (isSo()) return [];
		return [
			{
				rule: "acknowledged",
				what: `${name} was acknowledged, and ${JSON.stringify(fact)} was never so`,
				about: [whomOf(fact)!, ...may],
			},
		];
	});
}

/** What was acknowledged is there exactly once; what was not, once or not at all. */
export const once: Check = (history) => {
	const audience = new Audience(history);
	const acts = entries(history, "act");
	const byNum = new Map(audience.rows.map((row) => [row.num, row]));
	return [
		...tellings(acts, byNum),
		...surplus(acts, audience.rows),
		...sendings(history, acts, audience.rows),
		...nonces(history, acts),
		...facts(acts, audience),
	];
};
