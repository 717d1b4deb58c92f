import { ChatError, type ErrorBody, type ErrorCode, errorStatus } from "@clickclack/protocol";
import { routePath } from "hono/route";
import { respond } from "../respond.ts";
import type { Context } from "../context.ts";

export function answerError(c: Context, code: ErrorCode, error: string, retry_after?: number): Response {
	if (retry_after !== undefined) c.var.headers["Retry-After"] = String(retry_after);
	const body: ErrorBody = { error, code, request_id: c.var.request_id };
	return respond(c, body, errorStatus[code]);
}

/** An object that is overloaded or on the move says so in these. */
const isBusy = (thrown: Error & { overloaded?: boolean; retryable?: boolean; durableObjectReset?: boolean }): boolean =>
	[thrown.overloaded, thrown.retryable, thrown.durableObjectReset].includes(true);

/** An address begins where a stretch without gaps does, so that a stretch is read once. */
const secrets = /\b(sst|mgt|ivt|ccb)_[\w.-]+|(?<![^\s"'<>/@])[^\s"'<>/@]+@[^\s"'<>/@]+/g;
const withoutSecrets = (text = ""): string => text.replaceAll(secrets, (_, kind = "e-mail") => `[${kind}]`);

/** The route, not the address: that may hold a token. Nor does what went wrong quote one, or an e-mail address. */
export function log(c: Context, { message, stack }: Error): void {
	const { request_id } = c.var;
	const [what, where] = [withoutSecrets(message), withoutSecrets(stack)];
	console.error(JSON.stringify({ request_id, method: c.req.method, route: routePath(c), message: what, stack: where }));
}

/** Expected failures have their status; anything else is a bug: logged once, and nobody outside learns what it was. */
export function errors(error: Error, c: Context): Response {
	if (error instanceof ChatError) return answerError(c, error.code, error.message, error.retry_after);
	log(c, error);
	if (!isBusy(error))
		return answerError(c, "internal", "something went wrong on our side: tell the operator the request id");
	return answerError(c, "unavailable", "the server is busy: try again in a moment", 1);
}
