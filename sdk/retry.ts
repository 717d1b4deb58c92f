import { isConnectionError, isRedirectError, isRequestError } from "./errors.ts";

const max_retries = 3;
const longest_wait_s = 10;

/** Milliseconds before retry number `attempt` (from 0): random up to a bound that doubles, so that many clients spread out. */
export const backOff = (attempt: number, base_ms: number, cap_ms: number): number =>
	Math.random() * Math.min(cap_ms, base_ms * 2 ** attempt);

/** Idempotent requests; a message with a nonce is one of them. */
export const isRepeatable = (method: string, body: object | undefined): boolean =>
	method === "GET" || method === "DELETE" || (body !== undefined && "nonce" in body && body.nonce !== undefined);

/** Neither an answer nor a refusal: a later attempt may succeed. */
export const isPassing = (error: unknown): boolean =>
	isConnectionError(error) || (isRequestError(error) && (error.status === 429 || error.status >= 500));

/** Milliseconds to wait before a retry after `error`; undefined for no retry. */
export function retryDelay(error: unknown, attempt: number): number | undefined {
	if (attempt >= max_retries || isRedirectError(error)) return undefined;
	const jitter_ms = backOff(attempt, 300, 5_000);
	if (isConnectionError(error)) return jitter_ms;
	if (!isRequestError(error) || ![429, 502, 503, 504].includes(error.status)) return undefined;
	const asked_s = error.retry_after ?? 0;
	return asked_s <= longest_wait_s ? asked_s * 1000 + jitter_ms : undefined;
}

/** The seconds of a `Retry-After` header, which holds seconds or a date. */
export function retryAfter(header: string | null): number | undefined {
	if (header === null) return undefined;
	const seconds = /^\d+$/.test(header) ? Number(header) : (Date.parse(header) - Date.now()) / 1000;
	return Number.isNaN(seconds) ? undefined : Math.max(0, seconds);
}

/** The result of `work`, or "late" after `ms`. @throws the reason of `signal` */
export async function within<T>(ms: number, work: Promise<T>, signal?: AbortSignal): Promise<T | "late"> {
	const done = new AbortController();
	const bound = signal ? AbortSignal.any([signal, done.signal]) : done.signal;
	const result = await Promise.race([work, pause(ms, bound).then(() => "late" as const)]);
	done.abort();
	signal?.throwIfAborted();
	return result;
}

/** Resolves after `ms`, or when `signal` aborts; never rejects. */
export function pause(ms: number, signal?: AbortSignal): Promise<void> {
	return new Promise((resolve) => {
		const done = () => {
			clearTimeout(timer);
			signal?.removeEventListener("abort", done);
			resolve();
		};
		const timer = setTimeout(done, ms);
		signal?.addEventListener("abort", done);
		if (signal?.aborted) done();
	});
}
