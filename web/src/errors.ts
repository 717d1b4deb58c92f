import { isConnectionError } from "@clickclack/sdk";
import * as strings from "./strings/app.ts";

/** An error's words for people, begun and ended like a sentence. */
export function errorText(error: unknown): string {
	if (isConnectionError(error)) return strings.unreachable;
	const said = error instanceof Error && error.message ? error.message : strings.somethingWrong;
	const words = said.replace(/^(\w+): (is|must)\b/, "$1 $2").replace(/^\w+/, (first) => first.replaceAll("_", " "));
	return `${words.charAt(0).toUpperCase()}${words.slice(1)}${/[.!?]$/.test(words) ? "" : "."}`;
}
