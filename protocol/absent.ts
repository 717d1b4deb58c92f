import * as z from "zod";

/*
 * Existing clients send null or "" for what they leave out. In a query an empty value is an absent one. In a body it
 * depends on the field: "" clears a topic, null may mean "without limit". So a body is parsed as it stands first, and only
 * what was refused for being empty counts as absent.
 */

type Members = Record<PropertyKey, unknown>;
const isObject = (value: unknown): value is Members =>
	typeof value === "object" && value !== null && !Array.isArray(value);

/** The members of an object, also of one that is transformed before or after it is parsed. */
export function shapeOf(schema: unknown): object {
	if (schema instanceof z.ZodPipe) return { ...shapeOf(schema.in), ...shapeOf(schema.out) };
	return schema instanceof z.ZodObject ? schema.shape : {};
}

/** A query without its empty parameters, where the schema knows them: it may refuse others, with a value or without. */
export function withoutEmpty(query: object, schema: z.ZodType): object {
	const known = shapeOf(schema);
	return Object.fromEntries(Object.entries(query).filter(([name, value]) => value !== "" || !(name in known)));
}

/** More than a request has optional members. A body with more empty ones is only meant to keep the server busy. */
const max_absent = 64;

const valueAt = (body: unknown, path: PropertyKey[]): unknown =>
	path.reduce((part, name) => (part as Members | undefined)?.[name], body);

/** Free text refuses "" in its own words (see `text` and `line`), and for a number or a flag "" is the wrong type. */
function isRefusedAsEmpty(body: unknown, { path, code }: z.core.$ZodIssue): boolean {
	const value = valueAt(body, path);
	// an entry of a list is no member, and so cannot be absent
	if (!isObject(valueAt(body, path.slice(0, -1)))) return false;
	return value === null || (value === "" && code !== "custom" && code !== "invalid_type");
}

function copyOf(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(copyOf);
	if (!isObject(value)) return value;
	return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, copyOf(member)]));
}

/**
 * A copy of a body in which the members that were refused for being empty are undefined. Their names stay, because a
 * change of nothing is still a change; see `compact`. Undefined when there are none.
 */
export function withAbsent(body: unknown, issues: z.core.$ZodIssue[]): unknown {
	const empty = issues.filter((issue) => isRefusedAsEmpty(body, issue));
	if (empty.length === 0 || empty.length > max_absent) return undefined;
	const copy = copyOf(body);
	for (const { path } of empty) (valueAt(copy, path.slice(0, -1)) as Members)[path.at(-1)!] = undefined;
	return copy;
}

/** Without undefined members, which commands would take for values. */
export function compact(value: unknown): unknown {
	if (!isObject(value)) return value;
	const members = Object.entries(value).filter(([, member]) => member !== undefined);
	return Object.fromEntries(members.map(([name, member]) => [name, compact(member)]));
}
