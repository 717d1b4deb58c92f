import { isolated } from "@clickclack/sdk";

export const forwardTo = "Forward to";
export const findPlace = "Find a channel or a person";
export const places = "Channels and people";
export const noneMatch = (typed: string): string =>
	`Nothing that you can post in, and nobody you can write to, matches “${isolated(typed)}”.`;
/** Beside a public channel that one is not in. */
export const willJoin = "You'll join it";
export const choosePlace = "Choose where to forward it.";
export const addMessage = "Add a message (optional)";
export const theMessage = "The message";
/** @param place undefined until it is chosen */
export const isPrivate = (place: string | undefined): string =>
	place === undefined
		? "This message is from a private conversation. Everyone where you forward it will see it."
		: `This message is from a private conversation. Everyone in ${place} will see it.`;
export const forwarded = (place: string): string => `Forwarded to ${place}.`;
