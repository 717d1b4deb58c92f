import { isolated } from "@clickclack/sdk";
import { count } from "./plural.ts";

export { archived, channels, preview } from "./channels.ts";

export const findChannel = "Find a channel";
export const openChannel = (channel: string): string => `Open ${isolated(channel)}`;
export const previewChannel = (channel: string): string => `Preview ${isolated(channel)}`;
export const joinChannel = (channel: string): string => `Join ${isolated(channel)}`;
export const people = (n: number): string => count(n, "person", "people");
export const noneMatch = (query: string): string => `No channels match “${isolated(query)}”.`;
export const noneFits = "No channels match this filter.";
export const noneYet = "There are no channels yet.";
export const archivedChannels = "Archived channels";
export const noArchivedMatch = "No archived channels match.";
export const noArchived = "No archived channels.";
export const moreChannels = (n: number): string => `${n.toLocaleString()} more: type a part of the name.`;
export const showArchived = "Show archived channels";
export const loadingChannels = "Loading the channels";

export const createChannel = "Create channel";
export const nameExample = "release-planning";
export const nameHint = "Lower case; spaces become hyphens.";
export const nameBecomes = (name: string): string => `The channel will be called #${isolated(name)}.`;
export const nameIsShownAs = (name: string, title: string): string =>
	`It will be shown as ${isolated(title)}, and called #${isolated(name)} in links.`;
export const nameNeedsLetters = "A name needs a letter, a digit or an emoji.";
export const whoCanSee = "Who can see it";
export const publicKind = "Public";
export const publicHint = "Anyone in the workspace can find and join it";
export const privateKind = "Private";
export const privateHint = "Only people who are added can see it";
export const optionalTopic = "Topic (optional)";

export const displayTitle = "Display title";
export const optionalTitle = "Display title (optional)";
export const titleHint = "Shown instead of the name. Links and #mentions keep the name.";
export const topic = "Topic";
export const topicExample = "What is this channel about?";
export const noTopic = "No topic yet.";
export const noneOpen = "No channel is open";
export const openOne = "Open a channel to see what it's about and who is in it.";

export const membersTitle = (n: number): string => `Members · ${n.toLocaleString()}`;
export const addPeople = "Add people";
export const nameOrHandle = "Name or @handle";
export const peopleToAdd = "People to add";
export const addPerson = (person: string): string => `Add ${isolated(person)}`;
export const membersOfThis = "Members of this channel";
export const removePerson = (person: string): string => `Remove ${isolated(person)}`;
export const showMorePeople = "Show more people";

export const notifications = "Notifications";
/** What a channel calls one for. */
export const preferences = {
	all: { label: "All messages", hint: "Each one may make a sound." },
	mentions: { label: "Mentions", hint: "A number and a sound for those that mention you." },
	nothing: { label: "Nothing", hint: "Bold while something is unread, and no more." },
	muted: { label: "Muted", hint: "Never bold in the sidebar." },
};

/** @param ref the id in that program */
export const managedElsewhere = (ref?: string): string =>
	ref ? `Managed by another program (${isolated(ref)})` : "Managed by another program";
export const openIn = (host: string): string => `Open in ${isolated(host)}`;

export const show = "Show";
export const shown = { all: "All channels", joined: "Joined", others: "Not joined" };

export const rights = {
	who_can_post: "Who can post",
	who_can_add_members: "Who can add people",
	who_can_pin: "Who can pin messages",
};
export const rightHolders = { everyone: "Everyone", moderators: "Moderators" };
export const moderatorsHint =
	"Moderators are owners, moderators and whoever created the channel. Everyone can reply in threads.";

export const archiveChannel = "Archive channel";
export const reopenChannel = "Reopen channel";
export const channelArchived = "Channel archived. You can still read it: see “Archived” in the sidebar.";
export const channelReopened = "Channel reopened.";
export const leaveChannel = "Leave channel";
export const leaveTitle = (channel: string): string => `Leave #${isolated(channel)}?`;
export const lastMember = "You're the last member. If you leave, the channel and its messages are deleted.";
export const leaveAndDelete = "Leave and delete";

export const deleteChannel = "Delete channel";
export const deleteTitle = (name: string): string => `Delete #${isolated(name)}?`;
export const deleteWarning =
	"The channel and all its messages, threads included, will be deleted for everyone and can't be restored. To keep it readable, archive it instead.";
export const typeToConfirm = (name: string): string => `Type “${isolated(name)}” to confirm`;
export const typeToDelete = (name: string): string => `Type “${isolated(name)}” to delete this channel.`;
