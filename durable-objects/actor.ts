import type { SessionId, UserId } from "@clickclack/protocol";

/** Where a request came from, for the audit log. A socket's is where it was opened. */
export interface Source {
	ip?: string;
	user_agent?: string;
}

/**
 * The caller. The Worker has checked a session's signature. Whether the session is still valid, what a bot token allows
 * and what either may do is decided here, next to the data.
 */
export type Actor = { source?: Source | undefined } & (
	| {
			kind: "person";
			user_id: UserId;
			session_id: SessionId | undefined;
			/** when the session expires */
			expires_at?: string;
			/** rate limits do not apply: set on a development server only */
			isUnlimited?: boolean;
	  }
	/** identified by the hash of its token, which is looked up in its workspace */
	| { kind: "bot"; token_hash: string }
	/** holds the ADMIN_TOKEN */
	| { kind: "operator" }
	/** the Directory keeping its copies in step, and our own jobs */
	| { kind: "system" }
	/** not signed in, for example somebody who holds an invite */
	| { kind: "public" }
);

/** The key for rate limits and for the fair queue. Undefined for our own calls, which are not limited. */
export const callerOf = (actor: Actor): string | undefined =>
	actor.kind === "person" ? actor.user_id : actor.kind === "bot" ? actor.token_hash : undefined;
