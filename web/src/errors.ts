import { isConnectionError, isRequestError } from "@clickclack/sdk";
import * as strings from "./strings/app.ts";
import { refusals, tooMuch } from "./strings/errors.ts";

/** An error's words for people, begun and ended like a sentence. */
export function errorText(error: unknown): string {
	if (isConnectionError(error)) return strings.unreachable;
	if (isRequestError(error, "rate_limited") && error.retry_after) return tooMuch(error.retry_after);
	const words = isRequestError(error) ? refusals[error.code] : undefined;
	return words ?? sentence(error);
}

/** What the server said, which names fields as the API does. */
function sentence(error: unknown): string {
	const said = error instanceof Error && error.message ? error.message : strings.somethingWrong;
	const words = said.replace(/^(\w+): (is|must)\b/, "$1 $2").replace(/^\w+/, (first) => first.replaceAll("_", " "));
	return `${words.charAt(0).toUpperCase()}${words.slice(1)}${/[.!?]$/.test(words) ? "" : "."}`;
}
