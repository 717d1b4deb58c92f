import { createRoute, z } from "@hono/zod-openapi";
import { MagicLink, Ok } from "./auth.ts";
import { UserId, WorkspaceId } from "./ids.ts";
import { CreateInvite, CreatedInvite } from "./invites.ts";
import { GivenRole } from "./roles.ts";
import { answer, body, operation } from "./route.ts";
import { DisplayName, Email, User } from "./users.ts";
import { FirstChannels, Workspace, WorkspaceName } from "./workspaces.ts";

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

const OperatorInvite = CreateInvite.extend({ workspace_id: WorkspaceId }).meta({ id: "OperatorInvite" });

const bootstrap = operation(
	"bootstrap",
	"admin",
	"The first person and their workspace; safe to repeat",
	"operator",
	"the operator",
	["conflict"],
);
const createUser = operation("createUser", "admin", "Make an account; safe to repeat", "operator", "the operator", [
	"not_found",
	"conflict",
]);
const createMagicLink = operation(
	"createMagicLink",
	"admin",
	"Make a sign-in link for an account",
	"operator",
	"the operator",
	["not_found", "conflict"],
);
const createInvite = operation(
	"createOperatorInvite",
	"admin",
	"Make an invite to any workspace",
	"operator",
	"the operator",
	["not_found", "conflict"],
);
const rotateKeys = operation("rotateKeys", "admin", "From now on a new key signs sessions", "operator", "the operator");

/** For a key that leaked: nothing that an old one signed counts any more. */
export const RotateKeys = z.object({
	end_sessions: z
		.enum(["true", "false"])
		.optional()
		.meta({ description: "Forget the keys of before, so that everybody has to sign in again" }),
});
export type RotateKeys = z.infer<typeof RotateKeys>;

export const adminRoutes = {
	bootstrap: createRoute({
		...bootstrap.about,
		method: "post",
		path: "/api/admin/bootstrap",
		request: { body: body(Bootstrap) },
		responses: { 200: answer(z.object({ user: User, workspace: Workspace }), "There now"), ...bootstrap.failures },
	}),
	createUser: createRoute({
		...createUser.about,
		method: "post",
		path: "/api/admin/users",
		request: { body: body(CreateUser) },
		responses: { 200: answer(z.object({ user: User }), "There now"), ...createUser.failures },
	}),
	createMagicLink: createRoute({
		...createMagicLink.about,
		method: "post",
		path: "/api/admin/magic-links",
		request: { body: body(CreateMagicLink) },
		responses: { 201: answer(MagicLink, "Works once, for 15 minutes"), ...createMagicLink.failures },
	}),
	createInvite: createRoute({
		...createInvite.about,
		method: "post",
		path: "/api/admin/invites",
		request: { body: body(OperatorInvite) },
		responses: { 201: answer(CreatedInvite, "The only time that the token is shown"), ...createInvite.failures },
	}),
	rotateKeys: createRoute({
		...rotateKeys.about,
		method: "post",
		path: "/api/admin/keys/rotate",
		request: { query: RotateKeys },
		responses: {
			200: answer(Ok, "Sessions that were signed before stay good until they expire, unless `end_sessions` is true"),
			...rotateKeys.failures,
		},
	}),
};
