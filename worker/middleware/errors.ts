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

/** Starts at the beginning of a run without spaces, so that each run is read once. */
const secrets = /\b(sst|mgt|ivt|ccb)_[\w.-]+|(?<![^\s"'<>/@])[^\s"'<>/@]+@[^\s"'<>/@]+/g;
const withoutSecrets = (text = ""): string => text.replaceAll(secrets, (_, kind = "e-mail") => `[${kind}]`);

/** Logs the route, not the URL, which may hold a token; and removes tokens and e-mail addresses from the error. */
export function log(c: Context, { message, stack }: Error): void {
	const { request_id } = c.var;
	const [what, where] = [withoutSecrets(message), withoutSecrets(stack)];
	console.error(JSON.stringify({ request_id, method: c.req.method, route: routePath(c), message: what, stack: where }));
}

/** Expected failures have their status. Anything else is a bug: logged once, and its details stay inside. */
export function errors(error: Error, c: Context): Response {
	if (error instanceof ChatError) return answerError(c, error.code, error.message, error.retry_after);
	log(c, error);
	if (!isBusy(error))
		return answerError(c, "internal", "something went wrong on our side: tell the operator the request id");
	return answerError(c, "unavailable", "the server is busy: try again in a moment", 1);
}
