import * as z from "zod";
import { ChannelMemberJoined, ChannelMemberLeft } from "./channel-members.ts";
import { DraftUpdated } from "./drafts.ts";
import { CustomEmojiCreated, CustomEmojiDeleted } from "./custom-emoji.ts";
import { ChannelCreated, ChannelDeleted, ChannelUpdated } from "./channels.ts";
import { DirectClosed, DirectOpened } from "./directs.ts";
import { GroupCreated, GroupDeleted, GroupMemberAdded, GroupMemberRemoved, GroupUpdated } from "./groups.ts";
import { MemberJoined, MemberLeft, MemberModerationUpdated, MemberUpdated } from "./members.ts";
import { MessageCreated, MessageDeleted, MessageUpdated } from "./messages.ts";
import { NotificationSettingsUpdated } from "./notification-settings.ts";
import { PinAdded, PinRemoved } from "./pins.ts";
import { PollClosed, PollVoted } from "./polls.ts";
import { PresenceChanged, TypingStarted, TypingStopped } from "./presence.ts";
import { ReactionAdded, ReactionRemoved } from "./reactions.ts";
import { ChannelRead, DirectRead } from "./reads.ts";
import { ReminderDue, ReminderUpdated } from "./reminders.ts";
import { ReportUpdated } from "./reports.ts";
import { AttentionUpdated } from "./attention.ts";
import { SavedMessageUpdated } from "./saved-messages.ts";
import { ScheduledMessageUpdated } from "./scheduled-messages.ts";
import { SidebarUpdated } from "./sidebar.ts";
import { ThreadFollowed, ThreadRead, ThreadUnfollowed } from "./thread-follows.ts";
import { ThreadReplyCreated, ThreadStateUpdated } from "./threads.ts";
import { TopicCreated, TopicDeleted, TopicUpdated } from "./topics.ts";
import { OwnershipTransferred } from "./ownership.ts";
import { WorkspaceUpdated } from "./workspaces.ts";

/** Every durable event. */
export const DurableEvent = z
	.discriminatedUnion("type", [
		MessageCreated,
		MessageUpdated,
		MessageDeleted,
		ThreadReplyCreated,
		ThreadStateUpdated,
		ThreadFollowed,
		ThreadUnfollowed,
		ThreadRead,
		ReactionAdded,
		ReactionRemoved,
		CustomEmojiCreated,
		CustomEmojiDeleted,
		PinAdded,
		PinRemoved,
		PollVoted,
		PollClosed,
		ChannelCreated,
		ChannelUpdated,
		ChannelDeleted,
		ChannelMemberJoined,
		ChannelMemberLeft,
		TopicCreated,
		TopicUpdated,
		TopicDeleted,
		GroupCreated,
		GroupUpdated,
		GroupDeleted,
		GroupMemberAdded,
		GroupMemberRemoved,
		ChannelRead,
		DirectRead,
		NotificationSettingsUpdated,
		AttentionUpdated,
		SavedMessageUpdated,
		ReminderUpdated,
		ReminderDue,
		ScheduledMessageUpdated,
		SidebarUpdated,
		DirectOpened,
		DirectClosed,
		MemberJoined,
		MemberUpdated,
		MemberLeft,
		MemberModerationUpdated,
		ReportUpdated,
		WorkspaceUpdated,
		OwnershipTransferred,
	])
	.meta({ id: "DurableEvent" });
export type DurableEvent = z.infer<typeof DurableEvent>;
/** The type alone. */
export const EventType = z.enum(DurableEvent.options.map((event) => event.shape.type.value)).meta({ id: "EventType" });
export type EventType = z.infer<typeof EventType>;
export type EventOf<T extends EventType> = Extract<DurableEvent, { type: T }>;

export const EphemeralEvent = z
	.discriminatedUnion("type", [TypingStarted, TypingStopped, PresenceChanged, DraftUpdated])
	.meta({ id: "EphemeralEvent" });
export type EphemeralEvent = z.infer<typeof EphemeralEvent>;
