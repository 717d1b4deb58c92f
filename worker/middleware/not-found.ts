import { ChatError, operations } from "@clickclack/protocol";
import type { Context } from "../context.ts";
import { answerError } from "./errors.ts";

const known = Object.values(operations).map(({ method, path }) => ({
	method: method.toUpperCase(),
	path: new RegExp(`^${path.replaceAll(/\{\w+\}/g, "[^/]+")}$`),
}));

/** Unknown paths and methods answer in JSON, never with a page. */
export function notFound(c: Context): Response {
	const methods = known.filter((route) => route.path.test(c.req.path)).map((route) => route.method);
	if (methods.length === 0) return answerError(c, new ChatError("route_not_found", "route not found"));
	c.var.headers["Allow"] = methods.join(", ");
	return answerError(c, new ChatError("method_not_allowed", `use ${methods.join(" or ")} here`));
}
