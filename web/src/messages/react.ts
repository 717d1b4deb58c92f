import type { Message } from "@clickclack/sdk";
import { client } from "../client.ts";
import { storage } from "../state/storage.ts";
import type { WorkspaceState } from "../state/workspace.svelte.ts";
import { errorText } from "../errors.ts";
import { toast } from "../state/toasts.svelte.ts";

/** Offered to those who have not reacted to anything yet. */
const usual = ["👍", "❤️", "😂"];
const key = "clickclack.emoji";
const max_recent = 24;

/** Emoji used on this device, the latest first. */
export const recentEmoji = (): string[] => storage.get(key) ?? [];

/** The three that each message's toolbar offers. */
export const quickEmoji = (): string[] => [...new Set([...recentEmoji(), ...usual])].slice(0, usual.length);

function remember(emoji: string): void {
	const recent = [emoji, ...recentEmoji().filter((other) => other !== emoji)];
	storage.set(key, recent.slice(0, max_recent));
}

/** Adds my reaction, or removes it. */
export async function toggleReaction(workspace: WorkspaceState, message: Message, emoji: string): Promise<void> {
	const isMine = message.reactions.some((reaction) => reaction.emoji === emoji && reaction.reacted_by_me);
	try {
		const { event } = await client.reactions[isMine ? "remove" : "add"](message.id, emoji);
		// nothing happened: another window of mine had done it before
		if (event?.type) workspace.applyLocal(event);
		if (!isMine) remember(emoji);
	} catch (error) {
		toast.error(`The reaction wasn't changed. ${errorText(error)}`);
	}
}
