import { perform } from "./acting.ts";
import { type ActName, acts, staff_weights, weights } from "./acts.ts";
import { comeBack } from "./cast.ts";
import type { Act } from "./history.ts";
import type { Person } from "./person.ts";
import type { Stage } from "./stage.ts";
import type { Weather } from "./weather.ts";

type Outcomes = Record<Act["outcome"], number>;
const none: Readonly<Outcomes> = { done: 0, refused: 0, unknown: 0 };

/** What people do, and what became of it. */
export class Doings {
	/** acts, for all of them together */
	left = 0;
	readonly counts: Record<ActName, Outcomes>;

	constructor() {
		this.counts = Object.fromEntries(Object.keys(acts).map((name) => [name, { ...none }])) as Record<ActName, Outcomes>;
	}

	get sums() {
		const all = Object.values(this.counts);
		const sum = (outcome: Act["outcome"]) => all.reduce((total, counts) => total + counts[outcome], 0);
		const [done, refused, unanswered] = [sum("done"), sum("refused"), sum("unknown")];
		return { acts: done + refused + unanswered, done, refused, unanswered };
	}

	/** One thing after the other, as long as there is something left to do. */
	async live(stage: Stage, weather: Weather, me: Person): Promise<void> {
		const isStaff = me.home === "owner" || me.home === "moderator";
		while (this.left > 0) {
			await stage.host.up;
			// who cannot come back now may do so later
			if (me.standing !== "in" && me.dice.chance(0.3)) await comeBack(stage, me).catch(() => {});
			me.nextTurn();
			const name = me.dice.weighted(isStaff ? staff_weights : weights);
			const plan = acts[name](stage, me);
			if (!plan) continue;
			this.left--;
			weather.passes();
			this.counts[name][await perform(stage, me, name, plan)]++;
		}
	}
}
