import * as z from "zod";
import { Channel } from "./channels.ts";
import { durable } from "./envelope.ts";
import { ChannelId, GroupId, UserId, WorkspaceId } from "./ids.ts";
import { Ok, route, routes } from "./route.ts";
import { Time, limit, line, text } from "./text.ts";
import { Handle, User } from "./users.ts";

const GroupRole = z.enum(["admin", "member"]).meta({
	id: "GroupRole",
	description: "Admins change the group, its members and its channels, as moderators do in every group",
});
export type GroupRole = z.infer<typeof GroupRole>;

/** People who are called together by one handle, and have channels together. */
export const Group = z
	.object({
		id: GroupId,
		workspace_id: WorkspaceId,
		name: z.string(),
		handle: z.string(),
		description: z.string(),
		member_count: z.int(),
		created_by: UserId,
		created_at: Time,
	})
	.meta({ id: "Group" });
export type Group = z.infer<typeof Group>;

/** A group as one of its readers has it. */
export const MyGroup = Group.extend({
	my_role: GroupRole.optional().meta({ description: "Absent where I am not in it" }),
}).meta({ id: "MyGroup" });
export type MyGroup = z.infer<typeof MyGroup>;

const fields = { name: line(1, 80), handle: Handle, description: text(0, 500) };

export const CreateGroup = z
	.object({ ...fields, description: fields.description.optional() })
	.meta({ id: "CreateGroup" });
export type CreateGroup = z.infer<typeof CreateGroup>;

export const UpdateGroup = z
	.object(fields)
	.partial()
	.refine((change) => Object.keys(change).length > 0, "give at least one field to change")
	.meta({ id: "UpdateGroup", minProperties: 1 });
export type UpdateGroup = z.infer<typeof UpdateGroup>;

const GroupMember = z.object({ user: User, role: GroupRole }).meta({ id: "GroupMember" });
export type GroupMember = z.infer<typeof GroupMember>;

export const ListGroupMembers = z.object({ limit: limit(50, 200), cursor: UserId.optional() });
export type ListGroupMembers = z.infer<typeof ListGroupMembers>;

export const GroupMemberPage = z
	.object({ members: z.array(GroupMember), next_cursor: UserId.optional(), has_more: z.boolean() })
	.meta({ id: "GroupMemberPage" });
export type GroupMemberPage = z.infer<typeof GroupMemberPage>;

export const PutGroupMember = z
	.object({
		role: GroupRole.optional().meta({ description: "Absent: a new member is one, and who is in it keeps theirs" }),
	})
	.meta({ id: "PutGroupMember" });
export type PutGroupMember = z.infer<typeof PutGroupMember>;

/** Nobody is told of one that is deleted by then. */
const change = { group_id: GroupId, group: Group };
export const GroupCreated = durable("group.created", change);
export const GroupUpdated = durable("group.updated", change);
export const GroupDeleted = durable("group.deleted", { group_id: GroupId });
/** Also for another role in it. */
export const GroupMemberAdded = durable("group.member_added", { ...change, user_id: UserId, role: GroupRole });
/** Goes to who sees the group, and to the person who was removed. */
export const GroupMemberRemoved = durable("group.member_removed", {
	group_id: GroupId,
	user_id: UserId,
	member_count: z.int(),
});

const unlessSame = { description: "Absent when nothing changed" };

export const groupRoutes = routes("groups", {
	listGroups: route("GET /api/workspaces/{workspace_id}/groups", "The groups that I can see, by name", {
		access: "workspaces:read",
		who: "any member",
		answers: { 200: [z.array(MyGroup), "All; for guests those that they are in"] },
		wrap: "groups",
	}),
	createGroup: route("POST /api/workspaces/{workspace_id}/groups", "Create a group; its creator is its first admin", {
		access: "human",
		who: "moderators",
		body: CreateGroup,
		answers: { 201: [z.object({ group: MyGroup, event: GroupCreated }), "Created"] },
		fails: ["conflict"],
	}),
	getGroup: route("GET /api/groups/{group_id}", "A group, with those of its channels that I can see", {
		access: "workspaces:read",
		who: "anyone who sees the group",
		answers: { 200: [z.object({ group: MyGroup, channels: z.array(Channel) }), "It, with its channels by name"] },
	}),
	updateGroup: route("PATCH /api/groups/{group_id}", "Change its name, its handle or its description", {
		access: "human",
		who: "the group's admins or moderators",
		body: UpdateGroup,
		answers: {
			200: [z.object({ group: MyGroup, event: GroupUpdated.optional().meta(unlessSame) }), "Changed"],
		},
		fails: ["conflict"],
	}),
	deleteGroup: route(
		"DELETE /api/groups/{group_id}",
		"Delete a group: its members leave the channels it brought them to",
		{
			access: "human",
			who: "moderators",
			answers: { 200: [z.object({ event: GroupDeleted }), "Deleted"] },
		},
	),
	listGroupMembers: route("GET /api/groups/{group_id}/members", "Its members, by name", {
		access: "workspaces:read",
		who: "anyone who sees the group",
		query: ListGroupMembers,
		answers: { 200: [GroupMemberPage, "A page"] },
	}),
	putGroupMember: route(
		"PUT /api/groups/{group_id}/members/{user_id}",
		"Add somebody to the group and its channels, or give them another role in it",
		{
			access: "human",
			who: "the group's admins or moderators",
			body: PutGroupMember,
			answers: {
				200: [
					z.object({ group: MyGroup, event: GroupMemberAdded.optional().meta(unlessSame) }),
					"It is so now; idempotent",
				],
			},
			fails: ["conflict"],
		},
	),
	removeGroupMember: route(
		"DELETE /api/groups/{group_id}/members/{user_id}",
		"Remove somebody, or leave: also the channels that the group brought them to",
		{
			access: "human",
			who: "the group's admins or moderators",
			answers: { 200: [Ok, "They are not in it; idempotent"] },
		},
	),
	putGroupChannel: route(
		"PUT /api/groups/{group_id}/channels/{channel_id}",
		"Make a channel one of the group's: its members join it",
		{
			access: "human",
			who: "the group's admins or moderators",
			answers: { 200: [Ok, "They are in it, or with many members soon; idempotent"] },
			fails: ["conflict"],
		},
	),
	removeGroupChannel: route(
		"DELETE /api/groups/{group_id}/channels/{channel_id}",
		"Take a channel from the group: who came there by it alone leaves",
		{
			access: "human",
			who: "the group's admins or moderators",
			answers: { 200: [Ok, "Done, or with many members soon; idempotent"] },
		},
	),
});

/** The id of a channel of a group, in a path. */
export type GroupChannel = { group_id: z.infer<typeof GroupId>; channel_id: z.infer<typeof ChannelId> };
