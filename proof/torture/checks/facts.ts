import { type Fact, whomOf } from "../facts.ts";
import { type Act, type Check, type Violation, entries } from "../history.ts";
import { key } from "../keys.ts";
import { Past, type Stretch } from "./past.ts";

/** Whether what is said to be done was so at some moment between the asking and the answer. */
function wasSo(fact: Fact, { name }: Act, past: Past, meanwhile: Stretch): boolean {
	const { audience } = past;
	switch (fact.is) {
		case "in":
		case "out": {
			const { is, channel, user } = fact;
			return past.isEver(user, channel, meanwhile, (num) => audience.isIn(channel, user, num) === (is === "in"));
		}
		case "read":
			return past.hasRead(fact, meanwhile);
		case "changed":
			return past.isWritten(key.edit(fact.message), meanwhile);
		case "deleted":
			return past.isDeleted(fact.message, meanwhile);
		case "reacted":
		case "unreacted":
			return past.isEverThere(fact, fact.is === "reacted", meanwhile);
		default:
			return wasSoOfPeople(fact, name, past, meanwhile);
	}
}

type OfMessages = "in" | "out" | "read" | "changed" | "deleted" | "reacted" | "unreacted";

function wasSoOfPeople(fact: Exclude<Fact, { is: OfMessages }>, name: string, past: Past, meanwhile: Stretch): boolean {
	const { audience } = past;
	switch (fact.is) {
		case "gone":
			return past.isEver(fact.user, undefined, meanwhile, (num) => !audience.isMember(fact.user, num));
		case "back":
			// the operator's word is done by an errand, which may be tried again later
			if (name === "admit") return true;
			return past.isEver(fact.user, undefined, meanwhile, (num) => audience.isMember(fact.user, num));
		case "blocked":
		case "free":
		case "moderated":
			return past.isWritten(key.moderate(fact.user), meanwhile);
		case "sent": // once.ts, and bodies.ts
		case "ended": // revoked.ts, and ended.ts
		case "named": // elsewhere.ts
		case "invited": // elsewhere.ts
		case "withdrawn": // elsewhere.ts
		case "searched": // what it finds, after the wave: search.ts
			return true;
		default:
			return fact satisfies never;
	}
}

/** What was acknowledged was so, whether its answer told of an event or not. */
export const facts: Check = (history) => {
	const past = new Past(history);
	return entries(history, "act").flatMap((act): Violation[] => {
		const { fact, outcome, name } = act;
		if (!fact || outcome !== "done" || wasSo(fact, act, past, past.during(act))) return [];
		const what = `${name} was acknowledged, and ${JSON.stringify(fact)} was never so`;
		const subject = whomOf(fact) ?? ("message" in fact ? fact.message : name);
		return [{ rule: "acknowledged", what, about: [subject, act.at, ...act.may] }];
	});
};
