import type { ChannelId, MessageId, WorkspaceId } from "@clickclack/sdk";

/**
 * What is asked about. "room" is private and most are in it, "closed" is private and only its author is in it,
 * "missing" is a channel that does not exist in the workspace, "nowhere" a workspace that does not exist.
 */
export type Target = "here" | "nowhere" | "public" | "room" | "closed" | "missing";

export interface Place {
	target: Target;
	workspace_id: WorkspaceId;
	channel_id: ChannelId;
	/** a root message of the author's, and a reply to it */
	message_id: MessageId;
	reply_id: MessageId;
	nonce: string;
}

/** An id of the same shape, and of the same workspace, of nothing. */
export const unknown = <Id extends string>(id: Id): Id =>
	(id.slice(0, -4) + (id.endsWith("zzzz") ? "yyyy" : "zzzz")) as Id;

/** The same of a workspace that was never founded. */
const elsewhere = (id: WorkspaceId): WorkspaceId => `${id.slice(0, 14)}zzzzzzzz${id.slice(22)}` as WorkspaceId;

export const workspaceItself = (workspace_id: WorkspaceId): Place => ({
	target: "here",
	workspace_id,
	channel_id: "chn_",
	message_id: "msg_",
	reply_id: "msg_",
	nonce: "",
});

export const nowhereLike = (here: Place): Place => ({
	...here,
	target: "nowhere",
	workspace_id: elsewhere(here.workspace_id),
});

export const missingLike = ({ workspace_id, channel_id, message_id, reply_id }: Place): Place => ({
	target: "missing",
	workspace_id,
	channel_id: unknown(channel_id),
	message_id: unknown(message_id),
	reply_id: unknown(reply_id),
	nonce: "missing",
});
