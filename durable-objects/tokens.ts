import { createHash, randomBytes } from "node:crypto";

/** A new secret: `prefix_`, an optional workspace tag, then 256 random bits in base64url. */
export const newToken = (prefix: string, tag = ""): string =>
	`${prefix}_${tag}${randomBytes(32).toString("base64url")}`;

/** The stored form of a secret: its SHA-256, in hex. */
export const hashToken = (token: string): string => createHash("sha256").update(token).digest("hex");

/** The workspace tag in a token. */
export const tagOfToken = (token: string): string | undefined =>
	/^[a-z]{3}_([0-9a-hjkmnp-tv-z]{8})[\w-]{43}$/.exec(token)?.[1];
