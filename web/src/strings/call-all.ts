import { isolated } from "@clickclack/sdk";

/** Before a message calls many people. */
export const callTitle = (n: number): string => `Notify ${n.toLocaleString()} people?`;
/** @param word as it was typed */
export const callsAll = (word: string, n: number): string =>
	`@${isolated(word)} notifies everyone in this conversation: ${n.toLocaleString()} people.`;
export const callsOnline = (n: number): string =>
	`@here notifies everyone in this conversation who is online: up to ${n.toLocaleString()} people.`;
export const callsGroup = (handle: string, n: number): string =>
	`@${isolated(handle)} notifies everyone in this group who is in this conversation: up to ${n.toLocaleString()} people.`;
export const edit = "Edit";
