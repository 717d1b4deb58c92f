import type { z } from "zod";
import { conversing } from "./conversations.ts";
import { ChatError, type ErrorCode } from "./errors.ts";
import type { Route } from "./route.ts";
import { sentence } from "./sentences.ts";

/** What came in, before it is known to be right. */
export interface Given {
	params: unknown;
	query: unknown;
	body: unknown;
}

/** A schema may say that its refusal is something else than a wrong request: `{ params: { code: "forbidden" } }`. */
const codeOf = (issue: z.core.$ZodIssue): ErrorCode =>
	(issue.code === "custom" && (issue.params?.["code"] as ErrorCode | undefined)) || "invalid_request";

/** What does not fit a route's definition: 400 that names the field. */
function refuse(issue: z.core.$ZodIssue, place: keyof Given): never {
	const field = issue.path.join(".");
	// an id that cannot exist answers as one that does not
	if (place === "params" && field.endsWith("_id")) throw new ChatError("not_found", "not found");
	// some texts are matched on by clients, word for word; those name the field themselves
	const code = codeOf(issue);
	const isNamed = field === "" || issue.message.includes(field) || code !== "invalid_request";
	throw new ChatError(code, isNamed ? issue.message : `${field}: ${issue.message}`);
}

function check(schema: z.ZodType | undefined, given: Given, place: keyof Given): object {
	if (!schema) return {};
	const result = schema.safeParse(given[place], { error: sentence });
	if (!result.success) refuse(result.error.issues[0]!, place);
	return result.data as object;
}

/** The schema of a body that is parsed before the handler has it. */
export const bodySchema = ({ body }: Pick<Route, "body">): z.ZodType | undefined =>
	body === undefined || "stream" in body ? undefined : "form" in body ? body.form : body;

/** What its `Content-Type` says. */
export function mediaType(body: NonNullable<Route["body"]>): string {
	if ("stream" in body) return body.stream;
	return "form" in body ? "application/x-www-form-urlencoded" : "application/json";
}

/** Whether there has to be a body; where all in it is optional, none is the same as `{}`. */
export function needsBody(route: Pick<Route, "body">): boolean {
	const schema = bodySchema(route);
	return schema ? !schema.safeParse({}).success : route.body !== undefined;
}

/**
 * What came in, held to the definition of its route; in one object, as commands take it. What stands in the path counts
 * before anything of the same name elsewhere.
 */
export function parseInput(route: Route, given: Given): object {
	const params = check(route.params, given, "params");
	const query = check(route.query, given, "query");
	const all = { ...check(bodySchema(route), given, "body"), ...query, ...params };
	return route.conversation ? conversing(all) : all;
}
