export const replyInThread = "Reply in thread";
export const messageTo = (place: string): string => `Message ${place}`;
export const send = "Send";

export const format = "Format";
export const bold = "Bold";
export const italic = "Italic";
export const code = "Code";
export const link = "Link";
export const mentionSomeone = "Mention someone";
export const createPoll = "Create a poll";
