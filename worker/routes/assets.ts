import { Hono } from "hono";
import type { App, Context } from "../context.ts";
import { hasSessionCookie } from "../cookie.ts";
import { onPages } from "../middleware/headers.ts";

export const assets = new Hono<App>();

const file = (c: Context): Promise<Response> => c.env.ASSETS.fetch(c.req.raw);

/**
 * The product page, for visitors. Whoever has a session cookie gets to the app; if the session has ended, the app asks
 * them to sign in.
 */
assets.get("/", async (c) => {
	if (!hasSessionCookie(c)) return await file(c);
	return new Response(null, { status: 302, headers: { ...c.var.headers, ...onPages, Location: "/app" } });
});

/**
 * The app's scripts and styles: the name contains a hash, and they are cached for a year. For the name of another build
 * static assets answer with a page, which a script must not get.
 */
assets.get("/assets/*", async (c) => {
	const asset = await file(c);
	return asset.headers.get("Content-Type")?.startsWith("text/html") ? c.notFound() : asset;
});
