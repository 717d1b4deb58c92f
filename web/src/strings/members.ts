import { isolated, type Role } from "@clickclack/sdk";
import { aRole } from "./roles.ts";

export const membersOf = (workspace: string, total: number): string => `Members of ${isolated(workspace)} · ${total}`;
export const findMember = "Find a member";
export const noMatch = (query: string): string => `No members match “${isolated(query)}”.`;
export const showMore = (missing: number): string => `Show ${missing} more`;
export const onlineMembers = "Online";
export const offlineMembers = "Offline";

/** Of who chose something. */
export const loadingPeople = "Loading people";
export const nobody = "Nobody";

export const nameOfMe = (name: string): string => `${isolated(name)} (you)`;
/** In a member's row, for screen readers. */
export const isOnline = "online";
export const isOffline = "offline";

export const profile = "Profile";
export const notFoundTitle = "Couldn't find this person";
export const notFound = "They may have left the workspace.";
export const bot = "Bot";
export const presence = "Presence";
export const online = "Online";
export const offline = "Offline";
export const joined = "Joined";
export const localTime = "Local time";
export const links = "Links";
export const editProfile = "Edit profile";
/** On the button that opens the conversation with somebody. */
export const message = "Message";
export const notInWorkspace = "Not in this workspace";

export const changeRole = "Change role";
export const roleChanged = (person: string, role: Role): string => `${isolated(person)} is now ${aRole[role]}.`;
export const timeOut = "Time out for an hour";
export const timedOut = (person: string): string => `${isolated(person)} can only read for an hour.`;
export const endTimeOut = "End time-out";
export const timeOutEnded = (person: string): string => `${isolated(person)} can write again.`;
export const removeFromWorkspace = "Remove from workspace";

export const makeOwner = "Make owner";
export const transfer = "Transfer the workspace";
export const transferAbout = (person: string, workspace: string): string =>
	`${isolated(person)} will own ${isolated(workspace)}, and you will be a moderator. Only they can undo this.`;
export const typeHandle = (handle: string): string => `Type ${isolated(handle)} to confirm`;
export const otherHandle = (handle: string): string => `That isn't their handle: type ${isolated(handle)}.`;
export const transferred = (person: string): string => `${isolated(person)} is now the owner.`;

export const demote = (role: Role): string => `Make them ${aRole[role]}`;
export const demoteAbout = (person: string, role: Role): string =>
	`If ${isolated(person)} leaves after this, they need a new link to come back, and come back as ${aRole[role]} at most. The links below still work for everyone else, and for a second account of theirs.`;

export const removeAbout = (person: string, workspace: string): string =>
	`${isolated(person)} will lose access to ${isolated(workspace)} at once. Their messages stay.`;
export const removeLinks =
	"To come back they need a new link. The links below still work for everyone else, and for a second account of theirs.";
