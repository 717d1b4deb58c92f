import * as z from "zod";

/** Every error that a client may get, with its HTTP status. Anything not listed here is a bug and answers 500. */
export const errorStatus = {
	invalid_request: 400,
	invalid_json: 400,
	nonce_conflict: 400,
	token_invalid: 400,
	unauthorized: 401,
	forbidden: 403,
	cross_site: 403,
	moderated: 403,
	not_found: 404,
	route_not_found: 404,
	method_not_allowed: 405,
	conflict: 409,
	gone: 410,
	too_large: 413,
	unsupported_media_type: 415,
	range_not_satisfiable: 416,
	misdirected: 421,
	word_filtered: 422,
	upgrade_required: 426,
	rate_limited: 429,
	internal: 500,
	not_configured: 501,
	unavailable: 503,
} as const;

export const ErrorCode = z
	.enum(Object.keys(errorStatus) as [keyof typeof errorStatus, ...(keyof typeof errorStatus)[]])
	.meta({ id: "ErrorCode", description: "For programs; the text in `error` is for people" });
export type ErrorCode = z.infer<typeof ErrorCode>;

export const ErrorBody = z
	.object({
		error: z.string().meta({ description: "For people: what went wrong and what to do" }),
		code: ErrorCode,
		request_id: z.string(),
	})
	.meta({ id: "Error" });
export type ErrorBody = z.infer<typeof ErrorBody>;

/** An expected failure. Thrown inside a command it rolls the transaction back. */
export class ChatError extends Error {
	readonly code: ErrorCode;
	/** whole seconds, when a retry may succeed */
	readonly retry_after: number | undefined;

	constructor(code: ErrorCode, message: string, retry_after?: number) {
		super(message);
		this.name = "ChatError";
		this.code = code;
		this.retry_after = retry_after;
	}
}
