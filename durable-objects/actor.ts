import type { SessionId, UserId } from "@clickclack/protocol";

/**
 * Who asks. The Worker has checked a session's signature; whether it still counts, what a bot's token is good for, and
 * what either may do is decided here, beside the data.
 */
export type Actor =
	| {
			kind: "person";
			user_id: UserId;
			session_id: SessionId | undefined;
			/** when the session ends by itself */
			expires_at?: string;
			/** on a development server nobody is held to a rate */
			unpaced?: boolean;
	  }
	/** known by the hash of its token, which is looked up in its workspace */
	| { kind: "bot"; token_hash: string }
	/** holds the ADMIN_TOKEN */
	| { kind: "operator" }
	/** the Directory, keeping its copies in step, and our own jobs */
	| { kind: "system" }
	/** nobody in particular, holding an invite */
	| { kind: "public" };

/** Who is held to a rate and waits in a queue of their own; undefined for our own. */
export const callerOf = (actor: Actor): string | undefined =>
	actor.kind === "person" ? actor.user_id : actor.kind === "bot" ? actor.token_hash : undefined;
