import { createRoute, z } from "@hono/zod-openapi";
import { ChannelName } from "./channels.ts";
import { durable } from "./envelope.ts";
import { WorkspaceId } from "./ids.ts";
import { Role } from "./roles.ts";
import { answer, body, operation } from "./route.ts";
import { Time, line } from "./text.ts";

export const WorkspaceName = line(1, 80);

export const Slug = z
	.string()
	.trim()
	.toLowerCase()
	.regex(/^[a-z0-9](?:[a-z0-9-]{0,46}[a-z0-9])?$/, "1 to 48 letters, digits and inner hyphens")
	.refine((slug) => !["clickclack", "guests"].includes(slug), "is reserved")
	.meta({ pattern: "^[A-Za-z0-9](?:[A-Za-z0-9-]{0,46}[A-Za-z0-9])?$" });

export const Workspace = z
	.object({
		id: WorkspaceId,
		route_id: z.string(),
		name: z.string(),
		slug: z.string(),
		icon_url: z.string(),
		created_at: Time,
		role: Role.optional().meta({ description: "The caller's role; absent in events" }),
	})
	.meta({ id: "Workspace" });
export type Workspace = z.infer<typeof Workspace>;

/** Public channels that a workspace begins with; its first members are in the first of them, and so is who joins later. */
export const FirstChannels = z
	.array(ChannelName)
	.max(20)
	.refine((names) => new Set(names).size === names.length, "each name once")
	.meta({ description: "None are there unless they are given" });

export const CreateWorkspace = z
	.object({ name: WorkspaceName, slug: Slug.optional(), channels: FirstChannels.optional() })
	.meta({ id: "CreateWorkspace" });
export type CreateWorkspace = z.infer<typeof CreateWorkspace>;

export const UpdateWorkspace = z
	.object({ name: WorkspaceName, slug: Slug })
	.partial()
	.refine((change) => Object.keys(change).length > 0, "give a name or a slug")
	.meta({ id: "UpdateWorkspace", minProperties: 1 });
export type UpdateWorkspace = z.infer<typeof UpdateWorkspace>;

export const WorkspaceUpdated = durable("workspace.updated", { workspace: Workspace });

export const WorkspaceParams = z.object({ workspace_id: WorkspaceId });
const WorkspacesAnswer = z.object({
	workspaces: z.array(Workspace),
	can_create_workspaces: z.boolean().meta({ description: "False where only the operator makes workspaces" }),
});
const WorkspaceAnswer = z.object({ workspace: Workspace });

const list = operation(
	"listWorkspaces",
	"workspaces",
	"The workspaces that I belong to",
	"workspaces:read",
	"anybody signed in",
);
const create = operation(
	"createWorkspace",
	"workspaces",
	"Found a workspace; its founder is its owner",
	"human",
	"anybody signed in",
	["conflict"],
);
const get = operation("getWorkspace", "workspaces", "One workspace", "workspaces:read", "any member", ["not_found"]);
const update = operation("updateWorkspace", "workspaces", "Rename a workspace", "human", "moderators", [
	"not_found",
	"conflict",
	"moderated",
]);

export const workspaceRoutes = {
	list: createRoute({
		...list.about,
		method: "get",
		path: "/api/workspaces",
		responses: { 200: answer(WorkspacesAnswer, "By name"), ...list.failures },
	}),
	create: createRoute({
		...create.about,
		method: "post",
		path: "/api/workspaces",
		request: { body: body(CreateWorkspace) },
		responses: { 201: answer(WorkspaceAnswer, "Founded, with a #general"), ...create.failures },
	}),
	get: createRoute({
		...get.about,
		method: "get",
		path: "/api/workspaces/{workspace_id}",
		request: { params: WorkspaceParams },
		responses: { 200: answer(WorkspaceAnswer, "The workspace"), ...get.failures },
	}),
	update: createRoute({
		...update.about,
		method: "patch",
		path: "/api/workspaces/{workspace_id}",
		request: { params: WorkspaceParams, body: body(UpdateWorkspace) },
		responses: {
			200: answer(WorkspaceAnswer.extend({ event: WorkspaceUpdated.optional() }), "Changed"),
			...update.failures,
		},
	}),
};
