import type { Context } from "./context.ts";

/** JSON, with the headers that have come together for it. All at once: each one by itself is a call into the runtime. */
export function respond(c: Context, value: object, status: number): Response {
	const headers = { "Content-Type": "application/json", ...c.get("headers") };
	return new Response(JSON.stringify(value), { status, headers });
}
