import * as z from "zod";
import { Session } from "./auth.ts";
import { InviteId, UserId, WorkspaceId } from "./ids.ts";
import { invitePath } from "./links.ts";
import { GivenRole } from "./roles.ts";
import { Ok, route, routes } from "./route.ts";
import { Time, limit } from "./text.ts";
import { DisplayName, Email, Handle, User } from "./users.ts";
import { Workspace } from "./workspaces.ts";

/** An invite to a workspace. Its token is shown once, at creation; only its hash is stored. */
export const Invite = z
	.object({
		id: InviteId,
		workspace_id: WorkspaceId,
		role: GivenRole,
		created_by: UserId.optional().meta({ description: "Absent when the operator created it" }),
		created_at: Time,
		expires_at: Time,
		max_uses: z.int().nullable(),
		use_count: z.int(),
		revoked_at: Time.optional(),
	})
	.meta({ id: "Invite" });
export type Invite = z.infer<typeof Invite>;

/** Default: for one week, as a member, with unlimited uses. */
export const CreateInvite = z
	.object({
		role: GivenRole.default("member"),
		expires_in_minutes: z.int().min(1).max(525_600).default(10_080),
		max_uses: z.int().min(1).max(10_000).nullable().default(null),
	})
	.meta({ id: "CreateInvite" });
export type CreateInvite = z.infer<typeof CreateInvite>;

export const CreatedInvite = z
	.object({ invite: Invite, token: z.string(), url: z.string() })
	.meta({ id: "CreatedInvite" });
export type CreatedInvite = z.infer<typeof CreatedInvite>;

export const ListInvites = z.object({ limit: limit(200, 200), cursor: InviteId.optional() });
export type ListInvites = z.infer<typeof ListInvites>;

/** Expired, used-up and revoked ones too, the newest 500 of them. */
export const InvitePage = z
	.object({ invites: z.array(Invite), next_cursor: InviteId.optional(), has_more: z.boolean() })
	.meta({ id: "InvitePage" });
export type InvitePage = z.infer<typeof InvitePage>;

/** What anybody with the link may see before they accept. */
export const InvitePreview = z
	.object({
		workspace: z.object({ id: WorkspaceId, name: z.string(), icon_url: z.string() }),
		invited_by: z.string().optional().meta({ description: "A display name" }),
		role: GivenRole,
		expires_at: Time,
		member_count: z.int(),
	})
	.meta({ id: "InvitePreview" });
export type InvitePreview = z.infer<typeof InvitePreview>;

/** Signed in: an empty object. New here: a name, for an account and a session. */
export const AcceptInvite = z
	.object({ display_name: DisplayName, handle: Handle, email: Email })
	.partial()
	.meta({ id: "AcceptInvite" });
export type AcceptInvite = z.infer<typeof AcceptInvite>;

export const AcceptedInvite = z
	.object({
		workspace: Workspace,
		user: User,
		session: Session.optional().meta({ description: "When an account was created" }),
		token: z.string().optional(),
	})
	.meta({ id: "AcceptedInvite" });
export type AcceptedInvite = z.infer<typeof AcceptedInvite>;

export const inviteRoutes = routes("invites", {
	createInvite: route("POST /api/workspaces/{workspace_id}/invites", "Create an invite", {
		access: "human",
		who: "moderators",
		limit: "invite",
		body: CreateInvite,
		link: invitePath,
		answers: { 201: [CreatedInvite, "The token is shown only here"] },
		fails: ["conflict"],
	}),
	listInvites: route("GET /api/workspaces/{workspace_id}/invites", "Invites, newest first; owners and moderators", {
		access: "human",
		who: "moderators, to read",
		query: ListInvites,
		answers: { 200: [InvitePage, "A page"] },
	}),
	revokeInvite: route("DELETE /api/workspaces/{workspace_id}/invites/{invite_id}", "Revoke an invite; idempotent", {
		access: "human",
		who: "moderators",
		answers: { 200: [Ok, "Ended"] },
	}),
	previewInvite: route("GET /api/invites/{token}", "Preview an invite", {
		access: "public",
		who: "anybody",
		limit: "invite",
		workspace: "token",
		answers: { 200: [InvitePreview, "Still good"] },
		wrap: "invite",
		fails: ["gone"],
	}),
	acceptInvite: route("POST /api/invites/{token}/accept", "Accept an invite; idempotent for members", {
		access: "public",
		who: "anybody",
		limit: "invite",
		body: AcceptInvite,
		answers: { 200: [AcceptedInvite, "In"] },
		fails: ["not_found", "gone", "conflict", "cross_site", "unauthorized", "forbidden"],
	}),
});
