import { ChatError, readConfiguration } from "@clickclack/protocol";
import type { Context } from "../context.ts";

const safe = new Set(["GET", "HEAD", "OPTIONS"]);
const own_site = new Set(["same-origin", "none"]);
/** The headers that pages of PUBLIC_URL may send to another address of this server. */
const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"];
const headers = ["Authorization", "Content-Type", "X-ClickClack-CSRF", "X-Request-ID"];
const lower = new Set(headers.map((name) => name.toLowerCase()));
/** The headers of an answer that they may read. */
const readable = "Retry-After, X-Correlation-ID, X-Request-ID";

const refused = () => new ChatError("cross_site", "cross-site session requests are not allowed");

export const isUnsafe = (c: Context): boolean => !safe.has(c.req.method);

const isOwn = (c: Context, origin: string): boolean => origin === new URL(c.req.url).origin;
const isPublic = (c: Context, origin: string): boolean => origin === readConfiguration(c.env).PUBLIC_URL;

/** @throws ChatError cross_site when the browser says that another site's page sent this */
export function refuseForeign(c: Context): void {
	const origin = c.req.header("origin");
	const site = c.req.header("sec-fetch-site");
	if (origin !== undefined && !isOwn(c, origin)) {
		if (!isPublic(c, origin)) throw refused();
	} else if (site !== undefined && !own_site.has(site)) throw refused();
}

/** Browsers send cookies by themselves, so a change with one needs a header that only our own pages can set. */
export function refuseForged(c: Context): void {
	refuseForeign(c);
	if (c.req.header("x-clickclack-csrf") !== "1") throw refused();
}

/** Allows a page of PUBLIC_URL to read the answer. */
export function allowPublicOrigin(c: Context): void {
	const origin = c.req.header("origin");
	if (origin === undefined || isOwn(c, origin) || !isPublic(c, origin)) return;
	Object.assign(c.var.headers, {
		"Access-Control-Allow-Origin": origin,
		"Access-Control-Allow-Credentials": "true",
		"Access-Control-Expose-Headers": readable,
		Vary: "Origin",
	});
}

/**
 * Answers a preflight.
 * @throws ChatError cross_site when the page, the method or a header is not allowed
 */
export function answerPreflight(c: Context): Response | undefined {
	const method = c.req.header("access-control-request-method");
	if (c.req.method !== "OPTIONS" || method === undefined || c.req.header("origin") === undefined) return undefined;
	refuseForeign(c);
	const requested = (c.req.header("access-control-request-headers") ?? "").toLowerCase().split(/[\s,]+/);
	if (!methods.includes(method) || !requested.every((name) => name === "" || lower.has(name))) throw refused();
	const allowed = {
		"Access-Control-Allow-Methods": methods.join(", "),
		"Access-Control-Allow-Headers": headers.join(", "),
		"Access-Control-Max-Age": "600",
	};
	return new Response(null, { status: 204, headers: { ...c.var.headers, ...allowed } });
}
