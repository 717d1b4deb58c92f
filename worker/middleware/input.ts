import { ChatError } from "@clickclack/protocol";
import type { z } from "zod";
import type { Context } from "../context.ts";

/** As the definition of a route has it. */
export interface Expected {
	query?: z.ZodType;
	params?: z.ZodType;
	body?: { content: { "application/json": { schema: z.ZodType } } };
}

type Target = "query" | "param" | "json";

/** An id that cannot exist answers as one that does not. */
const isPathId = (target: Target, field: string): boolean => target === "param" && field.endsWith("_id");

/** What does not fit a route's definition: 400 that names the field. */
function refuse(target: Target, issue: z.core.$ZodIssue): never {
	const field = issue.path.join(".");
	if (isPathId(target, field)) throw new ChatError("not_found", "not found");
	// some texts are matched on by clients, word for word; those name the field themselves
	const isNamed = field === "" || issue.message.includes(field);
	throw new ChatError("invalid_request", isNamed ? issue.message : `${field}: ${issue.message}`);
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		throw new ChatError("invalid_json", "json request body must contain a single JSON value");
	}
}

/** A name that comes once has its value, one that comes oftener all of them. */
const queryOf = (c: Context): object =>
	Object.fromEntries(
		Object.entries(c.req.queries()).map(([name, values]) => [name, values.length > 1 ? values : values[0]]),
	);

/**
 * Holds what came in to the definition of its route; handlers find it under `c.req.valid`. Everything is checked in one
 * go, since each middleware and each promise costs a request more than the checks themselves.
 */
export function input({ query, params, body }: Expected): (c: Context, text: string | undefined) => void {
	const json = body?.content["application/json"].schema;
	const check = (c: Context, target: Target, schema: z.ZodType, value: unknown) => {
		const result = schema.safeParse(value);
		if (!result.success) refuse(target, result.error.issues[0]!);
		c.req.addValidatedData(target, result.data as object);
	};
	return (c, text) => {
		if (query) check(c, "query", query, queryOf(c));
		if (params) check(c, "param", params, c.req.param());
		if (json) check(c, "json", json, parseJson(text!));
	};
}
