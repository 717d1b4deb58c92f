import { logError } from "@clickclack/durable-objects/log";
import { ChatError, type ErrorBody, type ErrorCode, errorStatus } from "@clickclack/protocol";
import { routePath } from "hono/route";
import { respond } from "../respond.ts";
import type { Context } from "../context.ts";

export function answerError(c: Context, code: ErrorCode, error: string, retry_after?: number): Response {
	if (retry_after !== undefined) c.var.headers["Retry-After"] = String(retry_after);
	const body: ErrorBody = { error, code, request_id: c.var.request_id };
	return respond(c, body, errorStatus[code]);
}

/** The runtime's errors for an object that is overloaded or being moved. */
const isBusy = (thrown: Error & { overloaded?: boolean; retryable?: boolean; durableObjectReset?: boolean }): boolean =>
	[thrown.overloaded, thrown.retryable, thrown.durableObjectReset].includes(true);

/** Logs the route, not the URL, which may hold a token. */
export function log(c: Context, error: Error): void {
	logError(error, { request_id: c.var.request_id, method: c.req.method, route: routePath(c) });
}

/** Expected failures have their status. Anything else is a bug: logged once, and its details stay inside. */
export function errors(error: Error, c: Context): Response {
	if (error instanceof ChatError) return answerError(c, error.code, error.message, error.retry_after);
	log(c, error);
	if (!isBusy(error))
		return answerError(c, "internal", "something went wrong on our side: tell the operator the request id");
	return answerError(c, "unavailable", "the server is busy: try again in a moment", 1);
}
