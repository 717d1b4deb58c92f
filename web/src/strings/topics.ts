import { isolated } from "@clickclack/sdk";

/* Topics are labels of messages. The line that says what a channel is about is another thing: see channel-parts.ts. */

export const topic = "Topic";
export const named = (name: string): string => `Topic: ${isolated(name)}`;
/** Before its name is known. */
export const unnamed = "Topic";
export const chooseTopic = "Choose a topic";
export const noTopic = "No topic";
export const removeTopic = "Remove topic";
export const newTopic = "New topic";
export const forAll = "For every channel";
export const noneYet = "There are no topics here yet.";
export const loading = "Loading topics";

/** The list of a channel's. */
export const inChannel = (place: string): string => `in ${place}`;
export const ofEveryChannel = "For every channel";
export const howToMake = "The tag beside the message field makes one. Messages with a topic can be read on their own.";
export const archivedCount = (n: number): string => `Archived · ${n.toLocaleString()}`;
export const archivedTopics = "Archived topics";
export const loadFailed = "The topics couldn't be loaded";
export const noneOpen = "No channel is open";
export const openOne = "Messages of channels have topics. Open one to see its topics.";

export const showAll = "Show all messages";
export const messagesAbout = (name: string, place: string): string =>
	`Messages in ${place} with the topic ${isolated(name)}`;
export const empty = "No messages with this topic";
export const emptyHint = "The first one may be yours.";
export const beginning = "These are all messages with this topic.";
export const missing = "There is no such topic here";
export const missingHint = "It was deleted, or it is not for you to see. “Show all messages” leads to the channel.";
export const isArchived = "This topic is archived. Its messages keep it; new ones can't have it.";
export const wasDeleted = "That topic was deleted. Its messages are still here.";

export const actions = "Topic actions";
export const actionsOf = (name: string): string => `Actions for ${isolated(name)}`;
export const rename = "Rename topic";
export const name = "Name";
export const save = "Save";
export const archive = "Archive topic";
export const reopen = "Reopen topic";
export const remove = "Delete topic";
export const removeTitle = "Delete this topic?";
export const removeAbout = "Its messages stay, without the topic. This can't be undone.";
export const changeFailed = (why: string): string => `The topic wasn't changed. ${why}`;
