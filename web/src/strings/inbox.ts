export const inbox = "Inbox";
