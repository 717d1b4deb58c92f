import type { Role } from "./roles.ts";

/** What a policy asks of a caller. What it leaves out it does not ask for. */
export interface Rule {
	/** where the caller has to have a place: to those outside, nothing is there. Without it nobody is asked who they are. */
	inside?: "server" | "workspace" | "channel";
	/** a blocked member may read, but not listen; a timed-out member may read and listen, but not take part */
	needs?: "to listen" | "to take part";
	/** the lowest role that may */
	role?: Role | "operator";
	/** whoever made the thing, or is the person that it is about, may whatever their role */
	own?: true;
	/** those to whom it does not belong are told that it does not exist */
	isHidden?: true;
}

const part = { needs: "to take part" } as const;

/*
 * Who may do what a route does. Each route names one of these, and the authorisation proof (proof/authz) derives from
 * it what every kind of caller has to meet. So it is said twice, on purpose: the server decides by
 * durable-objects/workspace/access.ts, and is tested against this.
 */
export const policies = {
	anybody: {},
	"the operator": { inside: "server", role: "operator" },
	"anybody signed in": { inside: "server" },
	"any member": { inside: "workspace" },
	"any member who may listen": { inside: "workspace", needs: "to listen" },
	"any member who may take part": { inside: "workspace", ...part },
	"any member but guests": { inside: "workspace", role: "member", ...part },
	"moderators, to read": { inside: "workspace", role: "moderator" },
	moderators: { inside: "workspace", role: "moderator", ...part },
	"oneself or moderators": { inside: "workspace", role: "moderator", own: true, ...part },
	"its author, to read": { inside: "workspace", own: true, isHidden: true },
	"whoever sees the channel": { inside: "channel" },
	"whoever sees the channel and may take part": { inside: "channel", ...part },
	"whoever sees the channel and may take part, but guests": { inside: "channel", role: "member", ...part },
	"the channel's maker or moderators": { inside: "channel", role: "moderator", own: true, ...part },
	"owners who see the channel": { inside: "channel", role: "owner", ...part },
	"its author": { inside: "channel", own: true, ...part },
	"its author or the owner": { inside: "channel", role: "owner", own: true, ...part },
} satisfies Record<string, Rule>;

/** Who may, in words: the `x-who` of a route. */
export type Policy = keyof typeof policies;
