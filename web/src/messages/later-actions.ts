import { conversationOf, isRequestError, type Message, type MessageId } from "@clickclack/sdk";
import { client } from "../client.ts";
import { laterClient } from "../state/later-client.ts";
import { errorText } from "../errors.ts";
import { isPinned, wantedPins } from "../state/pins.svelte.ts";
export { markUnread } from "../state/read-acts.ts";
import { copy } from "../state/clipboard.ts";
import { quotes } from "../state/quotes.ts";
import { replying } from "../state/replying.svelte.ts";
import { unlessGone } from "../state/unless-gone.ts";
import { toast } from "../state/toasts.svelte.ts";
import type { WorkspaceState } from "../state/workspace.svelte.ts";
import * as messages from "../strings/messages.ts";
import * as strings from "../strings/pins.ts";
import { followFailed } from "../strings/threads.ts";
export { copy, copyLink } from "../state/clipboard.ts";
export { followId } from "./follow-id.ts";
export { toggleReaction } from "./toggle-reaction.ts";
import { drawnText } from "../drawn-text.ts";
import { saidIn } from "./said.ts";

export const copyText = (message: Message): Promise<void> => copy(saidIn(message), messages.textCopied);

/** As much as the server keeps of what is quoted, in characters. */
const longest = 280;

/** The next message in the same timeline quotes this one. */
export function beginQuote(message: Message, isInThread: boolean): void {
	const timeline = isInThread ? message.thread_root_id : conversationOf(message);
	// what the server keeps comes in its answer
	const body = [...drawnText(saidIn(message))].slice(0, longest).join("");
	quotes.put(timeline, { id: message.id, name: message.author.display_name, body });
	replying.timeline = timeline;
}

const unpin = (message: Message) => unlessGone(laterClient.pins.remove(conversationOf(message), message.id));

/** @returns undefined for one that is pinned already, by somebody else or by a request whose answer was lost */
async function pin(message: Message) {
	const place = conversationOf(message);
	try {
		return await laterClient.pins.add(place, message.id);
	} catch (error) {
		// a conflict is also that there is no room, or that the message was deleted
		if (!isRequestError(error, "conflict")) throw error;
		const { pins } = await laterClient.pins.list(place, { limit: 1 });
		if (!pins.some(({ message_id }) => message_id === message.id)) throw error;
		return undefined;
	}
}

/** Pins a message, or unpins it: shown at once, taken back when the server refuses. */
export async function togglePin(workspace: WorkspaceState, message: Message): Promise<void> {
	const wasPinned = isPinned(workspace, message);
	wantedPins.set(message.id, !wasPinned);
	try {
		const answer = await (wasPinned ? unpin(message) : pin(message));
		if (answer) workspace.applyLocal(answer.event);
	} catch (error) {
		toast.error(strings.pinFailed(errorText(error)));
	}
	wantedPins.delete(message.id);
}

/** Follows a thread, or no longer: shown at once, taken back when the server refuses. */
export async function toggleFollow({ followed }: WorkspaceState, root_id: MessageId): Promise<void> {
	const known = followed?.threads.get(root_id);
	const { is_following = false } = known ?? {};
	if (known) followed!.settle({ ...known, is_following: !is_following });
	try {
		await followed?.change(root_id, () => client.threads[is_following ? "unfollow" : "follow"](root_id));
	} catch (error) {
		if (known) followed!.settle(known);
		toast.error(followFailed(errorText(error)));
	}
}
