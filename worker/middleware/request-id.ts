import { createMiddleware } from "hono/factory";
import type { App } from "../context.ts";

const correlation = /^[A-Za-z0-9._:-]{1,128}$/;

/** One id to find this request in the logs, one that a caller may choose to follow its own work through ours. */
export const requestId = createMiddleware<App>(async function requestId(c, next) {
	const given = c.req.header("x-correlation-id")?.trim();
	const id = crypto.randomUUID().replaceAll("-", "");
	const request_id = `req_${id}`;
	const correlation_id = given !== undefined && correlation.test(given) ? given : `corr_${id}`;
	c.set("request_id", request_id);
	c.set("correlation_id", correlation_id);
	c.header("X-Request-ID", request_id);
	c.header("X-Correlation-ID", correlation_id);
	await next();
});
