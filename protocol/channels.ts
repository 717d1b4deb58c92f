import * as z from "zod";
import { durable } from "./envelope.ts";
import { slugify } from "./folding.ts";
import { ChannelId, UserId, WorkspaceId } from "./ids.ts";
import { NotificationPreference } from "./notification-settings.ts";
import { max_default_channels } from "./limits.ts";
import { right_holders } from "./permissions.ts";
import { reading } from "./reads.ts";
import { route, routes } from "./route.ts";
import { Time, WebAddress, cut, line, trim, visiblePattern } from "./text.ts";

const RightHolders = z.enum(right_holders).meta({ id: "RightHolders" });
/** Who may do what in a channel; see `permissions.ts`. */
const rights = {
	who_can_post: RightHolders.meta({ description: "Replies in threads, reactions and edits stay open to everyone" }),
	who_can_add_members: RightHolders.meta({ description: "Everyone may join a public channel by themselves" }),
	who_can_pin: RightHolders.meta({ description: "And unpin" }),
};

/** Six hours, in seconds. */
export const max_slow_mode = 21_600;

/** A channel in the form that is the same for every reader, as in events. */
export const Channel = z
	.object({
		id: ChannelId,
		route_id: z.string(),
		workspace_id: WorkspaceId,
		name: z.string(),
		display_title: z.string().optional(),
		topic: z.string().optional(),
		icon_url: z.string().optional(),
		sidebar_section: z.string().optional().meta({ description: "Channels of one section are grouped" }),
		kind: z.enum(["public", "private"]),
		created_by: UserId.optional(),
		created_at: Time,
		archived_at: Time.optional(),
		external_managed: z.boolean().meta({ description: "Managed by another program" }),
		external_ref: z.string().optional().meta({ description: "The id in that program" }),
		external_url: z.string().optional().meta({ description: "Its address in that program" }),
		...z.object(rights).partial().shape,
		slow_mode_seconds: z.int().optional().meta({
			description:
				"How long everybody but moderators, bots and its creator waits between two messages or replies; absent: they do not",
		}),
		is_default: z.literal(true).optional().meta({ description: "New members of the workspace join it" }),
		member_count: z.int(),
		last_seq: z.int().meta({ description: "The newest channel_seq; 0 without messages" }),
	})
	.meta({ id: "Channel" });
export type Channel = z.infer<typeof Channel>;

/** A channel with the caller's own state: membership, read position, counts. */
export const MyChannel = Channel.extend({
	is_member: z.boolean(),
	can_post: z.boolean().meta({ description: "Whether the channel lets the caller post; false in an archived one" }),
	...reading,
	notification_preference: NotificationPreference.optional().meta({
		description: "What the caller chose; absent for the default, `mentions`",
	}),
}).meta({ id: "MyChannel" });
export type MyChannel = z.infer<typeof MyChannel>;

/** What a channel is called. Some letters become many: `ﷺ` is eighteen. */
const Slug = line(0, 80);
/** A name as it was typed; see `slugify`. */
export const ChannelName = line(1, 80)
	.refine((name) => slugify(name) !== "", "must have a letter, a digit or an emoji in it")
	.refine(
		(name) => Slug.safeParse(slugify(name)).success,
		"is too long when it is written in plain letters (at most 80)",
	)
	.refine((name) => slugify(name) !== "guest", "guest channel name is reserved")
	.meta({
		description:
			"Becomes lower-case letters, digits, emoji and hyphens; `C++` becomes `c-plus-plus`, and its `display_title` `C++`",
	});
/** Cut when it is too long, because it is only displayed. */
const DisplayTitle = z
	.string()
	.max(10_000)
	.overwrite((title) => cut(trim(title), 200))
	.pipe(line(0, 200))
	.meta({ pattern: visiblePattern("^", "|$") });
const Topic = line(0, 200);

/** The optional fields of a channel; "" clears one. */
const details = {
	display_title: DisplayTitle,
	topic: Topic,
	icon_url: WebAddress,
	sidebar_section: line(0, 80),
	external_managed: z.boolean(),
	external_ref: line(0, 500),
	external_url: WebAddress,
};

export const CreateChannel = z
	.object({
		name: ChannelName,
		kind: z.enum(["public", "private"]).default("public"),
		...z.object(details).partial().shape,
	})
	.meta({ id: "CreateChannel" });
export type CreateChannel = z.infer<typeof CreateChannel>;

const is_default = z.boolean().meta({
	description: `For owners, of public channels: new members join it; at most ${max_default_channels}. Archiving ends it`,
});

export const UpdateChannel = z
	.object({
		name: ChannelName,
		kind: z.enum(["public", "private"]),
		...details,
		...rights,
		slow_mode_seconds: z.int().min(0).max(max_slow_mode).meta({ description: "0 ends it" }),
		archived: z.boolean(),
		is_default,
	})
	.partial()
	.refine((change) => Object.keys(change).length > 0, "give at least one field to change")
	.meta({ id: "UpdateChannel", minProperties: 1 });
export type UpdateChannel = z.infer<typeof UpdateChannel>;

export const ChannelCreated = durable("channel.created", { channel_id: ChannelId, channel: Channel });
export const ChannelUpdated = durable("channel.updated", {
	channel_id: ChannelId,
	archived: z.boolean(),
	reopened: z.literal(true).optional().meta({ description: "Archived until now: see REALTIME.md, R28" }),
	channel: Channel,
});

/** Goes to those who saw the channel until then. Its content is erased. */
export const ChannelDeleted = durable("channel.deleted", { channel_id: ChannelId });

export const ChannelChange = <E extends z.ZodType>(event: E) =>
	z.object({ channel: MyChannel, event: event.optional().meta({ description: "Absent when nothing changed" }) });

export const channelRoutes = routes("channels", {
	listChannels: route("GET /api/workspaces/{workspace_id}/channels", "The channels that I can see, by name", {
		access: "channels:read",
		who: "any member",
		answers: { 200: [z.array(MyChannel), "Archived ones too"] },
		wrap: "channels",
	}),
	createChannel: route("POST /api/workspaces/{workspace_id}/channels", "Create a channel", {
		access: "channels:write",
		who: "any member except guests",
		body: CreateChannel,
		answers: { 201: [ChannelChange(ChannelCreated), "Created; the creator is in it"] },
		fails: ["conflict"],
	}),
	getChannel: route("GET /api/channels/{channel_id}", "One channel", {
		access: "channels:read",
		who: "anyone who sees the channel",
		answers: { 200: [MyChannel, "The channel"] },
		wrap: "channel",
	}),
	updateChannel: route(
		"PATCH /api/channels/{channel_id}",
		"Rename, describe, archive or reopen a channel, or say who may post in it",
		{
			access: "channels:write",
			who: "the channel's creator or moderators",
			body: UpdateChannel,
			answers: { 200: [ChannelChange(ChannelUpdated), "Changed"] },
			fails: ["conflict"],
		},
	),
	deleteChannel: route("DELETE /api/channels/{channel_id}", "Delete a channel with all its messages, permanently", {
		access: "channels:write",
		who: "owners who see the channel",
		answers: { 200: [z.object({ event: ChannelDeleted }), "Deleted for everybody"] },
	}),
});
