import { z } from "zod";
import { MagicLink } from "./auth.ts";
import { UserId, WorkspaceId } from "./ids.ts";
import { CreateInvite, CreatedInvite } from "./invites.ts";
import { GivenRole } from "./roles.ts";
import { Ok, route, routes } from "./route.ts";
import { DisplayName, Email, User } from "./users.ts";
import { CreateWorkspace, FirstChannels, Workspace, WorkspaceName } from "./workspaces.ts";

export const Bootstrap = z
	.object({
		name: DisplayName,
		email: Email,
		workspace_name: WorkspaceName.default("Home"),
		channels: FirstChannels.optional(),
	})
	.meta({ id: "Bootstrap" });
export type Bootstrap = z.infer<typeof Bootstrap>;

export const CreateUser = z
	.object({
		name: DisplayName,
		email: Email,
		workspace_id: WorkspaceId.optional(),
		role: GivenRole.default("member"),
	})
	.meta({ id: "CreateUser" });
export type CreateUser = z.infer<typeof CreateUser>;

export const CreateMagicLink = z
	.object({ email: Email, user_id: UserId, name: DisplayName })
	.partial()
	.refine((ask) => (ask.email === undefined) !== (ask.user_id === undefined), "give either an email or a user_id")
	.meta({ id: "CreateMagicLink" });
export type CreateMagicLink = z.infer<typeof CreateMagicLink>;

const OperatorWorkspace = CreateWorkspace.extend({ owner_id: UserId }).meta({ id: "OperatorWorkspace" });
const OperatorInvite = CreateInvite.extend({ workspace_id: WorkspaceId }).meta({ id: "OperatorInvite" });

/** For a key that leaked: nothing that an old one signed counts any more. */
export const RotateKeys = z.object({
	end_sessions: z
		.enum(["true", "false"])
		.optional()
		.meta({ description: "Forget the keys of before, so that everybody has to sign in again" }),
});
export type RotateKeys = z.infer<typeof RotateKeys>;

export const adminRoutes = routes("admin", {
	bootstrap: route("POST /api/admin/bootstrap", "The first person and their workspace; safe to repeat", {
		access: "operator",
		who: "the operator",
		limit: "any",
		body: Bootstrap,
		answers: { 200: [z.object({ user: User, workspace: Workspace }), "There now"] },
		fails: ["conflict"],
	}),
	createOperatorWorkspace: route("POST /api/admin/workspaces", "Make a workspace for an account, which owns it", {
		access: "operator",
		who: "the operator",
		limit: "any",
		body: OperatorWorkspace,
		answers: { 201: [Workspace, "Made, with the channels that were asked for"] },
		wrap: "workspace",
		fails: ["not_found", "conflict"],
	}),
	createUser: route("POST /api/admin/users", "Make an account; safe to repeat", {
		access: "operator",
		who: "the operator",
		limit: "any",
		body: CreateUser,
		answers: { 200: [User, "There now"] },
		wrap: "user",
		fails: ["not_found", "conflict"],
	}),
	createMagicLink: route("POST /api/admin/magic-links", "Make a sign-in link for an account", {
		access: "operator",
		who: "the operator",
		limit: "any",
		body: CreateMagicLink,
		answers: { 201: [MagicLink, "Works once, for 15 minutes"] },
		fails: ["not_found", "conflict"],
	}),
	createOperatorInvite: route("POST /api/admin/invites", "Make an invite to any workspace", {
		access: "operator",
		who: "the operator",
		limit: "any",
		workspace: "body",
		body: OperatorInvite,
		answers: { 201: [CreatedInvite, "The only time that the token is shown"] },
		fails: ["conflict"],
	}),
	rotateKeys: route("POST /api/admin/keys/rotate", "From now on a new key signs sessions", {
		access: "operator",
		who: "the operator",
		limit: "any",
		query: RotateKeys,
		answers: {
			200: [Ok, "Sessions that were signed before stay good until they expire, unless `end_sessions` is true"],
		},
	}),
});
