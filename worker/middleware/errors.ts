import { ChatError, type ErrorBody, type ErrorCode, errorStatus } from "@clickclack/protocol";
import type { Hook } from "@hono/zod-openapi";
import { HTTPException } from "hono/http-exception";
import type { App, Context } from "../context.ts";

/** An id that cannot exist answers as one that does not. */
const isPathId = (target: string, field: string): boolean => target === "param" && field.endsWith("_id");

/** What does not fit a route's definition: 400 that names the field. */
export const refuseInvalid: Hook<unknown, App, string, unknown> = (result) => {
	if (result.success) return;
	const [issue] = result.error.issues;
	const field = issue!.path.join(".");
	if (isPathId(result.target, field)) throw new ChatError("not_found", "not found");
	throw new ChatError("invalid_request", field ? `${field}: ${issue!.message}` : issue!.message);
};

export function answerError(c: Context, code: ErrorCode, error: string): Response {
	const body: ErrorBody = { error, code, request_id: c.var.request_id };
	return c.json(body, errorStatus[code]);
}

/** What hono's validators refuse by themselves. */
function fromHono({ status }: HTTPException): ChatError {
	if (status === 415) return new ChatError("unsupported_media_type", "content-type must be application/json");
	return new ChatError("invalid_json", "json request body must contain a single JSON value");
}

/** Expected failures have their status; anything else is a bug: logged once, and nobody outside learns what it was. */
export function errors(thrown: Error, c: Context): Response {
	const error = thrown instanceof HTTPException ? fromHono(thrown) : thrown;
	if (error instanceof ChatError) return answerError(c, error.code, error.message);
	const { method, routePath } = { method: c.req.method, routePath: c.req.path };
	console.error(
		JSON.stringify({ request_id: c.var.request_id, method, path: routePath, error: String(error), stack: error.stack }),
	);
	return answerError(
		c,
		"internal",
		"something went wrong on our side: try again, and quote the request id if it stays",
	);
}
