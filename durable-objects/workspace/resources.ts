import type { ChannelId, DurableEvent, Message, MessageId, UserId } from "@clickclack/protocol";
import type { EventRow } from "./audience.ts";
import { type ChannelRow, toChannel } from "./channels.ts";
import { anyMember, toMember, toModerated } from "./members.ts";
import { messageRow, toMessage } from "./messages.ts";
import { tally } from "./reactions.ts";
import { toThreadState } from "./threads.ts";
import type { Read } from "./transaction.ts";
import { toWorkspace, workspaceRow } from "./workspaces.ts";

/** The parts of a payload that are attached at delivery. */
export type Attached = "message" | "thread_state" | "channel" | "member" | "workspace" | "count" | "user_ids";
export type Resource = Partial<Record<Attached, unknown>> & { message?: Message };

interface Ids {
	message_id: MessageId;
	root_message_id: MessageId;
	channel_id: ChannelId;
	user_id: UserId;
	emoji: string;
}

/** The resource of a past event, as it is now. */
export function attach(tx: Read, row: EventRow): Resource {
	const ids = JSON.parse(row.ids_json) as Ids;
	const type = row.type as DurableEvent["type"];
	switch (type) {
		case "message.created":
		case "message.updated":
		case "message.deleted":
		case "thread.reply_created":
			return { message: toMessage(tx, messageRow(tx, ids.message_id)!) };
		case "thread.state_updated":
			return { thread_state: toThreadState(messageRow(tx, ids.root_message_id)!) };
		case "reaction.added":
		case "reaction.removed":
			return tally(tx, messageRow(tx, ids.message_id)!.num, ids.emoji);
		case "channel.created":
		case "channel.updated":
		case "channel.member_joined":
			return { channel: toChannel(tx, tx.sql<ChannelRow>`SELECT * FROM channels WHERE id = ${ids.channel_id}`[0]!) };
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
		case "member.left":
			return {};
		default:
			throw new Error(`the log holds a ${String(type satisfies never)}, which nobody can attach`);
	}
}
