import type { ErrorCode } from "./types.ts";

/** The server refused. `message` is for people, `code` for programs. */
export class RequestError extends Error {
	override readonly name = "RequestError";
	readonly code: ErrorCode;
	/** HTTP status */
	readonly status: number;
	/** to quote to the operator; empty when a proxy in front of the server answered */
	readonly request_id: string;
	/** seconds to wait, from Retry-After */
	readonly retry_after: number | undefined;

	constructor(failure: { error: string; code: ErrorCode; request_id: string; status: number; retry_after?: number }) {
		super(failure.error);
		this.code = failure.code;
		this.status = failure.status;
		this.request_id = failure.request_id;
		this.retry_after = failure.retry_after;
	}
}

/** No answer, or a late one, or not from ClickClack. Whether a change was made is unknown. */
export class ConnectionError extends Error {
	override readonly name: string = "ConnectionError";
}

/** A redirect. It is not followed: a request and its token are for one server only. */
export class RedirectError extends ConnectionError {
	override readonly name = "RedirectError";
}

/** Whether it is a `RequestError`, of this code if one is given. Compares names, so that two copies of the SDK work together. */
export function isRequestError(error: unknown, code?: ErrorCode): error is RequestError {
	if (!(error instanceof Error) || error.name !== "RequestError") return false;
	return code === undefined || ("code" in error && error.code === code);
}

export const isConnectionError = (error: unknown): error is ConnectionError =>
	error instanceof Error && ["ConnectionError", "RedirectError"].includes(error.name);

export const isRedirectError = (error: unknown): error is RedirectError =>
	error instanceof Error && error.name === "RedirectError";
