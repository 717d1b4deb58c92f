import type { ChannelId, DirectConversationId, MessageId, Role, WorkspaceId } from "@clickclack/sdk";

/**
 * What is asked about. "room" is private and most are in it, "closed" is private and only its author is in it,
 * "direct" is a direct conversation, "missing" is a channel, and a direct conversation, that does not exist in the workspace, "nowhere" a workspace that does not exist.
 */
export type Target = "here" | "nowhere" | "public" | "room" | "closed" | "direct" | "missing";

export interface Place {
	target: Target;
	workspace_id: WorkspaceId;
	channel_id: ChannelId;
	direct_conversation_id?: DirectConversationId;
	/** a root message of the author's, and a reply to it */
	message_id: MessageId;
	reply_id: MessageId;
	nonce: string;
	/** of the channel, made by the author */
	topic_id: `top_${string}`;
	/** that the author is an admin of, and the guest is in */
	group_id: `grp_${string}`;
	/** of a message of the author's that is sent later */
	scheduled_id: `sch_${string}`;
	/** of the author, in the message; its nonce is the message's */
	upload_id: `upl_${string}`;
}

/** What the server may take into account about somebody. */
export interface Standing {
	/** in the workspace that is asked about; without one they are not in it */
	role?: Exclude<Role, "bot">;
	restriction?: "blocked" | "timed out";
	/** what is there for them */
	sees: readonly Target[];
	/** what is there is theirs */
	isAuthor?: true;
	hasSignedOut?: true;
}

const inRoom = ["here", "public", "room"] as const;
const inDirect = [...inRoom, "direct"] as const;
const outside = ["here", "public"] as const;

/** Everybody, as they are once all is set up. A new kind of person is one entry here. */
const cast = {
	owner: { role: "owner", sees: inRoom },
	moderator: { role: "moderator", sees: inRoom },
	author: { role: "member", sees: [...inDirect, "closed"], isAuthor: true },
	member: { role: "member", sees: inDirect },
	outsider: { role: "member", sees: outside },
	guest: { role: "guest", sees: ["here", "room"] },
	blocked: { role: "member", sees: inDirect, restriction: "blocked" },
	blockedModerator: { role: "moderator", sees: inDirect, restriction: "blocked" },
	timedOut: { role: "member", sees: inDirect, restriction: "timed out" },
	timedOutBefore: { role: "member", sees: inDirect },
	takenOffRoom: { role: "member", sees: outside },
	removed: { sees: [] },
	foreignOwner: { sees: [] },
	signedOut: { role: "member", sees: inDirect, hasSignedOut: true },
	signedOutListening: { role: "member", sees: inRoom, hasSignedOut: true },
	/** what others do to members is done to this one */
	bystander: { role: "member", sees: outside },
} satisfies Record<string, Standing>;

export type Name = keyof typeof cast;
export const standings: Record<Name, Standing> = cast;
export const names = Object.keys(cast) as Name[];
