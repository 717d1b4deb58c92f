import type { SessionId, UserId } from "@clickclack/protocol";

/** Who asks. The Worker has checked the credential; what it allows is decided here, beside the data. */
export type Actor =
	| {
			kind: "human";
			user_id: UserId;
			session_id: SessionId | undefined;
			/** when the session ends by itself */
			expires_at?: string;
			/** on a development server nobody is held to a rate */
			unpaced?: boolean;
	  }
	/** holds the ADMIN_TOKEN */
	| { kind: "operator" }
	/** the Directory, keeping its copies in step */
	| { kind: "system" }
	/** nobody in particular, holding an invite */
	| { kind: "public" };
