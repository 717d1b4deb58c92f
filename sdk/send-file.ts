import { isRedirect, parse, redirection, refusal, silence } from "./answer.ts";
import type { Client } from "./client.ts";
import { retryAfter } from "./retry.ts";
import type { Answer, Input, Route } from "./routes.ts";

/**
 * Sends a file as the form's field `file`, however long that takes.
 * @throws {RequestError} the server refused; {ConnectionError} no answer
 */
export async function sendFile<R extends Route>(
	client: Client,
	route: R,
	{ signal, ...input }: Omit<Input<R>, "signal"> & { signal?: AbortSignal | undefined },
	file: Blob,
	filename?: string,
): Promise<Answer<R>> {
	const { url, headers, fetch } = client.prepare(route, input as unknown as Input<R>);
	const body = new FormData();
	body.append("file", file, ...(filename === undefined ? [] : [filename]));
	const request = { method: "POST", headers, body, signal: signal ?? null, redirect: "manual" } as const;
	const response = await fetch(url.href, request).catch((cause: unknown) => {
		signal?.throwIfAborted();
		throw silence(url, "cannot be reached", cause);
	});
	if (isRedirect(response)) throw redirection(url, response);
	const answer = parse(await response.text());
	const { ok, status, headers: told } = response;
	if (!ok) throw refusal(url, status, answer, retryAfter(told.get("Retry-After")));
	return answer as Answer<R>;
}
