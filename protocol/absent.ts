import type { z } from "zod";

/*
 * Existing clients send null or "" for what they leave out. In a query an empty value is an absent one. In a body it
 * depends on the field: "" clears a topic, null may mean "without limit". So a body is parsed as it stands first, and only
 * what was refused for being empty counts as absent.
 */

type Members = Record<PropertyKey, unknown>;
const isObject = (value: unknown): value is Members =>
	typeof value === "object" && value !== null && !Array.isArray(value);

/** A query without its empty parameters. */
export const withoutEmpty = (query: object): object =>
	Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ""));

/** Free text refuses "" in its own words (see `text` and `line`), and for a number or a flag "" is the wrong type. */
const isRefusedAsEmpty = (value: unknown, { code }: z.core.$ZodIssue): boolean =>
	value === null || (value === "" && code !== "custom" && code !== "invalid_type");

const valueAt = (body: unknown, path: PropertyKey[]): unknown =>
	path.reduce((part, name) => (part as Members)[name], body);

/** A list has no members: an entry cannot be absent. */
const withUndefined = (part: unknown, [name, ...rest]: PropertyKey[]): unknown =>
	isObject(part) ? { ...part, [name!]: rest.length > 0 ? withUndefined(part[name!], rest) : undefined } : part;

/**
 * A body in which the members that were refused for being empty are undefined. Their names stay, because a change of
 * nothing is still a change; see `compact`.
 */
export function withAbsent(body: unknown, issues: z.core.$ZodIssue[]): unknown {
	const empty = issues.filter((issue) => isRefusedAsEmpty(valueAt(body, issue.path), issue));
	return empty.reduce((part, { path }) => withUndefined(part, path), body);
}

/** Without undefined members, which commands would take for values. */
export function compact(value: unknown): unknown {
	if (!isObject(value)) return value;
	const members = Object.entries(value).filter(([, member]) => member !== undefined);
	return Object.fromEntries(members.map(([name, member]) => [name, compact(member)]));
}
