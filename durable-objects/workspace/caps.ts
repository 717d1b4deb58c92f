import { ChatError } from "@clickclack/protocol";

/**
 * @param most the cap, where `count` exist
 * @param things in words, and what to do when the cap is reached
 * @throws ChatError conflict
 */
export function refuseBeyond(most: number, count: number, things: string): void {
	if (count >= most) throw new ChatError("conflict", `there is room for ${most} ${things}`);
}
