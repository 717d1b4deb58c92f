import { exposition } from "@clickclack/durable-objects/metrics";
import { ChatError, readConfiguration } from "@clickclack/protocol";
import { Hono } from "hono";
import type { App } from "../context.ts";
import { refuseEmpty, takeToken } from "../middleware/limits.ts";
import { isSame } from "../middleware/operator.ts";
import { notFound } from "../middleware/not-found.ts";

/** For Prometheus, by a token of its own; without one there is no such page. Only wrong tokens count as attempts. */
export const metrics = new Hono<App>().get("/metrics", function metrics(c) {
	const wanted = readConfiguration(c.env).METRICS_TOKEN;
	if (wanted === undefined) return notFound(c);
	refuseEmpty(c, "operator");
	const [, given = ""] = /^Bearer (\S+)$/i.exec(c.req.header("authorization") ?? "") ?? [];
	if (!isSame(given, wanted)) {
		takeToken(c, "operator");
		throw new ChatError("unauthorized", "this needs METRICS_TOKEN as a bearer token");
	}
	const headers = { ...c.var.headers, "Content-Type": "text/plain; version=0.0.4; charset=utf-8" };
	return new Response(exposition(), { headers });
});
