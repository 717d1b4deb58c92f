import { type Fact, key } from "../../acts/act.ts";
import { type Check, entries, whomOf } from "../history.ts";
import { type Log, slack_ms } from "../log.ts";

/** Whether a fact is so at this place of the log. What another check looks at is taken to be. */
function isSo(fact: Fact, log: Log, num: number): boolean {
	switch (fact.is) {
		case "in":
		case "out":
			return log.has(key.enter(fact.channel, fact.user), num) === (fact.is === "in");
		case "shown":
		case "hidden":
			return log.has(key.show(fact.channel, fact.user), num) === (fact.is === "shown");
		case "titled":
			return log.has(key.topic(fact.topic), num);
		case "dropped":
			return log.has(key.drop(fact.channel), num);
		case "read":
			return log.position(fact, num) >= fact.seq;
		case "unread":
			return log.position(fact, num) === fact.seq;
		case "changed":
			return log.row(num)?.key === key.edit(fact.message);
		case "closed":
			return log.has(key.close(fact.message), num);
		case "deleted":
			return log.has(key.delete(fact.message), num);
		case "reacted":
		case "unreacted":
			return log.hasReacted(fact, num) === (fact.is === "reacted");
		case "pinned":
		case "unpinned":
			return log.has(key.pin(fact.message), num) === (fact.is === "pinned");
		case "gone":
		case "back":
			return log.isMember(fact.user, num) === (fact.is === "back");
		// once, bodies, revoked, ended, stored, search; of a moderation the log does not say what it changed
		case "blocked":
		case "free":
		case "moderated":
		case "sent":
		case "ended":
		case "named":
		case "invited":
		case "withdrawn":
		case "searched":
			return true;
		default:
			return fact satisfies never;
	}
}

/** What was acknowledged was so at some moment between the asking and the answer, whether that told of an event or not. */
export const acknowledged: Check = function* (history, log) {
	for (const { fact, outcome, name, at, until, may } of entries(history, "act")) {
		// the operator's word is done by a job, which may be tried again later
		if (!fact || outcome !== "done" || name === "admit") continue;
		const from = log.numAt(at - 2 * slack_ms);
		const places = [from, ...[...log.between(from, log.numAt(until))].map(({ num }) => num)];
		if (places.some((num) => isSo(fact, log, num))) continue;
		const what = `${name} was acknowledged, and ${JSON.stringify(fact)} was never so`;
		const subject = whomOf(fact) ?? ("message" in fact ? fact.message : name);
		yield { rule: "acknowledged", what, about: [subject, at, ...may] };
	}
};
