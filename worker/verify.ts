import { waitUntil } from "cloudflare:workers";
import { type Claims, isSigned, keys_good_ms, readSession } from "@clickclack/durable-objects/directory/session-tokens";
import { directoryOf } from "./middleware/directory.ts";

const refetch_ms = 1_000;
/** Keys older than this are fetched again in the background. */
const ageing_ms = keys_good_ms / 2;
const max_remembered = 10_000;

// What this isolate has fetched. A key never changes, and its signatures stay valid while the key is in use.
let keys = new Map<string, string>();
let fetched_at = 0;
let fetching: Promise<void> | undefined;
const verified = new Map<string, Claims>();

const age = (): number => Math.abs(Date.now() - fetched_at);

async function fetchKeys(env: Env): Promise<void> {
	const wait_ms = Math.min(refetch_ms, fetched_at + refetch_ms - Date.now());
	if (wait_ms > 0) await new Promise((resolve) => setTimeout(resolve, wait_ms));
	const listed = await directoryOf(env, { kind: "system" }).listKeys({});
	keys = new Map(listed.map(({ id, secret }) => [id, secret]));
	fetched_at = Date.now();
}

/** One fetch for all who wait. */
function refetch(env: Env): Promise<void> {
	if (!fetching) {
		fetching = fetchKeys(env).finally(() => (fetching = undefined));
		// other requests wait for it too, so it has to outlive the request that started it
		waitUntil(fetching.catch(() => {}));
	}
	return fetching;
}

/**
 * An unknown key id fetches the keys again, at most once a second, whatever tokens somebody makes up; a valid token that
 * was signed a moment ago waits for that and is accepted. A known key may have been revoked since, so keys older than five
 * minutes are not used: the first request after a quiet hour fetches them first.
 */
async function secretOf(env: Env, key_id: string): Promise<string | undefined> {
	if (!keys.has(key_id) || age() > keys_good_ms) await refetch(env);
	else if (age() > ageing_ms) void refetch(env).catch(() => {});
	return keys.get(key_id);
}

function remember(token: string, claims: Claims): void {
	const [oldest] = verified.size >= max_remembered ? verified.keys() : [];
	if (oldest !== undefined) verified.delete(oldest);
	verified.set(token, claims);
}

/** The claims of a token that we signed and that has not expired. Revocation is checked where the data is. */
export async function verify(env: Env, token: string): Promise<Claims | undefined> {
	const claims = verified.get(token) ?? readSession(token);
	const secret = claims && (await secretOf(env, claims.key_id));
	if (!claims || secret === undefined) return undefined;
	if (!verified.has(token)) {
		if (!isSigned(token, secret)) return undefined;
		remember(token, claims);
	}
	return Date.parse(claims.expires_at) > Date.now() ? claims : undefined;
}
