import { setTimeout as pause } from "node:timers/promises";
import { type ActName, acts } from "../acts/index.ts";
import type { Environment } from "./environment.ts";
import { type Rates, injectFaults } from "./fault-injector.ts";
import { perform, plan } from "./perform.ts";
import { type Person, comeBack } from "./people.ts";

const noActs = () => ({ done: 0, refused: 0, unknown: 0 });
const mine = (Object.keys(acts) as ActName[]).filter((name) => acts[name].only !== "replay");
const weightsOf = (at: 0 | 1) =>
	Object.fromEntries(mine.map((name) => [name, acts[name].weight[at]])) as Record<ActName, number>;
const [most, staff] = [weightsOf(0), weightsOf(1)];

/** What was not done in this run yet: some would come in no short run. */
export const owed = ({ done }: Environment): ActName[] => mine.filter((name) => !done.has(name));
/** By those who may, mostly. */
const owedBy = (env: Environment, weights: typeof most): ActName[] =>
	owed(env).filter((name) => 2 * weights[name] >= Math.max(...acts[name].weight));

export class Workload {
	readonly #rates: Rates;
	left = 0;
	/** how often more is tried for what nobody has done yet */
	#extra: number;
	readonly counts = Object.fromEntries(mine.map((name) => [name, noActs()]));
	readonly sums = { acts: 0, ...noActs() };

	constructor(rates: Rates, extra: number) {
		[this.#rates, this.#extra] = [rates, extra];
	}

	/** One thing after the other, as long as there is something left to do. */
	async run(env: Environment, me: Person): Promise<void> {
		const weights = me.home === "owner" || me.home === "moderator" ? staff : most;
		// rare otherwise, so that a short run might have none that types
		const first: ActName[] = ["publishEphemeral"];
		while (this.left > 0 || (this.#extra > 0 && owedBy(env, weights).length > 0)) {
			await env.host.up;
			// who cannot come back now may do so later
			if (me.standing !== "in" && me.prng.chance(0.3)) await comeBack(env, me).catch(() => {});
			me.nextTurn();
			const rare = me.prng.chance(this.left > 0 ? 0.3 : 0.6) ? me.prng.of(owedBy(env, weights)) : undefined;
			const name = first.shift() ?? rare ?? me.prng.weighted(weights);
			const next = await plan(env, me, name);
			if (this.left <= 0) this.#extra--;
			if (!next) continue;
			if (this.left > 0) this.left--;
			injectFaults(env, this.#rates, ++this.sums.acts);
			const { outcome } = await perform(env, me, next);
			this.counts[next.name]![outcome]++;
			this.sums[outcome]++;
		}
	}
}

const settled_ms = 200;

/**
 * Waits until everybody who listens has received the last that happened: something that all receive. @returns its
 * number
 */
export async function settle(env: Environment): Promise<number> {
	await pause(settled_ms);
	await nothingIsDue(env);
	const num = await mark(env);
	const late = () => env.people.flatMap(({ clients }) => clients.filter((client) => client.isOpen && client.num < num));
	const deadline = Date.now() + env.host.patience_ms;
	while (Date.now() < deadline && late().length > 0) await pause(10);
	for (const { name: client } of late()) env.write({ kind: "undelivered", client, num });
	return num;
}

/** Jobs that wait for times that somebody chose. */
const timed_kinds = new Set(["sendScheduled", "remind", "expireStatuses"]);

/** Until what was scheduled for about now was sent, or could not be. */
async function nothingIsDue({ operator, workspace_id }: Environment): Promise<void> {
	for (;;) {
		const { jobs } = await operator.admin.jobs.list({ workspace_id, state: "waiting" });
		const soon = new Date(Date.now() + 60_000).toISOString();
		if (!jobs.some(({ kind, due_at = soon }) => timed_kinds.has(kind) && due_at < soon)) return;
		await pause(50);
	}
}

/** An event for everybody after which there is none. @returns its number */
async function mark(env: Environment): Promise<number> {
	const { keeper, host, tag } = env;
	for (;;) {
		const { told } = await perform(env, keeper, (await plan(env, keeper, "updateWorkspace"))!);
		const { num } = told[0]!;
		if ((await host.disk(tag, num)).rows.length === 0) return num;
	}
}
