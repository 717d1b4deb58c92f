import { slack_ms } from "../audience.ts";
import { type Act, type Check, type Row, type Violation, entries } from "../history.ts";

/** Whether an act may have asked for a row after `at`. */
const mayAsk = ({ may, until }: Act, { key }: Row, at: number): boolean => may.includes(key) && until + slack_ms >= at;

/** Who was removed comes back when somebody asked for it after that, and not by an errand of before. */
export const undone: Check = (history) => {
	const acts = entries(history, "act");
	const left = new Map<string, Row>();
	return entries(history, "row").flatMap((row): Violation[] => {
		const { type, user = "", num } = row;
		if (type === "member.left") left.set(user, row);
		const gone = type === "member.joined" ? left.get(user) : undefined;
		if (!gone || acts.some((act) => mayAsk(act, row, gone.at))) return [];
		const what = `${user} is back at ${num}, and nobody asked for it since they left at ${gone.num}`;
		return [{ rule: "undone", what, about: [user, num] }];
	});
};
