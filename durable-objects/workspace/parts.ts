import type { Outcome } from "@clickclack/protocol";
import { nextTurn } from "./fair-queue.ts";

/** After so many parts, what the next one is asked. */
export type NextPart = (asked: object, found: unknown, done: number) => object | undefined;

/** Asks for as long as there is a next part, others having their turns in between. @returns what the last one found */
export async function inParts(
	asked: object,
	run: (part: object) => Outcome<unknown>,
	nextPart: NextPart,
): Promise<Outcome<unknown>> {
	let result = run(asked);
	for (let done = 1, next; result.ok && (next = nextPart(asked, result.value, done)); done++) {
		await nextTurn();
		result = run(next);
	}
	return result;
}
