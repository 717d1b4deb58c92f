import * as z from "zod";
import { ChannelName } from "./channels.ts";
import { ChannelId, DirectConversationId, MessageId, WorkspaceId } from "./ids.ts";
import { Message } from "./messages.ts";
import { route, routes } from "./route.ts";

const ConversationId = z.union([ChannelId, DirectConversationId]);

const WorkspaceRouteId = z.string().regex(/^T[0-9A-HJKMNP-TV-Z]{16}$/);
export const TargetRouteId = z.string().regex(/^[CDM][0-9A-HJKMNP-TV-Z]{16}$/);

/** The channel or thread of a public link. */
export const ResolvedRoute = z
	.object({
		workspace_id: WorkspaceId,
		workspace_route_id: z.string(),
		target_type: z.enum(["channel", "direct", "thread"]),
		target_id: z.union([ConversationId, MessageId]),
		target_route_id: z.string(),
		parent_type: z.enum(["channel", "direct"]).optional().meta({ description: "For threads" }),
		parent_id: ConversationId.optional(),
		parent_route_id: z.string().optional(),
		canonical_path: z.string(),
	})
	.meta({ id: "ResolvedRoute" });
export type ResolvedRoute = z.infer<typeof ResolvedRoute>;

export const routeIdRoutes = routes("routes", {
	resolveRoute: route(
		"GET /api/routes/{workspace_route_id}/{target_id}",
		"Resolve a public link; ids are accepted too, and names of channels in any spelling",
		{
			access: "workspaces:read",
			who: "anyone who sees the channel",
			workspace: "path",
			params: {
				workspace_route_id: z.union([WorkspaceRouteId, WorkspaceId]),
				target_id: z.union([TargetRouteId, ConversationId, MessageId, ChannelName]),
			},
			answers: { 200: [ResolvedRoute, "The channel, or the thread"] },
			wrap: "route",
		},
	),
	routeMessage: route("POST /api/messages/{message_id}/route", "A root message with its route id; idempotent", {
		access: "messages:read",
		who: "anyone who sees the channel",
		limit: "read",
		answers: { 200: [Message, "Has a `route_id`"] },
		wrap: "message",
	}),
});
