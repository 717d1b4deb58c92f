import { createRoute, z } from "@hono/zod-openapi";
import { Ok } from "./auth.ts";
import { InviteId, UserId, WorkspaceId } from "./ids.ts";
import { GivenRole } from "./roles.ts";
import { answer, body, operation } from "./route.ts";
import { Time, limit } from "./text.ts";
import { DisplayName, Email, Handle, User } from "./users.ts";
import { Session } from "./auth.ts";
import { Workspace } from "./workspaces.ts";

/** A way in. Its token is shown once, at creation; only a hash of it is kept. */
export const Invite = z
	.object({
		id: InviteId,
		workspace_id: WorkspaceId,
		role: GivenRole,
		created_by: UserId.optional().meta({ description: "Absent when the operator made it" }),
		created_at: Time,
		expires_at: Time,
		max_uses: z.int().nullable(),
		use_count: z.int(),
		revoked_at: Time.optional(),
	})
	.meta({ id: "Invite" });
export type Invite = z.infer<typeof Invite>;

/** By default a member's invite for a week, for as many as like to come. */
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

export const ListInvites = z.object({ limit: limit(200, 200), cursor: z.string().max(64).optional() });
export type ListInvites = z.infer<typeof ListInvites>;

/** Ended ones too; of those the newest 500 are kept. */
export const InvitePage = z
	.object({ invites: z.array(Invite), next_cursor: z.string().optional(), has_more: z.boolean() })
	.meta({ id: "InvitePage" });
export type InvitePage = z.infer<typeof InvitePage>;

/** What somebody who holds the link may know before they accept. */
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

/** Signed in: an empty object. New here: who you are; an account and a session are made. */
export const AcceptInvite = z
	.object({ display_name: DisplayName, handle: Handle, email: Email })
	.partial()
	.meta({ id: "AcceptInvite" });
export type AcceptInvite = z.infer<typeof AcceptInvite>;

export const AcceptedInvite = z
	.object({
		workspace: Workspace,
		user: User,
		session: Session.optional().meta({ description: "When an account was made" }),
		token: z.string().optional(),
	})
	.meta({ id: "AcceptedInvite" });
export type AcceptedInvite = z.infer<typeof AcceptedInvite>;

const params = z.object({ workspace_id: WorkspaceId });
const tokenParams = z.object({ token: z.string().min(1).max(200) });

const create = operation("createInvite", "invites", "Make an invite", "human", "moderators", [
	"not_found",
	"conflict",
	"moderated",
]);
const list = operation(
	"listInvites",
	"invites",
	"Invites, newest first; owners and moderators",
	"human",
	"moderators, to read",
	["not_found"],
);
const revoke = operation("revokeInvite", "invites", "End an invite; safe to repeat", "human", "moderators", [
	"not_found",
	"moderated",
]);
const look = operation("lookAtInvite", "invites", "What an invite leads to", "public", "anybody", [
	"not_found",
	"gone",
]);
const accept = operation("acceptInvite", "invites", "Join; safe to repeat for one who is in", "public", "anybody", [
	"not_found",
	"gone",
	"conflict",
	"cross_site",
	"unauthorized",
	"forbidden",
]);

export const inviteRoutes = {
	create: createRoute({
		...create.about,
		method: "post",
		path: "/api/workspaces/{workspace_id}/invites",
		request: { params, body: body(CreateInvite) },
		responses: { 201: answer(CreatedInvite, "The only time that the token is shown"), ...create.failures },
	}),
	list: createRoute({
		...list.about,
		method: "get",
		path: "/api/workspaces/{workspace_id}/invites",
		request: { params, query: ListInvites },
		responses: { 200: answer(InvitePage, "A page"), ...list.failures },
	}),
	revoke: createRoute({
		...revoke.about,
		method: "delete",
		path: "/api/workspaces/{workspace_id}/invites/{invite_id}",
		request: { params: params.extend({ invite_id: InviteId }) },
		responses: { 200: answer(Ok, "Ended"), ...revoke.failures },
	}),
	look: createRoute({
		...look.about,
		method: "get",
		path: "/api/invites/{token}",
		request: { params: tokenParams },
		responses: { 200: answer(z.object({ invite: InvitePreview }), "Still good"), ...look.failures },
	}),
	accept: createRoute({
		...accept.about,
		method: "post",
		path: "/api/invites/{token}/accept",
		request: { params: tokenParams, body: body(AcceptInvite) },
		responses: { 200: answer(AcceptedInvite, "In"), ...accept.failures },
	}),
};
