/** Direct conversations in the sidebar and at the top; what is opened from them is in direct-parts.ts, which is loaded later. */
export const directMessages = "Direct messages";
export const newMessage = "New message";
export const noneYet = "No direct messages yet.";
/** What pictures show, for screen readers and beside the names at the top. */
export const online = "Online";
export const offline = "Offline";
export const group = (n: number): string => `Group of ${n}`;
/** Of the number beside the names: they are all to me. */
export const toYou = "to you";
export const closeWith = (place: string): string => `Close conversation with ${place}`;
export const closeConversation = "Close conversation";
export const details = "Conversation details";
export const moreActions = "More actions";
