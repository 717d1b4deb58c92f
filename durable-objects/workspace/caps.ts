import { ChatError } from "@clickclack/protocol";

/**
 * @param most how many there may be, of those there are `count`
 * @param things in words, and what to do when there is no room for another
 * @throws ChatError conflict
 */
export function refuseBeyond(most: number, count: number, things: string): void {
	if (count >= most) throw new ChatError("conflict", `there is room for ${most} ${things}`);
}
