import * as z from "zod";
import { MagicLink } from "./auth.ts";
import { UserId, WorkspaceId } from "./ids.ts";
import { CreateInvite, CreatedInvite } from "./invites.ts";
import { invitePath } from "./links.ts";
import { GivenRole } from "./roles.ts";
import { Ok, operator, route, routes } from "./route.ts";
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

/** `end_sessions` is for a leaked key: everything that older keys signed becomes invalid. */
export const RotateKeys = z.object({
	end_sessions: z
		.enum(["true", "false"])
		.optional()
		.meta({ description: "Delete older keys, so that everybody has to sign in again" }),
});
export type RotateKeys = z.infer<typeof RotateKeys>;

export const adminRoutes = routes("admin", {
	bootstrap: route("POST /api/admin/bootstrap", "Create the first user and their workspace; idempotent", {
		...operator,
		body: Bootstrap,
		answers: { 200: [z.object({ user: User, workspace: Workspace }), "There now"] },
		fails: ["conflict"],
	}),
	createOperatorWorkspace: route("POST /api/admin/workspaces", "Create a workspace for an account, which owns it", {
		...operator,
		body: OperatorWorkspace,
		answers: { 201: [Workspace, "Created, with the requested channels"] },
		wrap: "workspace",
		fails: ["not_found", "conflict"],
	}),
	createUser: route("POST /api/admin/users", "Create an account; idempotent", {
		...operator,
		body: CreateUser,
		answers: { 200: [User, "There now"] },
		wrap: "user",
		fails: ["not_found", "conflict"],
	}),
	deleteUser: route("DELETE /api/admin/users/{account_id}", "Delete an account that owns no workspace", {
		...operator,
		params: { account_id: UserId },
		answers: { 204: [Ok, "As by the person: `DELETE /api/me`"] },
		fails: ["not_found", "conflict"],
	}),
	createMagicLink: route("POST /api/admin/magic-links", "Create a sign-in link for an account", {
		...operator,
		body: CreateMagicLink,
		answers: { 201: [MagicLink, "Works once, for 15 minutes"] },
		fails: ["not_found", "conflict"],
	}),
	createOperatorInvite: route("POST /api/admin/invites", "Create an invite to any workspace", {
		...operator,
		workspace: "body",
		body: OperatorInvite,
		link: invitePath,
		answers: { 201: [CreatedInvite, "The token is shown only here"] },
		fails: ["conflict"],
	}),
	rotateKeys: route("POST /api/admin/keys/rotate", "Create a new key to sign sessions", {
		...operator,
		query: RotateKeys,
		answers: {
			200: [Ok, "Existing sessions stay valid until they expire, unless `end_sessions` is true"],
		},
	}),
});
