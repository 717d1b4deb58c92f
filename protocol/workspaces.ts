import * as z from "zod";
import { ChannelName } from "./channels.ts";
import { durable } from "./envelope.ts";
import { slugify } from "./folding.ts";
import { WorkspaceId } from "./ids.ts";
import { type DecidedPermission, decided_permissions } from "./permissions.ts";
import { Role } from "./roles.ts";
import { route, routes } from "./route.ts";
import { Time, line, trimmed } from "./text.ts";

export const WorkspaceName = line(1, 80);

export const Slug = trimmed
	.toLowerCase()
	.overwrite((slug) => slug.replaceAll(/\s+/g, "-"))
	.regex(/^[a-z0-9](?:[a-z0-9-]{0,46}[a-z0-9])?$/, "1 to 48 letters, digits and inner hyphens")
	.refine((slug) => !["clickclack", "guests"].includes(slug), "is reserved")
	.meta({ pattern: "^[A-Za-z0-9](?:[A-Za-z0-9\\s-]{0,46}[A-Za-z0-9])?$", description: "Blanks become hyphens" });

const permission = <P extends DecidedPermission>(name: P) => z.enum(decided_permissions[name]);
/** The lowest role for what a workspace decides for itself. */
const Permissions = z
	.object({
		"member.invite": permission("member.invite"),
		"channel.create": permission("channel.create"),
		"emoji.create": permission("emoji.create"),
		"message.call_all": permission("message.call_all"),
	})
	.meta({ id: "WorkspacePermissions" });

export const Workspace = z
	.object({
		id: WorkspaceId,
		route_id: z.string(),
		name: z.string(),
		slug: z.string(),
		icon_url: z.string(),
		created_at: Time,
		role: Role.optional().meta({ description: "The caller's role; absent in events" }),
		permissions: Permissions.optional().meta({
			description: "The lowest role that may; `member` includes bots. Absent in lists of workspaces",
		}),
	})
	.meta({ id: "Workspace" });
export type Workspace = z.infer<typeof Workspace>;

/** The public channels of a new workspace. Its creator is in all of them; later members join the first. */
export const FirstChannels = z
	.array(ChannelName)
	.max(20)
	.refine((names) => new Set(names.map(slugify)).size === names.length, "each name once")
	.meta({ description: "None by default" });

export const CreateWorkspace = z
	.object({ name: WorkspaceName, slug: Slug.optional(), channels: FirstChannels.optional() })
	.meta({ id: "CreateWorkspace" });
export type CreateWorkspace = z.infer<typeof CreateWorkspace>;

export const UpdateWorkspace = z
	.object({
		name: WorkspaceName,
		slug: Slug,
		icon_url: z
			.string()
			.regex(
				/^(?:\/api\/uploads\/upl_[0-7][0-9a-hjkmnp-tv-z]{25})?$/,
				"must be /api/uploads/ and the id of a picture that you have uploaded, or nothing",
			)
			.meta({
				description:
					"`/api/uploads/upl_…`: a file of the caller that is in no message, a PNG, JPEG, GIF or WebP of at most 1 MiB and 1,024 pixels a side",
			}),
		permissions: Permissions.partial().meta({ description: "Owners only; those that are absent stay as they are" }),
	})
	.partial()
	.refine((change) => Object.keys(change).length > 0, "give at least one field to change")
	.meta({ id: "UpdateWorkspace", minProperties: 1 });
export type UpdateWorkspace = z.infer<typeof UpdateWorkspace>;

/** What a picture may have to be that of a workspace. */
export const max_icon = { bytes: 1_048_576, side: 1_024 };

export const WorkspaceUpdated = durable("workspace.updated", { workspace: Workspace });

const WorkspaceList = z.object({
	workspaces: z.array(Workspace),
	can_create_workspaces: z.boolean().meta({ description: "False where only the operator creates workspaces" }),
});

export const workspaceRoutes = routes("workspaces", {
	listWorkspaces: route("GET /api/workspaces", "The caller's workspaces", {
		access: "workspaces:read",
		who: "anybody signed in",
		answers: { 200: [WorkspaceList, "By name"] },
	}),
	createWorkspace: route("POST /api/workspaces", "Create a workspace, which the caller then owns", {
		access: "human",
		who: "anybody signed in",
		limit: "create_workspace",
		body: CreateWorkspace,
		answers: { 201: [Workspace, "Created, with the requested channels"] },
		wrap: "workspace",
		fails: ["conflict"],
	}),
	getWorkspace: route("GET /api/workspaces/{workspace_id}", "One workspace", {
		access: "workspaces:read",
		who: "any member",
		answers: { 200: [Workspace, "The workspace"] },
		wrap: "workspace",
	}),
	updateWorkspace: route("PATCH /api/workspaces/{workspace_id}", "Rename a workspace, or say what which role may do", {
		access: "human",
		who: "moderators",
		body: UpdateWorkspace,
		unique: "slug",
		answers: { 200: [z.object({ workspace: Workspace, event: WorkspaceUpdated.optional() }), "Changed"] },
		fails: ["conflict"],
	}),
});
