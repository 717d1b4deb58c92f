/** The list of shortcuts, which is loaded when it is opened. */

export const allShortcuts = "All shortcuts";
export const navigation = "Navigation";
export const conversations = "Conversations";
export const writing = "Writing";
export const inSidebar = "In the sidebar";
export const onMessage = "On a message";
/** Between two combinations of keys. */
export const or = "or";
export const send = "Send";
export const newLine = "New line";
/** From anywhere, when no field has the focus. */
export const startTyping = "Write in the open conversation";
export const anyLetter = "any letter";
export const undo = "Undo what was typed";
export const editLast = "Edit my last message";
export const mentionSomeone = "Mention someone";
export const mentionChannel = "Complete the name of a channel";
export const addEmoji = "Add an emoji";
export const altClick = "Alt+click";
export const nextMessage = "Next message";
export const previousMessage = "Previous message";
export const oldestMessage = "Oldest message that is loaded";
export const newestMessage = "Newest message";
export const inInbox = "In the inbox";
export const nextEntry = "Next entry";
export const previousEntry = "Previous entry";
export const firstEntry = "First entry";
export const lastEntry = "Last entry";
export const markEntryRead = "Mark as read";
