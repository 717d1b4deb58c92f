import { type Check, type Violation, entries } from "../history.ts";
import { State } from "../state.ts";

/** Unread messages and mentions, counted by hand. */
export const counts: Check = (history) => {
	const state = State.before(history);
	const before = new Map(state.heads);
	const rows = entries(history, "row");
	for (const row of rows) state.apply(row);
	const sent = Map.groupBy(
		rows.filter(({ type }) => type === "message.created"),
		({ channel = "" }) => channel,
	);
	const mentions = Map.groupBy(entries(history, "mention"), ({ user, channel }) => `${channel} ${user}`);
	const violations: Violation[] = [];
	for (const { user, channel, unread, mentions: mentioned } of entries(history, "counted")) {
		const position = state.position(channel, user);
		const older = Math.max(0, (before.get(channel) ?? 0) - (position ?? 0));
		const newer = (sent.get(channel) ?? []).filter(({ seq = 0 }) => seq > (position ?? 0));
		const expected = position === undefined ? 0 : older + newer.length;
		const unreadMentions = (mentions.get(`${channel} ${user}`) ?? []).filter(({ seq }) => seq > (position ?? Infinity));
		if (unread !== expected)
			violations.push({
				rule: "unread",
				what: `${user} is told of ${unread} unread in ${channel}; ${expected} are there after ${position}`,
				about: [user, channel],
			});
		if (mentioned !== unreadMentions.length)
			violations.push({
				rule: "mentions",
				what: `${user} is told of ${mentioned} mentions in ${channel}; ${unreadMentions.length} are there after ${position}`,
				about: [user, channel],
			});
	}
	return violations;
};
