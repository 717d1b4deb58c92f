import { isRedirect, parse, redirection, refusal, silence } from "./answer.ts";
import type { Client } from "./client.ts";
import { retryAfter } from "./retry.ts";
import type { Input, Route } from "./routes.ts";

/**
 * The bytes of an answer as they arrive, however long that takes. It is not asked for again: that is the caller's to decide.
 * @throws {RequestError} the server refused; {ConnectionError} no answer
 */
export async function download<R extends Route>(
	client: Client,
	route: R,
	input: Input<R>,
): Promise<ReadableStream<Uint8Array>> {
	const { url, headers, fetch } = client.prepare(route, input);
	const signal = input.signal ?? null;
	const response = await fetch(url.href, { headers, signal, redirect: "manual" }).catch((cause: unknown) => {
		throw silence(url, "cannot be reached", cause);
	});
	if (isRedirect(response)) throw redirection(url, response);
	const { ok, status, headers: told, body } = response;
	if (!ok || !body) throw refusal(url, status, parse(await response.text()), retryAfter(told.get("Retry-After")));
	return body;
}
