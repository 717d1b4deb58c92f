import { ChatError, type ErrorCode } from "./errors.ts";

/** A value or an expected failure, as data: exceptions lose their class when they cross RPC. */
export type Outcome<T> =
	| { ok: true; value: T }
	| { ok: false; code: ErrorCode; message: string; retry_after?: number | undefined };

/** Runs `work`; a ChatError becomes data, a bug still throws. */
export function outcome<T>(work: () => T): Outcome<T> {
	try {
		return { ok: true, value: work() };
	} catch (error) {
		if (!(error instanceof ChatError)) throw error;
		const { code, message, retry_after } = error;
		return { ok: false, code, message, retry_after };
	}
}

/** The value, or the failure thrown again on this side. */
export function ok<T>(result: Outcome<T>): T {
	if (result.ok) return result.value;
	throw new ChatError(result.code, result.message, result.retry_after);
}
