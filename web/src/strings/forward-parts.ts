import { isolated } from "@clickclack/sdk";

export const forwardTo = "Forward to";
export const findPlace = "Find a channel or direct message";
export const places = "Channels and direct messages";
export const noneMatch = (typed: string): string => `You can't post in anything that matches “${isolated(typed)}”.`;
export const choosePlace = "Choose where to forward it.";
export const addMessage = "Add a message (optional)";
export const theMessage = "The message";
/** @param place undefined until it is chosen */
export const isPrivate = (place: string | undefined): string =>
	place === undefined
		? "This message is from a private conversation. Everyone where you forward it will see it."
		: `This message is from a private conversation. Everyone in ${place} will see it.`;
export const forwarded = (place: string): string => `Forwarded to ${place}.`;
