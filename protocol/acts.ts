import * as z from "zod";
import { operations } from "./operations.ts";
import type { Route } from "./route.ts";

/** At most this many acts of one socket are run at the same time; one more is refused. */
export const max_acts = 32;

/**
 * A message on a socket has at most so many values, counted by its commas and brackets; no operation takes more than a
 * few. The workspace's object parses it, which would take up to 50 ms for tens of thousands of them.
 */
export const max_values = 128;

/** What a client sends on a socket to call an operation. Nothing else is accepted there, except `ping`. */
export const Act = z
	.strictObject({
		act: z.int().min(0).meta({ description: "Chosen by the client; the answer has it too" }),
		name: z.string().meta({ description: "The `operationId` of an operation with `x-act`" }),
		input: z
			.record(z.string(), z.unknown())
			.meta({ description: "The values of its path, its query and its body together" }),
		correlation_id: z.string().optional().meta({ description: "Like the header X-Correlation-ID" }),
	})
	.meta({ id: "Act" });
export type Act = z.infer<typeof Act>;

/** The answer to an act, in a frame of its own. */
export const Answer = z
	.object({
		answer: z.int().meta({ description: "The number of the act" }),
		status: z.int().meta({ description: "As over HTTP" }),
		body: z.looseObject({}).meta({ description: "The operation's answer for this status, or an `Error`" }),
		retry_after: z.int().optional().meta({ description: "Like the header Retry-After" }),
	})
	.meta({ id: "Answer" });
export type Answer = z.infer<typeof Answer>;

/** Whether an operation can be called on a socket: one of a workspace, for people or bots, with JSON or no body, and answered with JSON. */
export function isAct({ workspace, access, body, answers, alsoAs }: Route): boolean {
	const isJson = body === undefined || (!("form" in body) && !("stream" in body));
	const isAnswered = !answers[101] && !answers[204] && alsoAs === undefined;
	return workspace !== undefined && access !== "public" && access !== "operator" && isJson && isAnswered;
}

const acts = new Map<string, Route>(Object.entries(operations).filter(([, route]) => isAct(route)));

/** The operation of an act. */
export const actOf = (name: string): Route | undefined => acts.get(name);
