import type { Context } from "../context.ts";

const loopback = new Set(["localhost", "127.0.0.1", "[::1]"]);

export const isLoopback = (c: Context): boolean => loopback.has(new URL(c.req.url).hostname);

/** Both together, so that a setting left on by mistake opens nothing on a real host. */
export const isDevelopment = (c: Context): boolean => c.env.DEV_AUTH === "1" && isLoopback(c);
