import type { Outcome } from "@clickclack/protocol";
import { nextTurn } from "./fair-queue.ts";

/** The input for the next part, after `done` parts. */
export type NextPart = (input: object, result: unknown, done: number) => object | undefined;

/** Runs a query part by part; other commands run in between. @returns the result of the last part */
export async function inParts(
	input: object,
	run: (part: object) => Outcome<unknown>,
	nextPart: NextPart,
): Promise<Outcome<unknown>> {
	let result = run(input);
	for (let done = 1, next; result.ok && (next = nextPart(input, result.value, done)); done++) {
		await nextTurn();
		result = run(next);
	}
	return result;
}
