import { createHmac, timingSafeEqual } from "node:crypto";
import type { SessionId, UserId } from "@clickclack/protocol";

/** `secret` is 256 random bits in base64url. */
export interface Key {
	id: string;
	secret: string;
}

/** A session expires after 30 days. */
export const session_ms = 30 * 86_400_000;

/** How long a Worker may use its copy of the signing keys. */
export const keys_good_ms = 5 * 60_000;

/** What a session token says about its bearer; times are ISO. */
export interface Claims {
	key_id: string;
	user_id: UserId;
	session_id: SessionId;
	issued_at: string;
	expires_at: string;
}

const form = /^sst_([\w-]{1,600})\.([\w-]{43})$/;

const seal = (secret: string, payload: string): string =>
	createHmac("sha256", Buffer.from(secret, "base64url")).update(payload).digest("base64url");

/** `sst_<claims>.<HMAC-SHA-256>`, both in base64url. */
export function signSession(key: Key, claims: Omit<Claims, "key_id">): string {
	const payload = Buffer.from(JSON.stringify({ key_id: key.id, ...claims })).toString("base64url");
	return `sst_${payload}.${seal(key.secret, payload)}`;
}

/** A token's claims, not verified yet; undefined when it is not a session token. */
export function readSession(token: string): Claims | undefined {
	const payload = form.exec(token)?.[1];
	if (payload === undefined) return undefined;
	try {
		return JSON.parse(Buffer.from(payload, "base64url").toString()) as Claims;
	} catch {
		return undefined;
	}
}

/** Whether the key with this secret signed the token. */
export function isSigned(token: string, secret: string): boolean {
	const [, payload, signature] = form.exec(token) ?? [];
	if (payload === undefined || signature === undefined) return false;
	// compared as 43 characters of text: the last one holds two bits that decoding ignores
	return timingSafeEqual(Buffer.from(signature), Buffer.from(seal(secret, payload)));
}
