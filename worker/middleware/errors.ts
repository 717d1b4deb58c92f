import { logError } from "@clickclack/durable-objects/log";
import { ChatError, failureOf, unexpected } from "@clickclack/protocol";
import { routePath } from "hono/route";
import { counted, respond } from "../respond.ts";
import type { Context } from "../context.ts";

export function answerError(c: Context, error: ChatError): Response {
	const { status, body, retry_after } = failureOf(error, c.var.request_id);
	if (retry_after !== undefined) c.var.headers["Retry-After"] = String(retry_after);
	return counted(c, respond(c, body, status));
}

/** Logs the route, not the URL, which may hold a token. */
export function log(c: Context, error: Error): void {
	logError(error, { request_id: c.var.request_id, method: c.req.method, route: routePath(c) });
}

/** Expected failures have their status. Anything else is a bug: logged once, and its details stay inside. */
export function errors(error: Error, c: Context): Response {
	if (error instanceof ChatError) return answerError(c, error);
	log(c, error);
	return answerError(c, unexpected(error));
}
