import type { Context } from "../context.ts";

/** What protects data that a browser must neither keep, guess the type of, show in a frame nor hand to another site. */
const always = {
	"Cache-Control": "no-store",
	"Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
	"Cross-Origin-Resource-Policy": "same-origin",
	"X-Content-Type-Options": "nosniff",
};
const on_https = { "Strict-Transport-Security": "max-age=31536000; includeSubDomains" };

/**
 * What protects a page in addition. JSON has no use for it, and setting a header takes time. The app's files have the
 * same headers from web/public/_headers, except their own policy.
 */
export const onPages = {
	"Cross-Origin-Opener-Policy": "same-origin",
	"Permissions-Policy":
		"accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), hid=(), magnetometer=(), microphone=(), midi=(), payment=(), serial=(), usb=(), xr-spatial-tracking=()",
	"Referrer-Policy": "same-origin",
	"X-Frame-Options": "DENY",
};

/** The headers of every answer; a route may add more. */
export function prepareHeaders(c: Context): void {
	const ids = { "X-Request-ID": c.get("request_id"), "X-Correlation-ID": c.get("correlation_id") };
	c.set("headers", { ...always, ...(c.req.url.startsWith("https:") && on_https), ...ids });
}
