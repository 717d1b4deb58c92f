import { createRoute, z } from "@hono/zod-openapi";
import { Ok } from "./auth.ts";
import { Channel, ChannelChange, ChannelParams } from "./channels.ts";
import { durable } from "./envelope.ts";
import { ChannelId, UserId } from "./ids.ts";
import { answer, body, operation } from "./route.ts";
import { limit } from "./text.ts";
import { User } from "./users.ts";

/** `seq` is the channel's head at that moment: the new member's read position. */
export const ChannelMemberJoined = durable("channel.member_joined", {
	channel_id: ChannelId,
	user_id: UserId,
	channel: Channel,
});

/** Goes to the channel and to the one who left. */
export const ChannelMemberLeft = durable("channel.member_left", {
	channel_id: ChannelId,
	user_id: UserId,
	member_count: z.int(),
});

export const ListChannelMembers = z.object({ limit: limit(200, 200), cursor: z.string().max(64).optional() });
export type ListChannelMembers = z.infer<typeof ListChannelMembers>;

/** People and bots. */
export const ChannelMemberPage = z
	.object({ members: z.array(User), next_cursor: z.string().optional(), has_more: z.boolean() })
	.meta({ id: "ChannelMemberPage" });
export type ChannelMemberPage = z.infer<typeof ChannelMemberPage>;

const channelMemberParams = ChannelParams.extend({ user_id: UserId });
const AddChannelMember = z.object({ user_id: UserId }).meta({ id: "AddChannelMember" });

const join = operation(
	"joinChannel",
	"channels",
	"Join a public channel; safe to repeat",
	"channels:write",
	"whoever sees the channel and may take part",
	["not_found", "moderated"],
);
const leave = operation(
	"leaveChannel",
	"channels",
	"Leave a channel; safe to repeat",
	"channels:write",
	"whoever sees the channel",
	["not_found"],
);
const members = operation(
	"listChannelMembers",
	"channels",
	"Who is in a channel, by name",
	"channels:read",
	"whoever sees the channel",
	["not_found"],
);
const add = operation(
	"addChannelMember",
	"channels",
	"Add somebody of the workspace; safe to repeat",
	"channels:write",
	"whoever sees the channel and may take part, but guests",
	["not_found", "moderated"],
);
const remove = operation(
	"removeChannelMember",
	"channels",
	"Remove somebody; safe to repeat",
	"channels:write",
	"the channel's maker or moderators",
	["not_found", "moderated"],
);

export const channelMemberRoutes = {
	join: createRoute({
		...join.about,
		method: "post",
		path: "/api/channels/{channel_id}/join",
		request: { params: ChannelParams },
		responses: { 200: answer(ChannelChange(ChannelMemberJoined), "Joined"), ...join.failures },
	}),
	leave: createRoute({
		...leave.about,
		method: "post",
		path: "/api/channels/{channel_id}/leave",
		request: { params: ChannelParams },
		responses: { 200: answer(Ok, "Left"), ...leave.failures },
	}),
	members: createRoute({
		...members.about,
		method: "get",
		path: "/api/channels/{channel_id}/members",
		request: { params: ChannelParams, query: ListChannelMembers },
		responses: { 200: answer(ChannelMemberPage, "A page"), ...members.failures },
	}),
	addMember: createRoute({
		...add.about,
		method: "post",
		path: "/api/channels/{channel_id}/members",
		request: { params: ChannelParams, body: body(AddChannelMember) },
		responses: { 200: answer(ChannelChange(ChannelMemberJoined), "Added"), ...add.failures },
	}),
	removeMember: createRoute({
		...remove.about,
		method: "delete",
		path: "/api/channels/{channel_id}/members/{user_id}",
		request: { params: channelMemberParams },
		responses: { 200: answer(Ok, "Removed; they hear nothing more from it"), ...remove.failures },
	}),
};
