import { isConnectionError, isRequestError } from "@clickclack/sdk";
import { type Answer, type AnyAct, type Fact, NothingThere } from "../acts/act.ts";
import { type ActName, acts } from "../acts/index.ts";
import { ask, operationOf } from "../operations.ts";
import type { Environment } from "./environment.ts";
import { numOf } from "../site.ts";
import { keyOf } from "./events.ts";
import { type Act, whomOf } from "./history.ts";
import { accountOf } from "./assemble.ts";
import type { Person } from "./people.ts";

export interface Plan {
	name: ActName;
	input: object;
	/** it was done before, and got no answer */
	isAgain?: true;
}

/** What somebody comes to at this moment; undefined when there is nothing to do it to. */
export async function plan(env: Environment, me: Person, name: ActName): Promise<Plan | undefined> {
	try {
		return { name, input: await acts[name].input(env.world(me)) };
	} catch (error) {
		if (error instanceof NothingThere) return undefined;
		throw error;
	}
}

type Told = Answer & Partial<Record<"event", Parameters<typeof keyOf>[0] & { cursor: string }>>;
type Attempt = Pick<Act, "outcome" | "code"> & { answer?: Told };

/** What became of it. A refusal after a try whose answer was lost says nothing about that try. */
function outcomeOf(error: unknown, attempts: number): Attempt {
	if (isConnectionError(error)) return { outcome: "unknown" };
	if (!isRequestError(error)) throw error;
	const isSure = error.status < 500 && attempts <= 1;
	return { outcome: isSure ? "refused" : "unknown", code: error.code };
}

async function attempt(env: Environment, me: Person, { name, input }: Plan): Promise<Attempt> {
	const { operation = name, by }: AnyAct = acts[name];
	const whom = "user_id" in input ? env.people.find(({ user_id }) => user_id === input.user_id) : undefined;
	const values = { workspace_id: env.workspace_id, ...(by && accountOf(whom!.handle)), ...input };
	me.attempts = 0;
	try {
		const client = by ? env.operatorClient : me.requests;
		return { outcome: "done", answer: (await ask(client, operationOf(operation), {}, values)) as Told };
	} catch (error) {
		return outcomeOf(error, me.attempts);
	}
}

/** The rows that an answer told of. */
function toldIn(answer: Told = {}): Act["told"] {
	const events = "events" in answer ? (answer.events as Told["event"][]) : [answer.event];
	// one without a cursor is not kept, or tells that nothing changed
	return events.flatMap((event) => (event?.cursor ? [{ num: numOf(event.cursor), key: keyOf(event) }] : []));
}

/** The rows that an act may have written. An answer that tells of no event says that nothing changed, but for a repeat. */
function possibleRows({ name, input, isAgain }: Plan, first_channel: string, act: Omit<Act, "may">): string[] {
	// what is sent again was asked for once
	if (act.outcome === "refused" || isAgain) return [];
	const command: AnyAct = acts[name];
	const isUnchanged = act.outcome === "done" && act.attempts <= 1 && act.told.length === 0;
	const sure = isUnchanged ? [] : (command.writes?.(input, act.who) ?? []);
	const once = [...(command.mayWrite?.(input, act.who, first_channel) ?? []), ...sure];
	return command.isUndone ? Array.from({ length: Math.max(1, act.attempts) }, () => once).flat() : once;
}

/** Does it, and writes down what came of it. */
export async function perform(env: Environment, me: Person, todo: Plan): Promise<Act> {
	const { name, input } = todo;
	const command: AnyAct = acts[name];
	const at = Date.now();
	const [who, session] = command.by === undefined ? [me.user_id, me.session] : [command.by, ""];
	const { answer, ...outcome } = await attempt(env, me, todo);
	const asked = { kind: "act" as const, at, until: Date.now(), name, who, session, attempts: me.attempts, ...outcome };
	const known = { ...asked, told: toldIn(answer), fact: command.fact?.(input, who, answer) };
	const act = { ...known, may: possibleRows(todo, env.general, known) };
	env.write(act);
	if (act.outcome === "done") env.done.add(name);
	note(env, me, todo, act);
	return act;
}

const standings: Partial<Record<Fact["is"], Person["standing"]>> = { gone: "out", blocked: "unsure", ended: "unsure" };
/** What one is told when one is out, whatever one asked for. */
const out = new Set(["moderated", "unauthorized"]);

/** What follows for who is in, what there is, and what has to be sent again. */
function note(env: Environment, me: Person, todo: Plan, { fact, outcome, code = "", who }: Act): void {
	if (who === me.user_id && out.has(code)) me.standing = "unsure";
	if (!fact || outcome === "refused") return;
	const whom = env.people.find(({ user_id, session }) => [user_id, session].includes(whomOf(fact)!));
	const standing = standings[fact.is];
	if (whom && standing) whom.standing = outcome === "done" ? standing : "unsure";
	if (outcome === "done") env.learn(fact, me.user_id);
	else if (fact.is === "sent" && !todo.isAgain) env.unanswered.push(() => perform(env, me, { ...todo, isAgain: true }));
}
