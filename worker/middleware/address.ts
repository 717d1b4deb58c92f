import { ChatError } from "@clickclack/protocol";
import { createMiddleware } from "hono/factory";
import type { App } from "../context.ts";

/**
 * Hono leaves a broken percent-encoding as it stands; we say so instead of looking for something else. An address is
 * no address at all where the Host header was no host.
 */
export const address = createMiddleware<App>(async function address(c, next) {
	if (!URL.canParse(c.req.url))
		throw new ChatError("invalid_request", "the address is not valid: check the Host header");
	if (c.req.url.includes("%")) refuseBroken(c.req.url);
	await next();
});

function refuseBroken(url: string): void {
	try {
		decodeURIComponent(url);
	} catch {
		throw new ChatError("invalid_request", "the address is not valid UTF-8: check its percent-encoding");
	}
}
