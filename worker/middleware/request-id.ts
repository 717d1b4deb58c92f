import { requestIds } from "@clickclack/protocol";
import type { Context } from "../context.ts";

export function nameRequest(c: Context): void {
	const { request_id, correlation_id } = requestIds(crypto.randomUUID(), c.req.header("x-correlation-id"));
	c.set("request_id", request_id);
	c.set("correlation_id", correlation_id);
}
