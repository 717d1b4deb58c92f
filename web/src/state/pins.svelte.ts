import { conversationOf, type Message, type MessageId } from "@clickclack/sdk";
import { SvelteMap } from "svelte/reactivity";
import type { WorkspaceState } from "./workspace.svelte.ts";

/** Which messages I want to be pinned or not, until the server has answered. */
export const wantedPins = new SvelteMap<MessageId, boolean>();

/** Not known of a conversation whose pins are not loaded. */
export const isPinned = ({ pins }: WorkspaceState, message: Message): boolean =>
	wantedPins.get(message.id) ?? pins.get(conversationOf(message))?.includes(message.id) ?? false;
