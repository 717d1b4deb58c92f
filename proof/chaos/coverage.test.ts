import { expect, test } from "vitest";
import { all_looks, gaps, noLooks } from "./coverage.ts";
import { kinds } from "./events.ts";

const event_types = Object.keys(kinds);
const figures = { ...noLooks(), ...Object.fromEntries(all_looks.map((look) => [look, 1])) };
const result = { acts: { send: { done: 1, refused: 0, unknown: 0 } }, types: new Set(event_types), figures };
const goals = { isEverything: true, least: {} };

test("a run that did and looked at everything did not fall short", () => {
	expect(gaps(result, goals)).toEqual([]);
});

test.each(all_looks)("a run without %s fell short", (look) => {
	expect(gaps({ ...result, figures: { ...figures, [look]: 0 } }, goals)).toHaveLength(1);
});

test("a run in which an act was never done, or a kind of event never happened, fell short", () => {
	const acts = { send: { done: 0, refused: 5, unknown: 2 } };
	expect(gaps({ ...result, acts }, goals)).toEqual(["send was never done"]);
	const types = new Set(event_types.slice(1));
	expect(gaps({ ...result, types }, goals)).toEqual([`no ${event_types[0]} happened`]);
	expect(gaps({ ...result, acts, types }, { ...goals, isEverything: false })).toEqual([]);
});

test("a run with too few kills fell short", () => {
	const least = { kills: 200 };
	expect(gaps({ ...result, figures: { ...figures, kills: 199 } }, { ...goals, least })).toEqual([
		"kills: 199, where 200 were wanted",
	]);
});
