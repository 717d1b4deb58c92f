import { ConnectionError, RedirectError, RequestError } from "./errors.ts";
import type { ErrorBody } from "./types.ts";

/** Browsers show only that an answer is a redirect, not where to. */
export const isRedirect = ({ type, status }: Response): boolean =>
	type === "opaqueredirect" || [301, 302, 303, 307, 308].includes(status);

/** The target without its path, which may hold a token. */
export function redirection(from: URL, { headers }: Response): RedirectError {
	const location = headers.get("Location");
	const isKnown = location !== null && /^https?:/.test(location) && URL.canParse(location);
	const to = isKnown ? new URL(location).origin : "somewhere else";
	return new RedirectError(
		`${from.origin} answered with a redirect to ${to}, which is not followed: check the address`,
	);
}

/** A proxy that cannot reach the server answers in its own format: that is `unavailable`. */
export function refusal(
	{ origin }: URL,
	status: number,
	body: Partial<ErrorBody> = {},
	retry_after?: number,
): RequestError {
	const error = isText(body.error) ? body.error : `${origin} answered ${status} without a reason`;
	const code = isText(body.code) ? body.code : "unavailable";
	const request_id = isText(body.request_id) ? body.request_id : "";
	return new RequestError({ error, code, request_id, status, retry_after });
}

/** The server gave no answer. */
export const silence = ({ origin }: URL, problem: string, cause?: unknown): ConnectionError =>
	new ConnectionError(`${origin} ${problem}: check the address and that the server runs`, { cause });

const isText = (value: unknown): value is string => typeof value === "string";

/** Undefined for anything but a JSON object. */
export function parse(text: string) {
	try {
		const value = JSON.parse(text);
		return typeof value === "object" && value !== null ? value : undefined;
	} catch {
		return undefined;
	}
}
