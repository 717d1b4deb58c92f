import { waitUntil } from "cloudflare:workers";
import { type Claims, isSigned, readSession } from "@clickclack/durable-objects/directory/session-tokens";
import { directoryOf } from "./middleware/directory.ts";

const refetch_ms = 1_000;
const max_remembered = 10_000;

// What this isolate has learned. Keys never change, and a verified token stays verified until it expires.
let keys = new Map<string, string>();
let fetched_at = 0;
let fetching: Promise<void> | undefined;
const verified = new Map<string, { claims: Claims; expires_ms: number }>();

async function fetchKeys(env: Env): Promise<void> {
	const wait_ms = fetched_at + refetch_ms - Date.now();
	if (wait_ms > 0) await new Promise((resolve) => setTimeout(resolve, wait_ms));
	const listed = await directoryOf(env, { kind: "system" }).listKeys({});
	keys = new Map(listed.map(({ id, secret }) => [id, secret]));
	fetched_at = Date.now();
}

/**
 * An unknown key id fetches the keys again: once for all who wait, and not oftener than once a second, however many
 * tokens somebody makes up. A good token that was signed a moment ago waits with them, and is let in.
 */
async function secretOf(env: Env, key_id: string): Promise<string | undefined> {
	if (keys.has(key_id)) return keys.get(key_id);
	if (!fetching) {
		fetching = fetchKeys(env).finally(() => (fetching = undefined));
		// others wait for it too, so it has to outlive the request that began it
		waitUntil(fetching.catch(() => {}));
	}
	await fetching;
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
