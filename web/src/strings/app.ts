import { isolated } from "@clickclack/sdk";
export const unreachableTitle = "Couldn't reach ClickClack";
/** For people who use the app, not for those who run the server. */
export const unreachable = "Can't reach the server. Check your connection and try again.";
export const somethingWrong = "Something went wrong, please try again.";

export const notFound = "Not found";
export const pageNotFound = "Page not found";
export const incompleteLink =
	"There is no page at this address. The link may be incomplete: open it again from where you found it.";

export const goToMine = "Go to my workspaces";
export const couldNotOpen = "Couldn't open this workspace";
export const notMine = "You aren't a member of this workspace, or it doesn't exist.";
export const loadingWorkspace = "Loading the workspace";
export const thread = "Thread";

export const loadingConversation = "Loading the conversation";
export const noMessageTitle = "Couldn't find this message";
export const whyNoMessage = "It may have been deleted, or it is in a conversation that you can't see.";
export const noSuchMessage = "That message doesn't exist, or you can't see it.";
export const couldNotOpenThread = "Couldn't open this thread";
export const couldNotOpenChannel = "Couldn't open this channel";
export const noChannelTitle = "You can't see this channel";
export const whyNoChannel = "It may be private, or it may have been deleted. Ask one of its members to add you.";
export const couldNotOpenDirect = "Couldn't open this conversation";
export const noDirectTitle = "You can't see this conversation";
export const whyNoDirect = "Only the people in it can. The link may also be incomplete.";
export const noChannelsTitle = "No channels yet";
export const browseOrCreate = "Conversations happen in channels. Browse the ones that exist, or create one.";
export const askMember = "Ask a member of the workspace to add you to a channel.";
export const goTo = (place: string): string => `Go to ${place}`;
export const wasDeleted = (channel: string): string => `#${isolated(channel)} was deleted.`;

/** Of a box in a list of tasks. */
export const taskDone = "done";
export const taskToDo = "to do";
/** Title of the dialog in which one signs in over the app. */
export const sessionHasEnded = "Your session has ended";
