import { ChatError, type ErrorBody, type ErrorCode, errorStatus } from "./errors.ts";

interface Failure {
	status: number;
	body: ErrorBody;
	/** whole seconds */
	retry_after: number | undefined;
}

/** What a caller is told of an expected failure. */
export function failureOf(
	{ code, message, retry_after }: { code: ErrorCode; message: string; retry_after?: number | undefined },
	request_id: string,
): Failure {
	return { status: errorStatus[code], body: { error: message, code, request_id }, retry_after };
}

/** The runtime's errors for an object that is overloaded or being moved. */
const isBusy = (thrown: Error & { overloaded?: boolean; retryable?: boolean; durableObjectReset?: boolean }): boolean =>
	[thrown.overloaded, thrown.retryable, thrown.durableObjectReset].includes(true);

/** What a caller is told of any other error: nothing about it. */
export function unexpected(thrown: Error): ChatError {
	if (isBusy(thrown)) return new ChatError("unavailable", "the server is busy: try again in a moment", 1);
	return new ChatError("internal", "something went wrong on our side: tell the operator the request id");
}
