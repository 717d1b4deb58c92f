import type { z } from "zod";
import { compact, shapeOf, withAbsent, withoutEmpty } from "./absent.ts";
import { conversing } from "./conversations.ts";
import { ChatError, type ErrorCode } from "./errors.ts";
import type { Route } from "./route.ts";
import { sentence } from "./sentences.ts";

/** A request's values, not validated yet. */
interface Given {
	params: unknown;
	query: object | undefined;
	body: unknown;
	correlation_id: string;
}

/** A schema may give its refusal another code than invalid_request: `{ params: { code: "forbidden" } }`. */
const codeOf = (issue: z.core.$ZodIssue): ErrorCode =>
	(issue.code === "custom" && (issue.params?.["code"] as ErrorCode | undefined)) || "invalid_request";

type Part = Exclude<keyof Given, "correlation_id">;

/** A 400 that names the field, for a value that does not match a route's definition. */
function refuse(issue: z.core.$ZodIssue, place: Part): never {
	const field = issue.path.join(".");
	// an impossible id gets the same answer as an unknown one
	if (place === "params" && field.endsWith("_id")) throw new ChatError("not_found", "not found");
	// some texts are matched literally by clients; those name the field themselves
	const code = codeOf(issue);
	const isNamed = field === "" || issue.message.includes(field) || code !== "invalid_request";
	throw new ChatError(code, isNamed ? issue.message : `${field}: ${issue.message}`);
}

const parse = (schema: z.ZodType, value: unknown) => schema.safeParse(value, { error: sentence });

function check(schema: z.ZodType | undefined, value: unknown, place: Part): object {
	if (!schema) return {};
	const result = parse(schema, value);
	if (!result.success) refuse(result.error.issues[0]!, place);
	return result.data as object;
}

/** Nearly every body is parsed once; one with empty members, again without them. */
function checkBody(schema: z.ZodType | undefined, body: unknown): object {
	if (!schema) return {};
	const { data, error } = parse(schema, body);
	if (!error) return data as object;
	const rest = withAbsent(body, error.issues);
	return rest === undefined ? refuse(error.issues[0]!, "body") : (compact(check(schema, rest, "body")) as object);
}

/** The schema of a body that is parsed before the handler runs. */
export const bodySchema = ({ body }: Pick<Route, "body">): z.ZodType | undefined =>
	body === undefined || "stream" in body ? undefined : "form" in body ? body.form : body;

/** The `Content-Type` of a body. */
export function mediaType(body: NonNullable<Route["body"]>): string {
	if ("stream" in body) return body.stream;
	return "form" in body ? "application/x-www-form-urlencoded" : "application/json";
}

/** Whether a body is required; where all its fields are optional, an empty body is the same as `{}`. */
export function needsBody(route: Pick<Route, "body">): boolean {
	const schema = bodySchema(route);
	return schema ? !schema.safeParse({}).success : route.body !== undefined;
}

/**
 * The validated input of an operation, as one object, which is what commands take. Path parameters win over anything of
 * the same name.
 */
export function parseInput(route: Route, given: Given): object {
	const params = check(route.params, given.params, "params");
	const query = check(route.query, given.query && route.query && withoutEmpty(given.query, route.query), "query");
	const correlation = route.correlated && { correlation_id: given.correlation_id };
	const all: object = { ...checkBody(bodySchema(route), given.body), ...query, ...params, ...correlation };
	return route.conversation ? conversing(all) : all;
}

/** A value as it would stand in an address, where all is text and null cannot be written. */
function asText(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(asText);
	return value === null ? "" : typeof value === "number" || typeof value === "boolean" ? String(value) : value;
}

/** Those of an act's values that a part of the request knows. Others are ignored, as over HTTP. */
function valuesFor(schema: z.ZodType | undefined, input: object, as: (value: unknown) => unknown): object {
	const names = Object.keys(shapeOf(schema)).filter((name) => Object.hasOwn(input, name));
	return Object.fromEntries(names.map((name) => [name, as((input as Record<string, unknown>)[name])]));
}

/** The values of an act by where they stand in the request. */
export function givenIn(route: Route, input: object, correlation_id: string): Given {
	const params = valuesFor(route.params, input, asText);
	const query = route.query && valuesFor(route.query, input, asText);
	return { params, query, body: valuesFor(bodySchema(route), input, (value) => value), correlation_id };
}

/** Whether the Directory runs a request, or a workspace. */
export const isForDirectory = ({ workspace, unique }: Route, input: object): boolean =>
	workspace === undefined || (unique !== undefined && unique in input);
