import type { Role } from "./roles.ts";

/** What a policy requires of the caller; an absent field requires nothing. */
export interface Rule {
	/** where the caller has to be a member: to others it does not exist. Without it no sign-in is needed */
	inside?: "server" | "workspace" | "channel" | "direct conversation";
	/** a blocked member may read, but not listen; a timed-out member may read and listen, but not take part */
	needs?: "to listen" | "to take part";
	/** the lowest role that may */
	role?: Role | "operator";
	/** the creator of the thing, or the person it is about, is allowed in any role */
	own?: true;
	/** to others it does not exist */
	isHidden?: true;
}

const part = { needs: "to take part" } as const;

/*
 * Who may call an operation. Each route names a policy, and the authorisation proof (proof/authz) derives the expected
 * answer for every kind of caller from it. The rules are stated twice on purpose: the server decides by permissions.ts, and is
 * tested against these.
 */
export const policies = {
	anybody: {},
	"the operator": { inside: "server", role: "operator" },
	"anybody signed in": { inside: "server" },
	"any member": { inside: "workspace" },
	"any member who may listen": { inside: "workspace", needs: "to listen" },
	"any member who may take part": { inside: "workspace", ...part },
	"any member except guests": { inside: "workspace", role: "member", ...part },
	"moderators, to read": { inside: "workspace", role: "moderator" },
	moderators: { inside: "workspace", role: "moderator", ...part },
	"the owner": { inside: "workspace", role: "owner", ...part },
	"anyone who sees the group": { inside: "workspace" },
	"the group's admins or moderators": { inside: "workspace", role: "moderator", own: true, ...part },
	"the member or moderators": { inside: "workspace", role: "moderator", own: true, ...part },
	"who made it or moderators": { inside: "workspace", role: "moderator", own: true, ...part },
	"its author who may take part": { inside: "workspace", own: true, isHidden: true, ...part },
	"its author, to read": { inside: "workspace", own: true, isHidden: true },
	"anyone who sees the channel": { inside: "channel" },
	"anyone who sees the channel and may listen": { inside: "channel", needs: "to listen" },
	"anyone who sees the channel and may take part": { inside: "channel", ...part },
	"anyone who sees the channel and may take part, except guests": { inside: "channel", role: "member", ...part },
	"the channel's creator or moderators": { inside: "channel", role: "moderator", own: true, ...part },
	"those in the conversation": { inside: "direct conversation" },
	"those in the conversation who may listen": { inside: "direct conversation", needs: "to listen" },
	"those in the conversation who may take part": { inside: "direct conversation", ...part },
	"owners who see the channel": { inside: "channel", role: "owner", ...part },
	"its author": { inside: "channel", own: true, ...part },
	"its author or moderators": { inside: "channel", role: "moderator", own: true, ...part },
	"its author or the owner": { inside: "channel", role: "owner", own: true, ...part },
} satisfies Record<string, Rule>;

/** The `x-who` of a route. */
export type Policy = keyof typeof policies;
