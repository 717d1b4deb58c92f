import { Hono } from "hono";
import type { App } from "../context.ts";

export const assets = new Hono<App>();

/**
 * What the app's page loads: its name changes with its content, and it is kept for a year. A name of another build gets
 * the page itself from the store of assets, as an address of the app would, and that must not be kept in its place.
 */
assets.get("/assets/*", async (c) => {
	const asset = await c.env.ASSETS.fetch(c.req.raw);
	return asset.headers.get("Content-Type")?.startsWith("text/html") ? c.notFound() : asset;
});
