import { setTimeout as pause } from "node:timers/promises";
import { type ActName, acts } from "../acts/index.ts";
import type { Environment } from "./environment.ts";
import type { FaultInjector } from "./fault-injector.ts";
import type { Act } from "./history.ts";
import { perform, plan } from "./perform.ts";
import { type Person, comeBack } from "./people.ts";

export class Workload {
	left = 0;
	readonly counts: Record<string, Record<Act["outcome"], number>> = {};
	readonly #weights: Record<ActName, number>[];

	constructor() {
		const mine = (Object.keys(acts) as ActName[]).filter((name) => acts[name].only !== "replay");
		for (const name of mine) this.counts[name] = { done: 0, refused: 0, unknown: 0 };
		const weights = (at: 0 | 1) => Object.fromEntries(mine.map((name) => [name, acts[name].weight[at]]));
		this.#weights = ([0, 1] as const).map((at) => weights(at) as Record<ActName, number>);
	}

	get sums() {
		const sum = (outcome: Act["outcome"]) =>
			Object.values(this.counts).reduce((total, counts) => total + counts[outcome], 0);
		const [done, refused, unanswered] = [sum("done"), sum("refused"), sum("unknown")];
		return { acts: done + refused + unanswered, done, refused, unanswered };
	}

	/** One thing after the other, as long as there is something left to do. */
	async run(env: Environment, faults: FaultInjector, me: Person): Promise<void> {
		const isStaff = me.home === "owner" || me.home === "moderator";
		while (this.left > 0) {
			await env.host.up;
			// who cannot come back now may do so later
			if (me.standing !== "in" && me.prng.chance(0.3)) await comeBack(env, me).catch(() => {});
			me.nextTurn();
			const next = await plan(env, me, me.prng.weighted(this.#weights[Number(isStaff)]!));
			if (!next) continue;
			this.left--;
			faults.next();
			this.counts[next.name]![await perform(env, me, next)]++;
		}
	}
}

const settled_ms = 200;

/**
 * Waits until everybody who listens has heard the last that happened: something that all hear.
 * @returns its number
 */
export async function settle(env: Environment, patience_ms: number): Promise<number> {
	await pause(settled_ms);
	const num = await mark(env);
	const late = () => env.people.flatMap(({ clients }) => clients.filter((client) => client.isOpen && client.num < num));
	const deadline = Date.now() + patience_ms;
	while (Date.now() < deadline && late().length > 0) await pause(10);
	for (const { name: client } of late()) env.write({ kind: "undelivered", at: Date.now(), client, num });
	return num;
}

/** An event for everybody after which there is none. */
async function mark(env: Environment): Promise<number> {
	const { keeper, host, tag, history } = env;
	for (;;) {
		await perform(env, keeper, (await plan(env, keeper, "updateWorkspace"))!);
		const act = history.findLast((entry) => entry.kind === "act" && entry.who === keeper.user_id) as Act;
		const { rows } = await host.disk(tag, act.told[0]!.num);
		if (rows.length === 0) return act.told[0]!.num;
	}
}
