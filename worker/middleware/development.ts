import { readConfiguration } from "@clickclack/protocol";
import type { Context } from "../context.ts";

// asked several times of every request, so it does not take the address apart; a Request's is in its normal form
const loopback = /^https?:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?\//;

export const isLoopback = (c: Context): boolean => loopback.test(c.req.url);

/** Both together, so that a setting left on by mistake opens nothing on a real host. */
export const isDevelopment = (c: Context): boolean => readConfiguration(c.env).DEV_AUTH && isLoopback(c);
