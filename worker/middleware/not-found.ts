import type { Context } from "../context.ts";
import { methodsOf } from "../known-paths.ts";
import { answerError } from "./errors.ts";

/** Unknown paths and methods answer in JSON, never with a page. */
export function notFound(c: Context): Response {
	const methods = methodsOf(c.req.path);
	if (methods.length === 0) return answerError(c, "route_not_found", "route not found");
	c.header("Allow", methods.join(", "));
	return answerError(c, "method_not_allowed", `use ${methods.join(" or ")} here`);
}
