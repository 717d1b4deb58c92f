import { generateCookie } from "hono/cookie";
import { ChatError, type Session, readConfiguration } from "@clickclack/protocol";
import type { Context } from "./context.ts";

const isHttps = (c: Context): boolean => c.req.url.startsWith("https:");

/** Browsers refuse the prefix on plain http, which is only for local use. */
function nameOf(c: Context): string {
	const { COOKIE_NAMESPACE } = readConfiguration(c.env);
	const name = COOKIE_NAMESPACE === "" ? "cc_session" : `cc_${COOKIE_NAMESPACE}_session`;
	return isHttps(c) ? `__Host-${name}` : name;
}

/** @throws ChatError unauthorized when there are two: one of them was planted, and it is unknown which */
export function readSessionCookie(c: Context): string | undefined {
	const header = c.req.header("cookie");
	if (header === undefined) return undefined;
	const start = `${nameOf(c)}=`;
	const [token, second] = header.split(/; */).filter((pair) => pair.startsWith(start));
	if (second !== undefined) throw new ChatError("unauthorized", "authentication required: clear this site's cookies");
	return token?.slice(start.length);
}

/** Whether the browser has one at all; what it is worth is found out when it is used. */
export const hasSessionCookie = (c: Context): boolean =>
	c.req
		.header("cookie")
		?.split(/; */)
		.some((pair) => pair.startsWith(`${nameOf(c)}=`)) ?? false;

function putCookie(c: Context, value: string, seconds: number): void {
	const options = { path: "/", httpOnly: true, sameSite: "Lax", secure: isHttps(c), maxAge: seconds } as const;
	c.var.headers["Set-Cookie"] = generateCookie(nameOf(c), value, options);
}

/** Lives as long as the session, which is created at the same moment. */
export const setSessionCookie = (c: Context, { token, created_at, expires_at }: Session): void =>
	putCookie(c, token, (Date.parse(expires_at) - Date.parse(created_at)) / 1_000);

export const clearSessionCookie = (c: Context): void => putCookie(c, "", 0);
