import { conversationOf } from "./conversations.ts";
import type { Projection } from "./projection.ts";
import { applyChannel, applyJoined, applyLeft, applyUpdated } from "./reduce-channels.ts";
import { omitConversation } from "./reduce-conversations.ts";
import { applyMe, applyMember } from "./reduce-members.ts";
import { applyRead } from "./reduce-mentions.ts";
import { countChanged, countSent, reduceTimelines } from "./reduce-messages.ts";
import type { DurableEvent } from "./types.ts";

/** Applies an event, whatever the cursor. Idempotent. */
export function reduce(projection: Projection, event: DurableEvent): void {
	reduceTimelines(projection, event);
	switch (event.type) {
		case "message.created":
			return countSent(projection, event.payload.message);
		case "message.updated":
		case "message.deleted":
			return countChanged(projection, event.payload.message);
		case "channel.created":
			return applyChannel(projection, event.payload.channel);
		case "channel.updated":
			return applyUpdated(projection, event);
		case "channel.deleted":
			return omitConversation(projection, event.payload.channel_id);
		case "channel.member_joined":
			return applyJoined(projection, event);
		case "channel.member_left":
			return applyLeft(projection, event);
		case "channel.read":
		case "dm.read":
			return applyRead(projection, conversationOf(event.payload), event.payload.last_read_seq);
		case "member.joined":
		case "member.updated":
			return applyMember(projection, event.payload.member);
		case "member.left":
			return void projection.members.delete(event.payload.user_id);
		case "member.moderation_updated":
			if (event.payload.user_id === projection.me.user.id) applyMe(projection, event.payload.member);
			return;
		case "workspace.updated":
			projection.workspace = { ...event.payload.workspace, role: projection.me.role };
			return;
		case "thread.reply_created":
		case "thread.state_updated":
		case "reaction.added":
		case "reaction.removed":
			// these change only the windows
			return;
		default:
			// a newer server may send types that this client does not know
			event satisfies never;
	}
}
