import { createMiddleware } from "hono/factory";
import type { App } from "../context.ts";

/** What an answer allows: nothing. The app's pages and files have the same from web/public/_headers, but for their own policy. */
const always = Object.entries({
	"Cache-Control": "no-store",
	"Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
	"Cross-Origin-Opener-Policy": "same-origin",
	"Cross-Origin-Resource-Policy": "same-origin",
	"Permissions-Policy":
		"accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), hid=(), magnetometer=(), microphone=(), midi=(), payment=(), serial=(), usb=(), xr-spatial-tracking=()",
	"Referrer-Policy": "same-origin",
	"X-Content-Type-Options": "nosniff",
	"X-Frame-Options": "DENY",
});

export const headers = createMiddleware<App>(async function headers(c, next) {
	for (const [name, value] of always) c.header(name, value);
	if (c.req.url.startsWith("https:")) c.header("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
	await next();
});
