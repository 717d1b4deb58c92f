import { isConnectionError, isRequestError } from "@clickclack/sdk";
import { type Fact, whomOf } from "./facts.ts";
import type { Act } from "./history.ts";
import { numOf } from "../cursor.ts";
import { keyOf } from "./keys.ts";
import type { Person, Standing } from "./person.ts";
import type { Done, Plan } from "./plan.ts";
import type { Stage } from "./stage.ts";

type Outcome = Pick<Act, "outcome" | "code">;

/** What became of it. A refusal after a try whose answer was lost says nothing about that try. */
function outcomeOf(error: unknown, attempts: number): Outcome {
	if (isConnectionError(error)) return { outcome: "unknown" };
	if (!isRequestError(error)) throw error;
	const isSure = error.status < 500 && attempts <= 1;
	return { outcome: isSure ? "refused" : "unknown", code: error.code };
}

/** An answer that tells of no event says that nothing changed, unless it answers a repeat. */
export function mayWrite(
	{ tells = [], hides = [], again = false, isUndone = false }: Plan,
	{ outcome }: Outcome,
	told: Act["told"],
	attempts: number,
): string[] {
	// what is sent again was asked for once
	if (outcome === "refused" || again) return [];
	const isTold = outcome === "done" && attempts <= 1 && told.length === 0;
	const once = [...hides, ...(isTold ? [] : tells)];
	return isUndone ? Array.from({ length: Math.max(1, attempts) }, () => once).flat() : once;
}

const standings: Partial<Record<Fact["is"], Standing>> = { gone: "out", blocked: "unsure", ended: "unsure" };

/** What those whom it concerns are from now on, as far as is known. */
function settle(stage: Stage, fact: Fact | undefined, { outcome }: Outcome): void {
	const standing = fact && standings[fact.is];
	if (!standing || outcome === "refused") return;
	const whom = stage.people.find(({ user_id, session }) => [user_id, session].includes(whomOf(fact)!));
	if (whom) whom.standing = outcome === "done" ? standing : "unsure";
}

/** What one is told when one is out, whatever one asked for. */
const out = new Set(["moderated", "unauthorized"]);

/** Does it, and writes down what came of it. */
export async function perform(stage: Stage, me: Person, name: string, plan: Plan): Promise<Outcome["outcome"]> {
	const at = Date.now();
	const [who, session] = plan.by === undefined ? [me.user_id, me.session] : [plan.by, ""];
	me.attempts = 0;
	let done: Done | void = undefined;
	let outcome: Outcome = { outcome: "done" };
	try {
		done = await plan.does();
	} catch (error) {
		outcome = outcomeOf(error, me.attempts);
	}
	const events = (done?.events ?? []).filter((event) => event !== undefined);
	const told = events.map((event) => ({ num: numOf(event.cursor), key: keyOf(event) }));
	const fact = done?.fact ?? plan.fact;
	const may = mayWrite(plan, outcome, told, me.attempts);
	const { attempts } = me;
	stage.write({ kind: "act", at, until: Date.now(), name, who, session, attempts, ...outcome, may, told, fact });
	settle(stage, fact, outcome);
	if (outcome.outcome === "unknown" && fact?.is === "sent" && plan.again === undefined)
		stage.unanswered.push(() => perform(stage, me, name, { ...plan, again: true }));
	if (plan.by === undefined && out.has(outcome.code ?? "")) me.standing = "unsure";
	return outcome.outcome;
}
