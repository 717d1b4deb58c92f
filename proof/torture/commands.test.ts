import { expect, test } from "vitest";
import { acts, elsewhere, staff_weights, weights } from "./acts.ts";

// the type checker has the Workers' code in another project, so this is named where it does not look
const registry = "../../durable-objects/workspace/index.ts";

test(
	"every command of a workspace is done under torture, or is said to be done elsewhere",
	{ timeout: 30_000 },
	async () => {
		const { commands } = (await import(registry)) as { commands: object };
		const known = [...Object.keys(acts), ...Object.keys(elsewhere)];
		expect(known.toSorted()).toEqual(Object.keys(commands).toSorted());
	},
);

test("every act has its turn", () => {
	for (const weight of [...Object.values(weights), ...Object.values(staff_weights)]) expect(weight).toBeGreaterThan(0);
});
