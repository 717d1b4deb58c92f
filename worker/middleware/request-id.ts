import type { Context } from "../context.ts";

const correlation = /^[A-Za-z0-9._:-]{1,128}$/;

/** The request id is ours, for the logs. The correlation id may be the caller's, to follow its own work. */
export function nameRequest(c: Context): void {
	const given = c.req.header("x-correlation-id")?.trim();
	const id = crypto.randomUUID().replaceAll("-", "");
	c.set("request_id", `req_${id}`);
	c.set("correlation_id", given !== undefined && correlation.test(given) ? given : `corr_${id}`);
}
