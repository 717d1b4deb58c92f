import { ChatError } from "@clickclack/protocol";
import { createMiddleware } from "hono/factory";
import type { App, Context } from "../context.ts";
import { isDevelopment } from "./development.ts";

/** For what strangers may try: this many at once, then one a second. */
const burst = 30;
const max_addresses = 10_000;

interface Bucket {
	left: number;
	at: number;
}
// Per isolate and in memory: a shield against guessing and hammering, not an account of anything.
const buckets = new Map<string, Bucket>();

function bucketOf(address: string): Bucket {
	const now = Date.now();
	const { left, at } = buckets.get(address) ?? { left: burst, at: now };
	const bucket = { left: Math.min(burst, left + (now - at) / 1_000), at: now };
	if (buckets.size >= max_addresses) buckets.clear();
	buckets.set(address, bucket);
	return bucket;
}

const addressOf = (c: Context): string | undefined => (isDevelopment(c) ? undefined : c.req.header("cf-connecting-ip"));

/** @throws ChatError rate_limited when this address has no attempt left */
export function refuseTired(c: Context): void {
	const address = addressOf(c);
	if (address === undefined || bucketOf(address).left >= 1) return;
	c.header("Retry-After", "1");
	throw new ChatError("rate_limited", "too many attempts: wait a moment and try again");
}

export function spendAttempt(c: Context): void {
	const address = addressOf(c);
	if (address !== undefined) bucketOf(address).left -= 1;
}

/** Every call of such a route is an attempt. */
export const limited = createMiddleware<App>(async function limited(c, next) {
	refuseTired(c);
	spendAttempt(c);
	await next();
});
