import { randomInt } from "node:crypto";
import { parseArgs } from "node:util";

/** Reads `[--short] [--seed N]` and says which seed it is, so that a failing run can be had again. */
export function readArguments(): { isShort: boolean; seed: number } {
	const options = { short: { type: "boolean" }, seed: { type: "string" } } as const;
	const { short = false, seed = String(randomInt(2 ** 31)) } = parseArgs({ options }).values;
	if (!/^\d{1,10}$/.test(seed)) throw new Error("--seed takes a whole number");
	console.log(`seed ${seed}`);
	return { isShort: short, seed: Number(seed) };
}
