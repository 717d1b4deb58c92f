import * as z from "zod";
import { durable } from "./envelope.ts";
import { UserId, WorkspaceId } from "./ids.ts";
import { GivenRole, Role } from "./roles.ts";
import { Ok, route, routes } from "./route.ts";
import { GivenTime, Time, isLonger, limit, line, text } from "./text.ts";
import { User } from "./users.ts";

/** What somebody says of themselves for a while. One of both may be empty. */
export const Status = z
	.object({
		emoji: z.string(),
		text: z.string(),
		expires_at: Time.optional().meta({ description: "From then on it is no more; without it, it stays" }),
	})
	.meta({ id: "MemberStatus" });
export type Status = z.infer<typeof Status>;

/** How many addresses a profile has. */
export const max_profile_links = 3;

/** What somebody tells of themselves in a workspace, besides name and picture. What they do not tell is absent, and the whole of who tells nothing. */
export const Profile = z
	.object({
		title: z.string().meta({ description: "What they do: `Head of tea`" }),
		pronouns: z.string(),
		time_zone: z.string().meta({ description: "A name such as `Europe/Berlin`, or an offset" }),
		links: z.array(z.string()).meta({ description: `At most ${max_profile_links} http or https addresses` }),
	})
	.partial()
	.meta({ id: "Profile" });
export type Profile = z.infer<typeof Profile>;

export const Member = z
	.object({
		workspace_id: WorkspaceId,
		user: User,
		role: Role,
		joined_at: Time,
		status: Status.optional(),
		profile: Profile.optional(),
	})
	.meta({ id: "Member" });
export type Member = z.infer<typeof Member>;

/** A member as owners and moderators see them. */
export const ModeratedMember = Member.extend({
	posts_remaining: z.int().meta({ description: "Always 0: there is no post budget" }),
	post_limit: z.int().meta({ description: "Always 0: there is no post budget" }),
	timeout_until: Time.optional(),
	blocked_at: Time.optional(),
	moderation_note: z.string().optional().meta({ description: "For moderators; never in events" }),
	moderation_by: UserId.optional().meta({ description: "The same" }),
	moderation_at: Time.optional().meta({ description: "The same" }),
}).meta({ id: "ModeratedMember" });
export type ModeratedMember = z.infer<typeof ModeratedMember>;

export const MemberJoined = durable("member.joined", { user_id: UserId, member: Member });
/** A new role, a changed profile, or another status. */
export const MemberUpdated = durable("member.updated", { user_id: UserId, member: Member });
export const MemberLeft = durable("member.left", { user_id: UserId });
/** Goes to the person and to moderators only. */
export const MemberModerationUpdated = durable("member.moderation_updated", {
	user_id: UserId,
	role: Role,
	member: ModeratedMember,
});

export const MemberPage = z
	.object({
		members: z.array(Member),
		next_cursor: UserId.optional(),
		has_more: z.boolean(),
		total_count: z.int().optional().meta({ description: "On the first page" }),
		total_by_role: z.partialRecord(Role, z.int()).optional().meta({ description: "On the first page" }),
	})
	.meta({ id: "MemberPage" });
export type MemberPage = z.infer<typeof MemberPage>;

export const ListMembers = z.object({
	limit: limit(100, 200),
	cursor: UserId.optional(),
	q: text(0, 80)
		.refine((q) => !isLonger(q.toLowerCase(), 80), "is too long in lower case (at most 80 characters)")
		.optional()
		.meta({ description: "Part of a name or handle, in any case, with accents or without" }),
	role: Role.optional(),
});
export type ListMembers = z.infer<typeof ListMembers>;

export const ModerateMember = z
	.object({
		role: GivenRole,
		blocked: z.boolean(),
		timeout_until: GivenTime,
		timeout_minutes: z.int().min(1).max(525_600),
		clear_timeout: z.boolean(),
		moderation_note: line(0, 500).meta({ description: '"" clears it' }),
	})
	.partial()
	.refine((change) => Object.keys(change).length > 0, "give at least one field to change")
	.meta({ id: "ModerateMember", minProperties: 1 });
export type ModerateMember = z.infer<typeof ModerateMember>;

export const ListModerationMembers = z.object({ limit: limit(200, 200), cursor: UserId.optional() });
export type ListModerationMembers = z.infer<typeof ListModerationMembers>;
export const ModerationPage = z
	.object({ members: z.array(ModeratedMember), next_cursor: UserId.optional(), has_more: z.boolean() })
	.meta({ id: "ModerationPage" });
export type ModerationPage = z.infer<typeof ModerationPage>;

const ModeratedAnswer = z.object({
	member: ModeratedMember,
	event: MemberModerationUpdated.optional().meta({ description: "Absent when nothing changed" }),
});

export const memberRoutes = routes("members", {
	listMembers: route("GET /api/workspaces/{workspace_id}/members", "The workspace's members, by role, then name", {
		access: "workspaces:read",
		who: "any member",
		query: ListMembers,
		answers: { 200: [MemberPage, "A page"] },
	}),
	getMember: route("GET /api/workspaces/{workspace_id}/members/{user_id}", "One member", {
		access: "workspaces:read",
		who: "any member",
		answers: { 200: [z.object({ member: Member }), "The member; 404 for one who has left"] },
	}),
	listModerationMembers: route(
		"GET /api/workspaces/{workspace_id}/moderation/members",
		"All members with their moderation state, by role, then name",
		{
			access: "human",
			who: "moderators, to read",
			query: ListModerationMembers,
			answers: { 200: [ModerationPage, "A page"] },
		},
	),
	moderateMember: route(
		"PATCH /api/workspaces/{workspace_id}/moderation/members/{user_id}",
		"Change a member's role, time out or block",
		{
			access: "human",
			who: "moderators",
			body: ModerateMember,
			answers: { 200: [ModeratedAnswer, "Changed"] },
		},
	),
	removeMember: route(
		"DELETE /api/workspaces/{workspace_id}/members/{user_id}",
		"Remove a member from the workspace, or leave it",
		{
			access: "human",
			who: "the member or moderators",
			answers: { 200: [Ok, "Removed; their sockets are closed"] },
		},
	),
});
