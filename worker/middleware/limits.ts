import { Buckets } from "@clickclack/durable-objects/buckets";
import { type LimitName, type Rate, readConfiguration, tooFast } from "@clickclack/protocol";
import type { Context } from "../context.ts";
import { isDevelopment } from "./development.ts";
import { ipOf } from "./request-source.ts";

/*
 * Per isolate and in memory: a shield against floods, not an exact count; people are counted by the objects. No secret of
 * ours can be guessed, so what passes through another isolate costs work and opens nothing. (Cloudflare's rate limiting
 * binding counts for a whole location, but knows only periods of 10 and 60 s and not how long to wait.)
 */
const buckets = new Buckets(10_000);

/** The network that is counted: one IPv4 address, or the /64 that a single IPv6 customer has at least. */
export function networkOf(address: string): string {
	if (!address.includes(":")) return address;
	const [, mapped] = /^::ffff:(\d+(?:\.\d+){3})$/i.exec(address) ?? [];
	if (mapped !== undefined) return mapped;
	const [head = [], tail] = address.split("::").map((half) => half.split(":").filter((group) => group !== ""));
	const groups = [
		...head,
		...Array.from({ length: 8 - head.length - (tail?.length ?? 0) }, () => "0"),
		...(tail ?? []),
	];
	return groups
		.slice(0, 4)
		.map((group) => Number.parseInt(group, 16).toString(16))
		.join(":");
}

/** Requests without an address share one bucket. */
const keyOf = (c: Context, limit: LimitName): string => `${limit} ${networkOf(ipOf(c) ?? "unknown")}`;

const rateOf = (c: Context, limit: LimitName): Rate => readConfiguration(c.env).LIMITS[limit].address;

/** @throws ChatError rate_limited when this address has no token left; takes no token */
export function refuseEmpty(c: Context, limit: LimitName): void {
	if (isDevelopment(c)) return;
	const wait_s = buckets.wait(keyOf(c, limit), rateOf(c, limit));
	if (wait_s !== undefined) throw tooFast(wait_s);
}

/** @throws ChatError rate_limited when this address has no token left */
export function takeToken(c: Context, limit: LimitName): void {
	if (isDevelopment(c)) return;
	const wait_s = buckets.take(keyOf(c, limit), rateOf(c, limit));
	if (wait_s !== undefined) throw tooFast(wait_s);
}
