import { isolated } from "@clickclack/sdk";
import { count } from "./plural.ts";

export const pins = "Pins";
export const pinnedMessages = (n: number): string => count(n, "pinned message", "pinned messages");
export const pinnedBy = (person: string): string => `Pinned by ${isolated(person)}`;
export const unpinMessage = "Unpin message";
export const loading = "Loading the pinned messages";
export const loadFailed = "Couldn't load the pinned messages";
export const nonePinned = "Nothing is pinned yet";
export const howToPin = "Pin what everyone should find again: choose “Pin message” in the menu of a message.";
export const noneOpen = "No channel is open";
export const openOne = "Open a channel to see what is pinned in it.";
export const pinFailed = (why: string): string => `The pin wasn't changed. ${why}`;
