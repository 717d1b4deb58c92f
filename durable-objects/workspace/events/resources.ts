import type {
	Channel,
	ChannelId,
	DirectConversation,
	GroupId,
	Message,
	MessageId,
	TopicId,
	UserId,
} from "@clickclack/protocol";
import { attentionOf } from "../attention.ts";
import { once } from "../../once.ts";
import type { ChangeType, LogEntry } from "./entries.ts";
import { findChannel, toChannel } from "../channels/row.ts";
import { type Counts, countsIn, directAt } from "../directs/row.ts";
import { type MemberRow, anyMember, toMember, toModerated } from "../members/row.ts";
import { authorsOnce, toMessage } from "../messages/present.ts";
import { messageRow } from "../messages/row.ts";
import { tallyOfPoll } from "../polls.ts";
import { tallyNow } from "../reactions.ts";
import { sidebarOf } from "../sidebar.ts";
import { threadState } from "../threads/state.ts";
import { anyGroup } from "../groups/row.ts";
import { anyTopic } from "../topics.ts";
import type { Read } from "../transaction.ts";
import { toWorkspace, workspaceRow } from "../workspaces.ts";

/** The parts of a payload that are not stored but attached at delivery. */
export type Attached =
	| "message"
	| "thread_state"
	| "channel"
	| "conversation"
	| "member"
	| "attention"
	| "workspace"
	| "sidebar"
	| "count"
	| "counts"
	| "topic"
	| "group"
	| "voter_count"
	| "user_ids";
export type Resource = Partial<Record<Attached, unknown>> & { message?: Message };

interface Ids extends Partial<Omit<Counts, "last_seq">> {
	message_id: MessageId;
	root_message_id: MessageId;
	channel_id: ChannelId;
	direct_conversation_id: DirectConversation["id"];
	user_id: UserId;
	topic_id: TopicId;
	group_id: GroupId;
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

/** Older entries do not say what was counted: then it is what is counted now. */
function openedThen(
	tx: Read,
	{ direct_conversation_id: id, user_id, ...then }: Ids,
	last_seq: number,
): DirectConversation {
	const now = countsIn(tx, id, user_id);
	const counts = { ...now, last_seq, last_read_seq: Math.min(now.last_read_seq, last_seq) };
	return directAt(tx, id, user_id, then.unread_count === undefined ? counts : { ...counts, ...then });
}

/** The resource of a past change, in its current state. @param common shared by all events of a page */
export function attach(tx: Read, { type, ...entry }: LogEntry<ChangeType>, { authorOf, channelOf }: Common): Resource {
	const ids = entry.ids as Ids;
	switch (type) {
		case "message.updated":
		case "message.deleted":
		case "pin.added": {
			const message = messageRow(tx, ids.message_id)!;
			return { message: toMessage(tx, message, { authorOf }) };
		}
		case "thread.state_updated":
			return { thread_state: threadState(tx, ids.root_message_id) };
		case "reaction.added":
		case "reaction.removed":
			return { ...tallyNow(tx, ids.message_id, ids.emoji) };
		case "poll.voted":
			return { ...tallyOfPoll(tx, ids.message_id) };
		case "channel.created":
		case "channel.updated":
		case "channel.member_joined":
			return { channel: channelOf(ids.channel_id) };
		case "topic.created":
		case "topic.updated":
			return { topic: anyTopic(tx, ids.topic_id) };
		case "group.created":
		case "group.updated":
		case "group.member_added":
			return { group: anyGroup(tx, ids.group_id) };
		case "dm.opened":
			return { conversation: openedThen(tx, ids, entry.seq!) };
		case "member.joined":
		case "member.updated":
			return { member: toMember(tx, anyMember(tx, ids.user_id)!) };
		case "member.moderation_updated":
			return { member: toModerated(tx, anyMember(tx, ids.user_id)!) };
		case "attention.updated":
			return { attention: attentionOf(tx, ids.user_id) };
		case "workspace.updated":
			return { workspace: toWorkspace(workspaceRow(tx)) };
		case "sidebar.updated":
			return { sidebar: sidebarOf(tx, ids.user_id) };
		case "emoji.created":
		case "emoji.deleted":
		case "pin.removed":
		case "poll.closed":
		case "topic.deleted":
		case "group.deleted":
		case "group.member_removed":
		case "channel.deleted":
		case "channel.member_left":
		case "channel.read":
		case "dm.closed":
		case "dm.read":
		case "notification_settings.updated":
		case "thread.followed":
		case "thread.unfollowed":
		case "thread.read":
		case "saved_message.updated":
		case "reminder.updated":
		case "reminder.due":
		case "scheduled_message.updated":
		case "member.left":
		case "report.updated":
		case "workspace.ownership_transferred":
			return {};
		default:
			throw new Error(`the log holds the unknown event type ${String(type satisfies never)}`);
	}
}
