import { ChatError } from "@clickclack/protocol";
import type { Actor } from "../actor.ts";

/** @throws ChatError forbidden unless the caller is of one of these kinds */
export function only(actor: Actor, ...kinds: Actor["kind"][]): void {
	if (!kinds.includes(actor.kind)) throw new ChatError("forbidden", "this needs the operator's token");
}
