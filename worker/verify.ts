import { type Claims, type Key, isSigned, readSession } from "@clickclack/durable-objects/directory/session-tokens";
import { directoryOf } from "./middleware/directory.ts";

const refetch_ms = 1_000;
const max_remembered = 10_000;

// What this isolate has learned. Keys never change, and a verified token stays verified until it expires.
let keys = new Map<string, string>();
let fetched_at = 0;
let fetching: Promise<Key[]> | undefined;
const verified = new Map<string, { claims: Claims; expires_ms: number }>();

/** An unknown key id fetches the keys again, though not for every token that somebody makes up. */
async function secretOf(env: Env, key_id: string): Promise<string | undefined> {
	if (!keys.has(key_id) && Date.now() - fetched_at >= refetch_ms) {
		fetching ??= directoryOf(env, { kind: "system" })
			.listKeys({})
			.finally(() => (fetching = undefined));
		keys = new Map((await fetching).map(({ id, secret }) => [id, secret]));
		fetched_at = Date.now();
	}
	return keys.get(key_id);
}

function remember(token: string, claims: Claims): void {
	const [oldest] = verified.size >= max_remembered ? verified.keys() : [];
	if (oldest !== undefined) verified.delete(oldest);
	verified.set(token, { claims, expires_ms: Date.parse(claims.expires_at) });
}

/** The claims of a token that we signed and that has not expired. Whether it was revoked is known where the data is. */
export async function verify(env: Env, token: string): Promise<Claims | undefined> {
	const known = verified.get(token);
	if (known) return known.expires_ms > Date.now() ? known.claims : undefined;
	const claims = readSession(token);
	const secret = claims && (await secretOf(env, claims.key_id));
	if (!claims || secret === undefined || !isSigned(token, secret)) return undefined;
	remember(token, claims);
	return Date.parse(claims.expires_at) > Date.now() ? claims : undefined;
}
