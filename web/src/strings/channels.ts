import { isolated } from "@clickclack/sdk";
import { count } from "./plural.ts";

/** The sidebar and the top of a channel; what is opened from them is in channel-parts.ts, which is loaded later. */
export const channels = "Channels";
export const starred = "Starred";
export const conversations = "Channels and direct messages";
export const goTo = "Go to…";

export const addChannels = "Add channels";
export const browseChannels = "Browse channels";
export const noneJoined = "You haven't joined a channel yet.";
export const unreadOf = (section: string): string => `${isolated(section)} · Unread`;
export const noUnread = "Nothing unread here.";
export const emptySection = "Drag conversations here.";
export const askSomeone = "Ask someone to add you to a channel.";

/** Beside the name of a channel. */
export const isPrivate = "(private)";
export const isManaged = "(managed by another program)";
export const preview = "Preview";
export const muted = "muted";
export const unread = (messages: number): string => `${messages} unread`;
export const mentionMe = (messages: number): string => count(messages, "mentions you", "mention you");
export const draft = "draft";

/** `{}` is the side of the list where they are. */
export const newForMe = "New for you {}";
export const moreUnread = "More unread {}";
export const above = "above";
export const below = "below";

export const withUnread = (page: string): string => `${page}, with unread messages`;
export const channelDetails = "Channel details";
export const archived = "Archived";
export const members = (n: number): string => count(n, "member", "members");
export const membersAnd = (n: number, page: string): string => `${members(n)}: ${page}`;
