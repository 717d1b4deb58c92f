/** Groups of people: what is loaded with the views of them. */
import { isolated } from "@clickclack/sdk";
import { count } from "./plural.ts";

export const group = "Group";
export const groups = "Groups";
export const people = (n: number): string => count(n, "person", "people");
export const about =
	"A group has a handle that mentions everyone in it, and channels that they join with it. Its admins, and moderators, manage its members and channels.";
export const none = "There is no group yet.";
export const create = "Create group";
export const edit = "Edit group";
export const save = "Save";
export const name = "Name";
export const handle = "Handle";
export const handleHint = "What people type after @ to mention everyone in it.";
export const description = "Description";
export const leave = "Leave group";
export const leaveTitle = (called: string): string => `Leave ${isolated(called)}?`;
export const leaveAbout = "You also leave the channels that it brought you to.";
export const remove = "Delete group";
export const back = "All groups";
export const notFoundTitle = "This group isn't here";
export const notFound = "It may have been deleted, or only those in it can see it.";

export { members } from "./common.ts";
export const addMembers = "Add people";
export const nameOrHandle = "Name or @handle";
export const peopleToAdd = "People to add";
export const addPerson = (person: string): string => `Add ${isolated(person)}`;
export const removePerson = (person: string): string => `Remove ${isolated(person)}`;
export const showMore = "Show more people";
export const admin = "Admin";
export const roleOf = (person: string): string => `Role of ${isolated(person)}`;
export const roles = [
	{ value: "admin", label: "Admin" },
	{ value: "member", label: "Member" },
] as const;

export const channels = "Channels";
export const noChannels = "It has no channel that you can see.";
export const addChannels = "Add channels";
export const channelName = "Channel name";
export const channelsToAdd = "Channels to add";
export const addChannel = (channel: string): string => `Add ${isolated(channel)}`;
export const removeChannel = (channel: string): string => `Remove ${isolated(channel)}`;

export const deleteTitle = (called: string): string => `Delete ${isolated(called)}?`;
export const deleteAbout =
	"Mentions of it no longer notify anyone, and its members leave the channels that it brought them to. This can't be undone.";
export const typeToConfirm = (called: string): string => `Type ${isolated(called)} to confirm`;
export const typeToDelete = (called: string): string => `That isn't its handle: type ${isolated(called)}.`;
