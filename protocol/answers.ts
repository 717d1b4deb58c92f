import * as z from "zod";
import type { Route, Success } from "./route.ts";

/** A new thing has an event; a repeated request has none, or an empty one. */
const isNew = (result: unknown): boolean =>
	typeof result === "object" &&
	result !== null &&
	Object.entries(result).some(
		([name, value]) => /^events?$/.test(name) && value && (value as { id?: string }).id !== "",
	);

/**
 * The status and body of an answer, from what the command returned.
 * @param toUrl a path as an address on this server
 */
export function answerOf(
	{ answers, wrap, link }: Route,
	result: unknown,
	toUrl: (path: string) => string,
): { status: Success; body: object } {
	const statuses = Object.keys(answers).map(Number) as Success[];
	const [status] = statuses.length === 1 ? statuses : ([isNew(result) ? 201 : 200] as const);
	if (result === undefined) return { status: status!, body: { ok: true } };
	if (link) {
		const made = result as { token: string };
		return { status: status!, body: { ...made, url: toUrl(link(made.token)) } };
	}
	return { status: status!, body: wrap === undefined ? (result as object) : { [wrap]: result } };
}

/** The schema of the body of an answer. */
export function answerSchema({ answers, wrap }: Route, status: Success): z.ZodType | undefined {
	const [schema] = answers[status] ?? [];
	return schema && wrap !== undefined ? z.object({ [wrap]: schema }) : schema;
}
