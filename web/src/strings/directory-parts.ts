import { isolated, type Role } from "@clickclack/sdk";

export { people } from "./directory.ts";
export const find = "Search by name";
export const whichRole = "Role";
export const everyone = "Everyone";
export const withRole: Record<Role, string> = {
	owner: "Owners",
	moderator: "Moderators",
	member: "Members",
	guest: "Guests",
	bot: "Bots",
};
export const loading = "Loading people";
export const loadFailed = "Couldn't load people";
export const nobodyFound = "Nobody found";
export const nobodyMatches = (query: string): string => `No name or handle contains “${isolated(query)}”.`;
export const nobodyWithRole = "Nobody has this role.";
/** The time where somebody is. */
export const localTime = (time: string): string => `${time} local time`;
