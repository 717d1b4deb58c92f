import { Hono } from "hono";
import type { App } from "../context.ts";

export const assets = new Hono<App>();

/**
 * The app's scripts and styles: the name contains a hash, and they are cached for a year. For the name of another build
 * static assets answer with the app's page, which must not be cached under that name.
 */
assets.get("/assets/*", async (c) => {
	const asset = await c.env.ASSETS.fetch(c.req.raw);
	return asset.headers.get("Content-Type")?.startsWith("text/html") ? c.notFound() : asset;
});
