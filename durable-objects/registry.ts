import { ChatError, type Scope } from "@clickclack/protocol";
import type { Actor } from "./actor.ts";

type Kind = Actor["kind"];
/** Bots may where they have the scope; what has none is not for them. */
type Callers = { allow: readonly Kind[]; scope: Scope } | { allow: readonly Exclude<Kind, "bot">[]; scope: "none" };

/** A command or a query, and who may call it. What one may do with it is decided inside. */
export type Entry = Callers & {
	run: (tx: never, input: never) => unknown;
};

export const members = ["person", "bot"] as const;
export const people = ["person"] as const;
/** The Directory and our own jobs: who a person is was established there. */
export const ours = ["system"] as const;

/** @throws ChatError unauthorized | forbidden for a kind of caller that an entry does not name */
export function refuseCaller({ allow }: Entry, { kind }: Actor): void {
	if ((allow as readonly Kind[]).includes(kind)) return;
	if (kind === "public") throw new ChatError("unauthorized", "authentication required");
	throw new ChatError("forbidden", kind === "bot" ? "this is not for bots" : "this is not for you");
}

/** @throws ChatError forbidden for a bot whose token does not have the scope */
export function refuseScope({ scope }: Entry, scopes: readonly Scope[]): void {
	if (scope === "none" || !scopes.includes(scope))
		throw new ChatError("forbidden", `bot token is missing scope ${scope}`);
}
