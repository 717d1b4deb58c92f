import { ChatError } from "@clickclack/protocol";
import type { Context } from "../context.ts";

const safe = new Set(["GET", "HEAD", "OPTIONS"]);
const own_site = new Set(["same-origin", "none"]);

const refused = () => new ChatError("cross_site", "cross-site session requests are not allowed");

export const isUnsafe = (c: Context): boolean => !safe.has(c.req.method);

/** @throws ChatError cross_site when a browser says that another site's page sent this */
export function refuseForeign(c: Context): void {
	const origin = c.req.header("origin");
	const site = c.req.header("sec-fetch-site");
	if (origin !== undefined && origin !== new URL(c.req.url).origin) throw refused();
	if (site !== undefined && !own_site.has(site)) throw refused();
}

/** A cookie comes along by itself, so a change made with one needs a header that only our own pages can set. */
export function refuseForged(c: Context): void {
	refuseForeign(c);
	if (c.req.header("x-clickclack-csrf") !== "1") throw refused();
}
