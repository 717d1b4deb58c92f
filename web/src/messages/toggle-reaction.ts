import { emojiKey, type Message } from "@clickclack/sdk";
import { laterClient } from "../state/later-client.ts";
import { remember } from "../emoji/recent.ts";
import { errorText } from "../errors.ts";
import { isSame, reactions } from "../state/reactions.svelte.ts";
import { toast } from "../state/toasts.svelte.ts";
import type { WorkspaceState } from "../state/workspace.svelte.ts";
import * as strings from "../strings/state.ts";

/** Adds my reaction, or removes it: drawn at once, taken back when the server refuses. */
export async function toggleReaction(workspace: WorkspaceState, message: Message, emoji: string): Promise<void> {
	const isMine = reactions.of(message, workspace.me.user.id).some((one) => one.isMine && isSame(emoji)(one));
	const key = `${message.id} ${emojiKey(emoji)}`;
	const wanted = { emoji, isWanted: !isMine };
	reactions.wanted.set(key, wanted);
	try {
		const { event } = await laterClient.reactions[isMine ? "remove" : "add"](message.id, emoji);
		// nothing happened: another window of mine had done it before
		if (event?.type) workspace.applyLocal(event);
		if (!isMine) remember(emoji);
	} catch (error) {
		toast.error(strings.reactionFailed(errorText(error)));
	} finally {
		if (reactions.wanted.get(key) === wanted) reactions.wanted.delete(key);
	}
}
