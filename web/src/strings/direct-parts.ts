import { isolated } from "@clickclack/sdk";

/** What is opened from direct conversations, loaded when it is. */
export { closeConversation, directMessages, newMessage } from "./directs.ts";

export const openFailed = (why: string): string => `Couldn't open the conversation. ${why}`;
export const closeFailed = (why: string): string => `The conversation wasn't closed. ${why}`;
export const closed = (place: string): string =>
	`Conversation with ${place} closed. It comes back with the next message.`;

export const to = "To";
export const nameOrHandle = "Name or @handle";
export const people = "People";
export const chosen = "Chosen people";
export const removePerson = (person: string): string => `Remove ${isolated(person)}`;
export const startConversation = "Start conversation";
export const chooseSomeone = "Choose at least one person.";
/** Under the field. */
export const upTo = (most: number): string =>
	`Choose up to ${most} people. Only they and you will see the conversation.`;
export const noMorePeople = (most: number): string => `A conversation has room for ${most} people and you.`;
export const noneMatch = (query: string): string => `No members match “${isolated(query)}”.`;

export const membersTitle = (n: number): string => `Members · ${n.toLocaleString()}`;
export const membersOfThis = "Members of this conversation";
export const began = (day: string): string => `The conversation began on ${day}. Only its members can see it.`;

export const noneTitle = "No direct messages yet";
export const noneHint = "A direct message is seen only by the people you choose.";
