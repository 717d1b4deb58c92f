import { z } from "zod";
import { durable } from "./envelope.ts";
import { UserId, WorkspaceId } from "./ids.ts";
import { GivenRole, Role } from "./roles.ts";
import { Ok, route, routes } from "./route.ts";
import { Time, isLonger, limit, text } from "./text.ts";
import { User } from "./users.ts";

export const Member = z
	.object({ workspace_id: WorkspaceId, user: User, role: Role, joined_at: Time })
	.meta({ id: "Member" });
export type Member = z.infer<typeof Member>;

/** A member as owners and moderators see them. */
export const ModeratedMember = Member.extend({
	timeout_until: Time.optional(),
	blocked_at: Time.optional(),
}).meta({ id: "ModeratedMember" });
export type ModeratedMember = z.infer<typeof ModeratedMember>;

export const MemberJoined = durable("member.joined", { user_id: UserId, member: Member });
/** A new role or a changed profile. */
export const MemberUpdated = durable("member.updated", { user_id: UserId, member: Member });
export const MemberLeft = durable("member.left", { user_id: UserId });
/** Private to the person and to those who moderate. */
export const MemberModerationUpdated = durable("member.moderation_updated", {
	user_id: UserId,
	role: Role,
	member: ModeratedMember,
});

export const MemberPage = z
	.object({
		members: z.array(Member),
		next_cursor: z.string().optional(),
		has_more: z.boolean(),
		total_count: z.int().optional().meta({ description: "On the first page" }),
		total_by_role: z.partialRecord(Role, z.int()).optional().meta({ description: "On the first page" }),
	})
	.meta({ id: "MemberPage" });
export type MemberPage = z.infer<typeof MemberPage>;

export const ListMembers = z.object({
	limit: limit(100, 200),
	cursor: z.string().max(64).optional(),
	q: text(0, 80)
		.refine((q) => !isLonger(q.toLowerCase(), 80), "is too long in lower case (at most 80 characters)")
		.optional()
		.meta({ description: "Part of a name or handle, in any case" }),
	role: Role.optional(),
});
export type ListMembers = z.infer<typeof ListMembers>;

export const ModerateMember = z
	.object({
		role: GivenRole,
		blocked: z.boolean(),
		timeout_minutes: z.int().min(1).max(525_600),
		clear_timeout: z.literal(true),
	})
	.partial()
	.refine((change) => Object.keys(change).length > 0, "say what should change")
	.meta({ id: "ModerateMember", minProperties: 1 });
export type ModerateMember = z.infer<typeof ModerateMember>;

export const memberRoutes = routes("members", {
	listMembers: route("GET /api/workspaces/{workspace_id}/members", "Who is in the workspace, by role, then name", {
		access: "workspaces:read",
		who: "any member",
		limit: "read",
		query: ListMembers,
		answers: { 200: [MemberPage, "A page"] },
	}),
	moderateMember: route(
		"PATCH /api/workspaces/{workspace_id}/moderation/members/{user_id}",
		"Change a role, time out or block",
		{
			access: "human",
			who: "moderators",
			limit: "change",
			body: ModerateMember,
			answers: { 200: [ModeratedMember, "Changed"] },
			wrap: "member",
		},
	),
	removeMember: route(
		"DELETE /api/workspaces/{workspace_id}/members/{user_id}",
		"Remove somebody from the workspace, or leave it",
		{
			access: "human",
			who: "oneself or moderators",
			limit: "change",
			answers: { 200: [Ok, "Gone; their sockets are closed"] },
		},
	),
});
