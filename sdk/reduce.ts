import { conversationOf } from "./conversations.ts";
import type { Projection } from "./projection.ts";
import { applyChannel, applyJoined, applyLeft, applyUpdated } from "./reduce-channels.ts";
import { applyPreference, omitConversation } from "./reduce-conversations.ts";
import { applyClosed, applyFormer, applyOpened } from "./reduce-directs.ts";
import { applyGroup } from "./reduce-groups.ts";
import { applyMe, applyMember } from "./reduce-members.ts";
import { applyRead } from "./reduce-mentions.ts";
import { countChanged, countSent, reduceTimelines } from "./reduce-messages.ts";
import type { DurableEvent } from "./types.ts";

/**
 * Applies an event, whatever the cursor.
 * @param isLocal it comes before its turn, and once more then: what is counted waits for that
 */
export function reduce(projection: Projection, event: DurableEvent, isLocal: boolean): void {
	reduceTimelines(projection, event);
	switch (event.type) {
		case "message.created":
			return countSent(projection, event, isLocal);
		case "message.updated":
		case "message.deleted":
			return countChanged(projection, event, isLocal);
		case "channel.created":
			return applyChannel(projection, event.payload.channel);
		case "channel.updated":
			return applyUpdated(projection, event);
		case "channel.deleted":
			return omitConversation(projection, event.payload.channel_id);
		case "channel.member_joined":
			return applyJoined(projection, event, isLocal);
		case "channel.member_left":
			return applyLeft(projection, event);
		case "channel.read":
		case "dm.read":
			return isLocal ? undefined : applyRead(projection, event);
		case "notification_settings.updated":
			return applyPreference(projection, conversationOf(event.payload), event.payload.preference);
		case "sidebar.updated":
			projection.sidebar = event.payload.sidebar;
			return;
		case "dm.opened":
			return applyOpened(projection, event, isLocal);
		case "dm.closed":
			return applyClosed(projection, event);
		case "member.joined":
		case "member.updated":
			return applyMember(projection, event.payload.member);
		case "member.left":
			projection.members.delete(event.payload.user_id);
			return applyFormer(projection, event.payload.user_id);
		case "member.moderation_updated":
			if (event.payload.user_id === projection.me.user.id) applyMe(projection, event.payload.member);
			return;
		case "report.updated":
			projection.open_reports = event.payload.open_reports;
			return;
		case "workspace.updated":
			projection.workspace = { ...event.payload.workspace, role: projection.me.role };
			return;
		case "group.created":
		case "group.updated":
		case "group.deleted":
		case "group.member_added":
		case "group.member_removed":
			return applyGroup(projection, event);
		case "thread.reply_created":
		case "thread.state_updated":
		case "thread.followed":
		case "thread.unfollowed":
		case "thread.read":
		case "reaction.added":
		case "reaction.removed":
		case "topic.created":
		case "topic.updated":
		case "topic.deleted":
		case "emoji.created":
		case "emoji.deleted":
		case "pin.added":
		case "pin.removed":
		case "poll.voted":
		case "poll.closed":
		case "attention.updated":
		case "saved_message.updated":
		case "reminder.updated":
		case "reminder.due":
		case "scheduled_message.updated":
		case "workspace.ownership_transferred":
			// these change only the windows, the pins, the topics, the followed threads (followed-threads.ts), what is saved and what is
			// scheduled, and the list of emoji, which is not in the snapshot;
			// who has another role is told by member.updated
			return;
		default:
			// a newer server may send types that this client does not know
			event satisfies never;
	}
}
