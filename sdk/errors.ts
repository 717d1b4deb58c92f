import type { ErrorCode } from "./types.ts";

/** The server said no. `message` is for people, `code` for programs. */
export class RequestError extends Error {
	override readonly name = "RequestError";
	readonly code: ErrorCode;
	/** HTTP status */
	readonly status: number;
	/** what to quote when asking the operator; empty when something in front of the server answered */
	readonly request_id: string;
	/** seconds to wait, when the server said so */
	readonly retry_after: number | undefined;

	constructor(failure: { error: string; code: ErrorCode; request_id: string; status: number; retry_after?: number }) {
		super(failure.error);
		this.code = failure.code;
		this.status = failure.status;
		this.request_id = failure.request_id;
		this.retry_after = failure.retry_after;
	}
}

/** Nobody answered, or not in time, or it was no ClickClack server. Whether a change was made is not known. */
export class ConnectionError extends Error {
	override readonly name: string = "ConnectionError";
}

/** What answered sends elsewhere. It is not followed: what is asked, and the token that asks, are for one server only. */
export class RedirectError extends ConnectionError {
	override readonly name = "RedirectError";
}

/** A `RequestError`, of this code if one is given. Goes by name, so that two copies of the SDK understand each other. */
export function isRequestError(error: unknown, code?: ErrorCode): error is RequestError {
	if (!(error instanceof Error) || error.name !== "RequestError") return false;
	return code === undefined || ("code" in error && error.code === code);
}

export const isConnectionError = (error: unknown): error is ConnectionError =>
	error instanceof Error && ["ConnectionError", "RedirectError"].includes(error.name);

export const isRedirectError = (error: unknown): error is RedirectError =>
	error instanceof Error && error.name === "RedirectError";
