import type { TypedResponse } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { JSONParsed } from "hono/utils/types";
import type { Context } from "./context.ts";

/** JSON, with the headers that have come together for it. All at once: each one by itself is a call into the runtime. */
export function answer<T extends object, S extends ContentfulStatusCode>(c: Context, value: T, status: S) {
	const headers = { "Content-Type": "application/json", ...c.get("headers") };
	const response = new Response(JSON.stringify(value), { status, headers });
	return response as Response & TypedResponse<JSONParsed<T>, S, "json">;
}
