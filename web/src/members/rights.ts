import type { Channel, Member, Role } from "@clickclack/sdk";

const ranks: readonly Role[] = ["owner", "moderator", "member", "guest"];
const rank = ({ role }: Member) => ranks.indexOf(role);

export const isBelow = (role: Role, other: Role): boolean => ranks.indexOf(role) > ranks.indexOf(other);

/*
 * What the app offers to whom, so that nobody is led to a button that will be refused. The server decides.
 */
export const canModerate = (me: Member): boolean => rank(me) <= ranks.indexOf("moderator");
export const canCreateChannels = (me: Member): boolean => me.role !== "guest";
export const canRun = (me: Member, channel: Channel): boolean => canModerate(me) || channel.created_by === me.user.id;
export const canDeleteChannels = (me: Member): boolean => me.role === "owner";
export const canModerateMember = (me: Member, other: Member): boolean => canModerate(me) && rank(me) < rank(other);
