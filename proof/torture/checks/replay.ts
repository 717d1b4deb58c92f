import { Audience } from "../audience.ts";
import { type Check, type Violation, entries } from "../history.ts";

/** R14, R17: GET tells each reader what the log holds for them as they stand now, no more and no less, in order. */
export const replay: Check = (history) => {
	const audience = new Audience(history);
	const end = audience.rows.at(-1)?.num ?? 0;
	const told = Map.groupBy(entries(history, "told"), ({ user }) => user);
	return entries(history, "asked").flatMap(({ user, num }): Violation[] => {
		const nums = (told.get(user) ?? []).map((event) => event.num);
		const expected = audience.rows
			.filter((row) => row.num > num && audience.hears(row, user, end))
			.map((row) => row.num);
		const longer = nums.length > expected.length ? nums : expected;
		const at = longer.findIndex((_, i) => nums[i] !== expected[i]);
		if (at < 0) return [];
		const what = `${user} is told ${nums[at] ?? "nothing"} where ${expected[at] ?? "nothing"} should be`;
		return [{ rule: "replay", what, about: [user, longer[at]!] }];
	});
};
