import type { z } from "zod";
import { errorStatus, type ErrorCode } from "./errors.ts";
import type { Who } from "./expectations.ts";
import type { Scope } from "./scopes.ts";

/** With what one may call: nothing in particular, the operator's `ADMIN_TOKEN`, a person's session, or a token with the scope. */
export type Access = "public" | "operator" | "human" | Scope;

const json = <S extends z.ZodType>(schema: S) => ({ "application/json": { schema } });

/** A JSON request body that has to be there. */
export const body = <S extends z.ZodType>(schema: S) => ({ required: true as const, content: json(schema) });

/** A JSON answer. */
export const answer = <S extends z.ZodType>(schema: S, description: string) => ({ description, content: json(schema) });

const always: ErrorCode[] = ["invalid_request", "rate_limited", "internal"];
const guarded: ErrorCode[] = ["unauthorized", "forbidden", "cross_site", "unavailable"];
const withBody: ErrorCode[] = ["too_large", "unsupported_media_type"];

/** The shared answer to a failure is named after the first code that has its status. */
export const failureName = (status: number): string =>
	Object.entries(errorStatus).find(([, same]) => same === status)![0];

/*
 * Failures are thrown, never returned by a handler, so they stand in the document but not in the
 * handler's type; that is what the cast to {} says. The description lists the codes of this one route.
 */
function failures(codes: ErrorCode[]) {
	const byStatus = Map.groupBy(new Set(codes), (code) => errorStatus[code]);
	const responses = [...byStatus].map(([status, same]) => [
		status,
		{ $ref: `#/components/responses/${failureName(status)}`, description: same.join(", ") },
	]);
	return Object.fromEntries(responses) as {};
}

function security(access: Access): Record<string, string[]>[] {
	if (access === "public") return [];
	return access === "operator" ? [{ operator: [] }] : [{ bearer: [] }, { cookie: [] }];
}

/**
 * What every route says about itself besides its shapes.
 * @param name the operation, spelled as the command it runs
 * @param tag the noun
 * @param access what credential is asked for; the worker reads it
 * @param who who may, of those who have it; the authorisation proof holds the server to it
 * @param fails the failures particular to this route
 */
export function operation(
	name: string,
	tag: string,
	summary: string,
	access: Access,
	who: Who,
	fails: ErrorCode[] = [],
) {
	const codes = [...always, ...(access === "public" ? [] : guarded), ...withBody, ...fails];
	return {
		about: {
			operationId: name,
			tags: [tag],
			summary,
			"x-access": access,
			"x-who": who,
			security: security(access),
		},
		failures: failures(codes),
	};
}
