import { ChatError } from "./errors.ts";

const max_depth = 64;

/**
 * Counts brackets outside strings, so that no parser or validator has to go a million levels deep.
 * @param within how deep in the text the request's body is
 * @throws ChatError invalid_json
 */
export function refuseDeep(text: string, within = 0): void {
	let depth = -within;
	for (let i = 0, isString = false; i < text.length; i++) {
		const letter = text[i];
		if (letter === '"') isString = !isString;
		else if (isString) i += letter === "\\" ? 1 : 0;
		else if (letter === "{" || letter === "[") depth++;
		else if (letter === "}" || letter === "]") depth--;
		if (depth > max_depth)
			throw new ChatError("invalid_json", `request body is nested too deeply (at most ${max_depth})`);
	}
}

/** The body of a request. @throws ChatError invalid_json */
export function parseJson(text: string): unknown {
	refuseDeep(text);
	try {
		return JSON.parse(text);
	} catch {
		throw new ChatError("invalid_json", "json request body must contain a single JSON value");
	}
}
