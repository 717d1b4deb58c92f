import { isolated, type ReportReason } from "@clickclack/sdk";

/** The dialog in which a message is reported. */
export { reportMessage } from "./messages.ts";
export const why = "What is wrong with it?";
export const inYourWords = "In your words (optional)";
export const whoSees = "Moderators see this message, your reason and that you reported it. Its author isn't told.";
export const whoSeesDirect =
	"Moderators see the text of this one message, your reason and that you reported it, and nothing else of this conversation. Its author isn't told.";
export const whoSeesPrivate =
	"Moderators who aren't in this channel see the text of this one message, your reason and that you reported it, and nothing else of the channel. Its author isn't told.";
export const report = "Report";
export const reported = "The moderators will look at it.";
export const reasons: Record<ReportReason, string> = {
	spam: "Spam",
	abuse: "Abuse",
	unlawful: "Against the law",
	other: "Something else",
};

/** The page of those who look at them. */
export const about =
	"Messages that people have reported. The text is as it was then, and is kept here until a moderator decides.";
export const loading = "Loading reports";
export const none = "Nothing to look at";
export const noneHint = "What people report will be here.";
export const inDirect = "In direct messages";
export const inPrivate = "In a private channel";
export const noText = "It has no text.";
export const isDeleted = "Deleted meanwhile";
export const someone = "Someone";
export const because = (person: string, reason: ReportReason): string => `${isolated(person)}: ${reasons[reason]}`;
export const byFilter = (word: string): string => `Word filter: “${isolated(word)}”`;
export const view = "View in channel";
export const dismiss = "Dismiss";
export const resolve = "Mark as resolved";
export const deleteMessage = "Delete message";
export const deleteTitle = "Delete this message?";
export const deleteAbout = "It is deleted for everyone, and the report is closed. This can't be undone.";
export const messageOf = (person: string): string => `Message from ${isolated(person)}`;
