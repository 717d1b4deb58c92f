import { ChatError } from "@clickclack/protocol";
import type { Context } from "../context.ts";

/**
 * Hono leaves a broken percent-encoding as it stands; we say so instead of looking for something else. An address is
 * no address at all where the Host header was no host.
 * @throws ChatError invalid_request
 */
export function checkAddress({ req: { url } }: Context): void {
	if (!URL.canParse(url)) throw new ChatError("invalid_request", "the address is not valid: check the Host header");
	if (url.includes("%")) refuseBroken(url);
}

function refuseBroken(url: string): void {
	try {
		decodeURIComponent(url);
	} catch {
		throw new ChatError("invalid_request", "the address is not valid UTF-8: check its percent-encoding");
	}
}
