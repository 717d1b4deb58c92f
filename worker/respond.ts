import { count } from "@clickclack/durable-objects/metrics";
import type { Context } from "./context.ts";

/** A JSON answer with its headers. Set all at once, because setting each is a call into the runtime. */
export function respond(c: Context, value: object, status: number): Response {
	const headers = { "Content-Type": "application/json", ...c.get("headers") };
	return new Response(status === 204 ? null : JSON.stringify(value), { status, headers });
}

/** The same answer, which counts in /metrics. What is no operation, or was refused before it was known which, is "none". */
export function counted(c: Context, answer: Response): Response {
	count("clickclack_requests_total", [c.get("route") ?? "none", `${Math.floor(answer.status / 100)}xx`]);
	return answer;
}
