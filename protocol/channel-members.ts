import * as z from "zod";
import { Channel, ChannelChange } from "./channels.ts";
import { durable } from "./envelope.ts";
import { ChannelId, UserId } from "./ids.ts";
import { Ok, route, routes } from "./route.ts";
import { limit } from "./text.ts";
import { User } from "./users.ts";

/** `seq` is the channel's head at that moment: the new member's read position. */
export const ChannelMemberJoined = durable("channel.member_joined", {
	channel_id: ChannelId,
	user_id: UserId,
	channel: Channel,
});

/** Goes to the channel and to the person who left. */
export const ChannelMemberLeft = durable("channel.member_left", {
	channel_id: ChannelId,
	user_id: UserId,
	member_count: z.int(),
});

export const ListChannelMembers = z.object({ limit: limit(200, 200), cursor: UserId.optional() });
export type ListChannelMembers = z.infer<typeof ListChannelMembers>;

/** People and bots. */
export const ChannelMemberPage = z
	.object({ members: z.array(User), next_cursor: UserId.optional(), has_more: z.boolean() })
	.meta({ id: "ChannelMemberPage" });
export type ChannelMemberPage = z.infer<typeof ChannelMemberPage>;

const AddChannelMember = z.object({ user_id: UserId }).meta({ id: "AddChannelMember" });

export const channelMemberRoutes = routes("channels", {
	joinChannel: route("POST /api/channels/{channel_id}/join", "Join a public channel; idempotent", {
		access: "channels:write",
		who: "anyone who sees the channel and may take part",
		answers: { 200: [ChannelChange(ChannelMemberJoined), "Joined"] },
	}),
	leaveChannel: route("POST /api/channels/{channel_id}/leave", "Leave a channel; idempotent", {
		access: "channels:write",
		who: "anyone who sees the channel",
		answers: { 200: [Ok, "Left"] },
	}),
	listChannelMembers: route("GET /api/channels/{channel_id}/members", "The members of a channel, by name", {
		access: "channels:read",
		who: "anyone who sees the channel",
		query: ListChannelMembers,
		answers: { 200: [ChannelMemberPage, "A page"] },
	}),
	addChannelMember: route("POST /api/channels/{channel_id}/members", "Add a member of the workspace; idempotent", {
		access: "channels:write",
		who: "anyone who sees the channel and may take part, except guests",
		body: AddChannelMember,
		answers: { 200: [ChannelChange(ChannelMemberJoined), "Added"] },
	}),
	removeChannelMember: route("DELETE /api/channels/{channel_id}/members/{user_id}", "Remove somebody; idempotent", {
		access: "channels:write",
		who: "the channel's creator or moderators",
		answers: { 200: [Ok, "Removed; they receive nothing more from it"] },
	}),
});
