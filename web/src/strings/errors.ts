import type { ErrorCode } from "@clickclack/sdk";
import { count } from "./plural.ts";

const outdated = "This page and the server don't understand each other. Reload the page and try again.";

/** Why the server refused something. Undefined where its own words say more: what is wrong with a value, or why one may not. */
export const refusals: Record<ErrorCode, string | undefined> = {
	invalid_request: undefined,
	conflict: undefined,
	forbidden: undefined,
	gone: undefined,
	too_large: undefined,
	word_filtered: undefined,
	token_invalid: "This sign-in link has expired, was already used, or isn't complete. Ask for a new one.",
	unauthorized: "You are signed out. Sign in again.",
	moderated: "A moderator has paused your account. You can read, but you can't take part for now.",
	not_found: "It doesn't exist any more, or you can't see it.",
	nonce_conflict: "It was already sent, with other words.",
	rate_limited: "That was too much at once. Try again in a moment.",
	internal: "Something went wrong on the server. Try again, and tell whoever runs it if it stays.",
	unavailable: "The server can't do this right now. Try again in a moment.",
	not_configured: "This isn't set up on this server.",
	cross_site: outdated,
	invalid_json: outdated,
	route_not_found: outdated,
	method_not_allowed: outdated,
	unsupported_media_type: outdated,
	range_not_satisfiable: outdated,
	misdirected: outdated,
	upgrade_required: outdated,
};

export const tooMuch = (n: number): string =>
	`That was too much at once. Try again in ${count(n, "second", "seconds")}.`;
