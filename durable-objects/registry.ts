import { ChatError, type Scope } from "@clickclack/protocol";
import type { Actor } from "./actor.ts";

type Kind = Actor["kind"];
/** A bot needs the scope; entries without one are not for bots. */
type Callers = { allow: readonly Kind[]; scope: Scope } | { allow: readonly Exclude<Kind, "bot">[]; scope: "none" };

/** A command or a query, and which kinds of callers may call it. The command itself checks permissions. */
export type Entry = Callers & {
	run: (tx: never, input: never) => unknown;
};

export const members = ["person", "bot"] as const;
export const people = ["person"] as const;
/** The Directory and our own jobs, which have authenticated the person. */
export const ours = ["system"] as const;

/** @throws ChatError unauthorized | forbidden for a kind of caller that the entry does not allow */
export function refuseCaller({ allow }: Entry, { kind }: Actor): void {
	if ((allow as readonly Kind[]).includes(kind)) return;
	if (kind === "public") throw new ChatError("unauthorized", "authentication required");
	throw new ChatError("forbidden", kind === "bot" ? "this is not for bots" : "this is not for you");
}

/** @throws ChatError forbidden for a bot whose token lacks the scope */
export function refuseScope({ scope }: Entry, scopes: readonly Scope[]): void {
	if (scope === "none" || !scopes.includes(scope))
		throw new ChatError("forbidden", `bot token is missing scope ${scope}`);
}
