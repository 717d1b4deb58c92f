export const goTo = "Go to";

export const goToAnything = "Go to a conversation, a person or a command";
export const searchMessages = "Search messages";
export const nextConversation = "Next conversation";
export const previousConversation = "Previous conversation";
export const nextUnread = "Next unread conversation";
export const previousUnread = "Previous unread conversation";
export const nextRegion = "Next section of the window";
export const previousRegion = "Previous section of the window";

export const closeOrMarkRead = "Close the pane, or mark the conversation as read";
export const markRead = "Mark conversation as read";
export const markAllRead = "Mark everything as read";
export { closeConversation, newMessage } from "./directs.ts";
export const browseChannels = "Browse channels";
/** The title of the dialog in which they are browsed. */
export const channels = "Channels";
export const copyConversationLink = "Copy link to this conversation";
export const conversationDetails = "Conversation details";
export const jumpToDate = "Jump to a date";
export const pauseFor = "Pause notifications";
export const setStatus = "Set a status";
export const shortcuts = "Keyboard shortcuts";
export const settingsPage = (page: string): string => `Settings: ${page}`;
export const workspacePage = (page: string): string => `Workspace: ${page}`;

export const moveUp = "Move up";
export const moveDown = "Move down";
export const newSection = "New section";
export const starConversation = "Star conversation";
export const unstarConversation = "Remove star from conversation";
export const moveConversation = "Move conversation to a section";
export const moveTo = "Move to…";

export const react = "React";
export const replyInThread = "Reply in thread";
export const markUnread = "Mark as unread";
export const saveForLater = "Save for later";
export const moreActions = "More actions";

/** Keys, as they are called on a keyboard. */
export const ctrlKey = "Ctrl";
export const altKey = "Alt";
export const shiftKey = "Shift";
export const enterKey = "Enter";
export const escapeKey = "Esc";
