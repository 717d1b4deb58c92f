import { ChatError, type ErrorBody, type ErrorCode, errorStatus } from "@clickclack/protocol";
import type { Hook } from "@hono/zod-openapi";
import { HTTPException } from "hono/http-exception";
import { routePath } from "hono/route";
import type { App, Context } from "../context.ts";

/** An id that cannot exist answers as one that does not. */
const isPathId = (target: string, field: string): boolean => target === "param" && field.endsWith("_id");

/** What does not fit a route's definition: 400 that names the field. */
export const refuseInvalid: Hook<unknown, App, string, unknown> = (result) => {
	if (result.success) return;
	const [issue] = result.error.issues;
	const field = issue!.path.join(".");
	if (isPathId(result.target, field)) throw new ChatError("not_found", "not found");
	// some texts are matched on by clients, word for word; those name the field themselves
	const isNamed = field === "" || issue!.message.includes(field);
	throw new ChatError("invalid_request", isNamed ? issue!.message : `${field}: ${issue!.message}`);
};

export function answerError(c: Context, code: ErrorCode, error: string, retry_after?: number): Response {
	if (retry_after !== undefined) c.header("Retry-After", String(retry_after));
	const body: ErrorBody = { error, code, request_id: c.var.request_id };
	return c.json(body, errorStatus[code]);
}

/** What hono's validators refuse by themselves. */
function fromHono({ status }: HTTPException): ChatError {
	if (status === 415) return new ChatError("unsupported_media_type", "content-type must be application/json");
	return new ChatError("invalid_json", "json request body must contain a single JSON value");
}

/** An object that is overloaded or on the move says so in these. */
const isBusy = (thrown: Error & { overloaded?: boolean; retryable?: boolean; durableObjectReset?: boolean }): boolean =>
	[thrown.overloaded, thrown.retryable, thrown.durableObjectReset].includes(true);

const secrets = /\b(sst|mgt|ivt|ccb)_[\w.-]+|[^\s"'<>/@]{1,64}@[^\s"'<>/@]{1,255}/g;
const withoutSecrets = (text = ""): string => text.replaceAll(secrets, (_, kind = "e-mail") => `[${kind}]`);

/** The route, not the address: that may hold a token. Nor does what went wrong quote one, or an e-mail address. */
function log(c: Context, { message, stack }: Error): void {
	const { request_id } = c.var;
	const [what, where] = [withoutSecrets(message), withoutSecrets(stack)];
	console.error(JSON.stringify({ request_id, method: c.req.method, route: routePath(c), message: what, stack: where }));
}

/** Expected failures have their status; anything else is a bug: logged once, and nobody outside learns what it was. */
export function errors(thrown: Error, c: Context): Response {
	const error = thrown instanceof HTTPException ? fromHono(thrown) : thrown;
	if (error instanceof ChatError) return answerError(c, error.code, error.message, error.retry_after);
	log(c, error);
	if (!isBusy(error))
		return answerError(c, "internal", "something went wrong on our side: tell the operator the request id");
	return answerError(c, "unavailable", "the server is busy: try again in a moment", 1);
}
