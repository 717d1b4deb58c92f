import { expect, test } from "vitest";
import { Prng } from "../prng.ts";
import { Person } from "./people.ts";

/** The kinds of act that somebody comes to, drawing as often as it happens to be in between. */
function plan(seed: number, who: string, drawing: (turn: number) => number): number[] {
	const me = new Person("http://nowhere.example", { id: `usr_${who}`, handle: who }, "member", new Prng(seed).for(who));
	return Array.from({ length: 50 }, (_, turn) => {
		me.nextTurn();
		const kind = me.prng.below(1_000);
		for (let i = drawing(turn); i > 0; i--) me.prng.below(7);
		return kind;
	});
}

test("everybody's plan is the same for a seed, however often they draw on the way", () => {
	const once = plan(7, "ann", () => 1);
	expect(plan(7, "ann", (turn) => turn % 5)).toEqual(once);
	expect(plan(7, "bob", () => 1)).not.toEqual(once);
	expect(plan(8, "ann", () => 1)).not.toEqual(once);
});
