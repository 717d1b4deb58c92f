import type { Context } from "./context.ts";

/** A JSON answer with its headers. Set all at once, because setting each is a call into the runtime. */
export function respond(c: Context, value: object, status: number): Response {
	const headers = { "Content-Type": "application/json", ...c.get("headers") };
	return new Response(status === 204 ? null : JSON.stringify(value), { status, headers });
}
