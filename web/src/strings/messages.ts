import { isolated, type MyChannel } from "@clickclack/sdk";
import { count } from "./plural.ts";

const list = new Intl.ListFormat("en");

export const messagesIn = (place: string): string => `Messages in ${place}`;
export const messagesWith = (place: string): string => `Messages with ${place}`;
export const beginningTitle = (place: string): string => `This is the start of ${place}`;
export const beginningWith = (place: string): string => `This is the start of your conversation with ${place}`;
export const onlyMembers = (created: string): string =>
	`Only the people in this conversation can see what is written here. It began on ${created}.`;
export const beginningHint = "Nothing but sand so far. Say hello with the first message.";
export const nothingThere = "Nobody wrote anything here.";
export const beginning = (kind: MyChannel["kind"], created: string): string =>
	kind === "private"
		? `This is the start of this private channel. It was created on ${created}.`
		: `This is the start of this public channel. It was created on ${created}.`;

export const loadingMessages = "Loading messages";
export const loadFailed = "Couldn't load messages";
/** Names the panel behind the date of a day. */
export const jumpTo = "Jump to";
export const jumpToLatest = "Jump to latest";
export const newMessageCount = (n: number): string => count(n, "new message", "new messages");
/** Of what a screen reader announces, and of the line above the first unread message. */
export const newMessages = "New messages";
/** On that line. */
export const newOnes = "New";
/** What somebody wrote, as it is announced. */
export const said = (person: string, body: string): string => `${isolated(person)}: ${isolated(body)}`;

/** The name of a message. */
export const messageBy = (person: string, body: string, time: string): string =>
	`${isolated(person)}: ${isolated(body)}, ${time}`;
/** In that name. */
export const fileCount = (n: number): string => count(n, "file", "files");
/** In place of the body in that name. */
export const deletedMessage = "deleted message";
export const wasDeleted = "This message was deleted.";
export const edited = "(edited)";
export const editHistory = "Edit history";
export const bot = "Bot";

/** In an open edit. */
export const changedMeanwhile = "This message was changed meanwhile.";
export const useNewer = "Use the newer text";

export const notSent = (why: string): string => `Not sent. ${why}`;
export const sending = "Sending…";
export const waiting = "Waiting for a connection…";

export const replies = (n: number): string => count(n, "reply", "replies");
/** @param when how long ago: "5 min. ago" */
/** Of a reply that was also sent to its conversation: in the thread, and there. */
export const alsoSent = "Also sent to the conversation";
export const fromThread = "Sent from a thread";
/** The server counts up to a hundred. */
export const newReplies = (n: number): string => (n >= 100 ? "99+ new" : `${n} new`);
export const lastReply = (when: string): string => `Last reply ${when}`;

export const messageActions = "Message actions";
export const quote = "Quote";
export const forward = "Forward message";
/** The button of that dialog. */
export const forwardIt = "Forward";
/** Of a poll: who voted for what. */
export const votes = "Votes";
/** Of a message, or of the next one. */
export const changeTopic = "Change topic";
export const remindMe = "Remind me";
export const pinMessage = "Pin message";
export const unpinMessage = "Unpin message";
/** Over a message that is, and in its name. */
export const pinned = "Pinned";
export const reactWith = (emoji: string): string => `React with ${isolated(emoji)}`;
export const chooseEmoji = "Choose an emoji";
export const copyText = "Copy text";
export const textCopied = "Text copied.";
export const linkCopied = "Link copied.";
export const copyFailed = "Your browser doesn't allow copying here. Select the text and copy it yourself.";
export const deleteMessage = "Delete message";

export const reportMessage = "Report message";
export const editMessage = "Edit message";
export const deleteMessageTitle = "Delete this message?";
export const deleteMessageAbout = "You removed all of its text. You can undo this for a few seconds.";
export const deleteWithFiles =
	"You removed all of its text, and its files go with it. You can undo this for a few seconds.";

export const reactions = "Reactions";
export const reactionCount = (emoji: string, n: number): string => `${isolated(emoji)} ${n}`;
export const noReactions = "There are no reactions any more.";
/** @param others how many there are whose names are not known */
export const whoReacted = (names: string[], others: number): string =>
	list.format([...names.map(isolated), ...(others > 0 ? [`${others} more`] : [])]);
export const reaction = (emoji: string, n: number, who: string): string => `${isolated(emoji)} ${n}: ${who}`;

export const copy = "Copy";
export const copyCode = "Copy code";
export const codeCopied = "Code copied.";
export const showAllLines = (n: number): string => `Show all ${count(n, "line", "lines")}`;
export const showAll = "Show all";
export const showLess = "Show less";
