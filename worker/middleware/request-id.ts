import type { Context } from "../context.ts";

const correlation = /^[A-Za-z0-9._:-]{1,128}$/;

/** One id to find this request in the logs, one that a caller may choose to follow its own work through ours. */
export function nameRequest(c: Context): void {
	const given = c.req.header("x-correlation-id")?.trim();
	const id = crypto.randomUUID().replaceAll("-", "");
	c.set("request_id", `req_${id}`);
	c.set("correlation_id", given !== undefined && correlation.test(given) ? given : `corr_${id}`);
}
