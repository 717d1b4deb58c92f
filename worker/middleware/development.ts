import { readConfiguration } from "@clickclack/protocol";
import type { Context } from "../context.ts";

// called several times for each request, so the URL is not parsed; a Request's URL is normalized
const loopback = /^https?:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?\//;

export const isLoopback = (c: Context): boolean => loopback.test(c.req.url);

/** Needs both, so that a setting left on by mistake opens nothing on a real host. */
export const isDevelopment = (c: Context): boolean => readConfiguration(c.env).DEV_AUTH && isLoopback(c);
