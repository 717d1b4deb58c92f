import type { Channel, ChannelId, Message, MessageId, UserId } from "@clickclack/protocol";
import { once } from "../../once.ts";
import type { LogEntry } from "./entries.ts";
import { findChannel, toChannel } from "../channels/row.ts";
import { type MemberRow, anyMember, toMember, toModerated } from "../members/row.ts";
import { authorsOnce, toMessage } from "../messages/present.ts";
import { messageRow } from "../messages/row.ts";
import { tallyNow } from "../reactions.ts";
import { threadState } from "../threads/state.ts";
import type { Read } from "../transaction.ts";
import { toWorkspace, workspaceRow } from "../workspaces.ts";

/** The parts of a payload that are not stored but attached at delivery. */
export type Attached = "message" | "thread_state" | "channel" | "member" | "workspace" | "count" | "user_ids";
export type Resource = Partial<Record<Attached, unknown>> & { message?: Message };

interface Ids {
	message_id: MessageId;
	root_message_id: MessageId;
	channel_id: ChannelId;
	user_id: UserId;
	emoji: string;
}

/** Look-ups that the events of a page share. */
export interface Common {
	authorOf: (user_id: UserId) => MemberRow;
	channelOf: (channel_id: ChannelId) => Channel;
}

export const commonOf = (tx: Read): Common => ({
	authorOf: authorsOnce(tx),
	channelOf: once((id) => toChannel(tx, findChannel(tx, id)!)),
});

/** The resource of a past event, in its current state. @param common shared by all events of a page */
export function attach(tx: Read, { type, ...entry }: LogEntry, { authorOf, channelOf }: Common): Resource {
	const ids = entry.ids as Ids;
	switch (type) {
		case "message.created":
		case "message.updated":
		case "message.deleted":
		case "thread.reply_created": {
			const message = messageRow(tx, ids.message_id)!;
			return { message: toMessage(tx, message, { author: authorOf(message.author_id) }) };
		}
		case "thread.state_updated":
			return { thread_state: threadState(tx, ids.root_message_id) };
		case "reaction.added":
		case "reaction.removed":
			return { ...tallyNow(tx, ids.message_id, ids.emoji) };
		case "channel.created":
		case "channel.updated":
		case "channel.member_joined":
			return { channel: channelOf(ids.channel_id) };
		case "member.joined":
		case "member.updated":
			return { member: toMember(tx, anyMember(tx, ids.user_id)!) };
		case "member.moderation_updated":
			return { member: toModerated(tx, anyMember(tx, ids.user_id)!) };
		case "workspace.updated":
			return { workspace: toWorkspace(workspaceRow(tx)) };
		case "channel.deleted":
		case "channel.member_left":
		case "channel.read":
		case "dm.read":
		case "member.left":
			return {};
		default:
			throw new Error(`the log holds the unknown event type ${String(type satisfies never)}`);
	}
}
