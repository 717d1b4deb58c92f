/** What is true once an act is done. */
export type Fact =
	| { is: "sent"; nonce: string; message: string; channel: string; timeline: string; seq: number; body: string }
	| { is: "changed"; message: string; body: string }
	| { is: "deleted"; message: string }
	| { is: "reacted" | "unreacted"; message: string; emoji: string; user: string }
	| { is: "in" | "out"; channel: string; user: string }
	| { is: "read"; channel: string; user: string; seq: number }
	| { is: "searched"; user: string }
	| { is: "gone" | "back" | "blocked" | "free" | "moderated"; user: string }
	| { is: "ended"; session: string }
	| { is: "named"; user: string; name: string }
	| { is: "invited" | "withdrawn"; invite: string };

/** The person, or the session, that a fact is about. */
export function whomOf(fact: Fact | undefined): string | undefined {
	if (!fact) return undefined;
	if ("session" in fact) return fact.session;
	return "user" in fact ? fact.user : undefined;
}
