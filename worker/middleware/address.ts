import { ChatError } from "@clickclack/protocol";
import type { Context } from "../context.ts";

/**
 * Refuses an invalid address. Hono leaves a broken percent-encoding undecoded, which would look up something else; and an
 * invalid Host header gives an unparsable URL.
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
