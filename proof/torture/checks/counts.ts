import { type Check, type History, type Violation, entries } from "../history.ts";
import { State } from "../state.ts";

type Recount = (channel: string, user: string, position: number | undefined) => number;

/** Root messages after a position: of before only their number is known. */
function unreadOf(history: History, before: State): Recount {
	const roots = entries(history, "row").filter(({ type }) => type === "message.created");
	const sent = Map.groupBy(roots, ({ channel = "" }) => channel);
	return (channel, _, position) => {
		if (position === undefined) return 0;
		const older = Math.max(0, (before.heads.get(channel) ?? 0) - position);
		return older + (sent.get(channel) ?? []).filter(({ seq = 0 }) => seq > position).length;
	};
}

function mentionsOf(history: History): Recount {
	const all = Map.groupBy(entries(history, "mention"), ({ user, channel }) => `${channel} ${user}`);
	return (channel, user, position = Infinity) =>
		(all.get(`${channel} ${user}`) ?? []).filter(({ seq }) => seq > position).length;
}

/** Unread messages and mentions, counted by hand. */
export const counts: Check = (history) => {
	const state = State.before(history);
	const recounts = { unread: unreadOf(history, State.before(history)), mentions: mentionsOf(history) };
	for (const row of entries(history, "row")) state.apply(row);
	return entries(history, "counted").flatMap(({ user, channel, ...told }) => {
		const position = state.position(channel, user);
		return (["unread", "mentions"] as const).flatMap((rule): Violation[] => {
			const count = recounts[rule](channel, user, position);
			if (told[rule] === count) return [];
			const what = `${user} is told of ${told[rule]} ${rule} in ${channel}; ${count} are there after ${position}`;
			return [{ rule, what, about: [user, channel] }];
		});
	});
};
