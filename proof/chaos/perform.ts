import { isConnectionError, isRequestError } from "@clickclack/sdk";
import { type Answer, type AnyAct, type Fact, NothingThere } from "../acts/act.ts";
import { type ActName, acts } from "../acts/index.ts";
import { inputOf, operationOf } from "../operations.ts";
import type { Environment } from "./environment.ts";
import { numOf } from "../site.ts";
import { keyOf } from "./events.ts";
import { type Act, whomOf } from "./history.ts";
import type { Person } from "./people.ts";

export interface Plan {
	name: ActName;
	input: object;
	/** it was done before, and got no answer */
	isAgain?: true;
}
type Outcome = Pick<Act, "outcome" | "code">;

/** What somebody comes to at this moment; undefined when there is nothing to do it to. */
export async function plan(env: Environment, me: Person, name: ActName): Promise<Plan | undefined> {
	try {
		return { name, input: await acts[name].input(env.world(me)) };
	} catch (error) {
		if (error instanceof NothingThere) return undefined;
		throw error;
	}
}

/** What became of it. A refusal after a try whose answer was lost says nothing about that try. */
function outcomeOf(error: unknown, attempts: number): Outcome {
	if (isConnectionError(error)) return { outcome: "unknown" };
	if (!isRequestError(error)) throw error;
	const isSure = error.status < 500 && attempts <= 1;
	return { outcome: isSure ? "refused" : "unknown", code: error.code };
}

/** The rows that an act may have written. An answer that tells of no event says that nothing changed, but for a repeat. */
function possibleRows(
	{ writes, mayWrite, isUndone }: { writes: string[]; mayWrite: string[]; isUndone?: true | undefined },
	{ outcome, told, attempts }: Pick<Act, "outcome" | "told"> & { attempts: number },
): string[] {
	if (outcome === "refused") return [];
	const isTold = outcome === "done" && attempts <= 1 && told.length === 0;
	const once = [...mayWrite, ...(isTold ? [] : writes)];
	return isUndone ? Array.from({ length: Math.max(1, attempts) }, () => once).flat() : once;
}

const standings: Partial<Record<Fact["is"], Person["standing"]>> = { gone: "out", blocked: "unsure", ended: "unsure" };

/** What those whom it concerns are from now on, as far as is known. */
function settleStanding(env: Environment, fact: Fact | undefined, { outcome }: Outcome): void {
	const standing = fact && standings[fact.is];
	if (!standing || outcome === "refused") return;
	const whom = env.people.find(({ user_id, session }) => [user_id, session].includes(whomOf(fact)!));
	if (whom) whom.standing = outcome === "done" ? standing : "unsure";
}

type Told = Answer & Partial<Record<"event", Parameters<typeof keyOf>[0] & { cursor: string }>>;

async function ask(env: Environment, me: Person, { name, input }: Plan, { operation, by }: AnyAct): Promise<Told> {
	const { method, path, ...rest } = operationOf(operation ?? name);
	const whom = "user_id" in input ? env.people.find(({ user_id }) => user_id === input.user_id) : undefined;
	const values = { workspace_id: env.workspace_id, ...(by && whom!.account), ...input };
	const client = by ? env.operatorClient : me.requests;
	const request = client.request.bind(client) as (route: string, input: object) => Promise<unknown>;
	return (await request(`${method} ${path}`, inputOf({ method, path, ...rest }, values))) as Told;
}

/** What one is told when one is out, whatever one asked for. */
const out = new Set(["moderated", "unauthorized"]);

async function attempt(env: Environment, me: Person, todo: Plan): Promise<{ outcome: Outcome; answer?: Told }> {
	me.attempts = 0;
	try {
		return { outcome: { outcome: "done" }, answer: await ask(env, me, todo, acts[todo.name]) };
	} catch (error) {
		return { outcome: outcomeOf(error, me.attempts) };
	}
}

/** The rows that an answer told of. */
function toldIn(answer: Told = {}): Act["told"] {
	const events = "events" in answer ? (answer.events as Told["event"][]) : [answer.event];
	// one without a cursor is not kept, or tells that nothing changed
	return events.flatMap((event) => (event?.cursor ? [{ num: numOf(event.cursor), key: keyOf(event) }] : []));
}

/** Does it, and writes down what came of it. */
export async function perform(env: Environment, me: Person, todo: Plan): Promise<Outcome["outcome"]> {
	const [act, { name, input }]: [AnyAct, Plan] = [acts[todo.name], todo];
	const at = Date.now();
	const [who, session] = act.by === undefined ? [me.user_id, me.session] : [act.by, ""];
	const { outcome, answer } = await attempt(env, me, todo);
	const [told, { attempts }] = [toldIn(answer), me];
	const asked = {
		writes: act.writes?.(input, who) ?? [],
		mayWrite: act.mayWrite?.(input, who, env.channels[0]!) ?? [],
		isUndone: act.isUndone,
	};
	// what is sent again was asked for once
	const may = todo.isAgain ? [] : possibleRows(asked, { ...outcome, told, attempts });
	const fact = act.fact?.(input, who, answer);
	env.write({ kind: "act", at, until: Date.now(), name, who, session, attempts, ...outcome, may, told, fact });
	note(env, me, todo, outcome, fact);
	return outcome.outcome;
}

/** What follows for who is in, what there is, and what has to be sent again. */
function note(env: Environment, me: Person, todo: Plan, outcome: Outcome, fact: Fact | undefined): void {
	settleStanding(env, fact, outcome);
	if (fact && outcome.outcome === "done") env.learn(fact, me.user_id);
	if (fact?.is === "sent" && outcome.outcome === "unknown" && !todo.isAgain)
		env.unanswered.push(() => perform(env, me, { ...todo, isAgain: true }));
	if (acts[todo.name].by === undefined && out.has(outcome.code ?? "")) me.standing = "unsure";
}
