import * as z from "zod";
import { durable } from "./envelope.ts";
import { ChannelId, DirectConversationId, SectionId, UserId } from "./ids.ts";
import { max_sidebar_ids, max_sidebar_sections } from "./limits.ts";
import { route, routes } from "./route.ts";
import { line } from "./text.ts";

const scope_id = z.union([ChannelId, DirectConversationId]);
const SectionKey = z
	.union([z.enum(["starred", "channels", "directs"]), SectionId])
	.meta({ id: "SectionKey", description: "One that everybody has, or one of the person's own" });

/** The conversations in it that were put there or moved, in their order; others that belong there follow. */
const SidebarSection = z
	.object({ key: SectionKey, name: z.string().optional(), ids: z.array(scope_id) })
	.meta({ id: "SidebarSection" });

/** How a person has arranged the sidebar of a workspace: the same on all their devices. */
export const Sidebar = z
	.object({
		sections: z.array(SidebarSection).meta({
			description: "In their order; one that is absent is at its usual place. A conversation is in one at most",
		}),
	})
	.meta({ id: "Sidebar" });
export type Sidebar = z.infer<typeof Sidebar>;

export const UpdateSidebar = z
	.object({
		move: z
			.object({
				scope_id,
				section: SectionKey.optional().meta({ description: "Absent: where it belongs by itself" }),
				order: z.array(scope_id).max(max_sidebar_ids).optional().meta({ description: "Of the section afterwards" }),
			})
			.optional(),
		put: z
			.object({ key: SectionId, name: line(1, 80) })
			.optional()
			.meta({ description: "Creates or renames one" }),
		remove: z
			.object({ key: SectionKey })
			.optional()
			.meta({ description: "What was in it is where it belongs by itself" }),
		order: z.array(SectionKey).max(max_sidebar_sections).optional().meta({ description: "Of the sections" }),
	})
	.refine(
		(change) => Object.values(change).filter((one) => one !== undefined).length === 1,
		"give exactly one of move, put, remove and order",
	)
	.meta({ id: "UpdateSidebar", minProperties: 1, maxProperties: 1 });
export type UpdateSidebar = z.infer<typeof UpdateSidebar>;

/** Goes to the person's own devices only, to keep them in sync. */
export const SidebarUpdated = durable("sidebar.updated", { user_id: UserId, sidebar: Sidebar });

const facts = { access: "human", who: "any member" } as const;

export const sidebarRoutes = routes("sidebar", {
	getSidebar: route("GET /api/workspaces/{workspace_id}/sidebar", "How the caller has arranged the sidebar", {
		...facts,
		answers: { 200: [Sidebar, "The caller's own"] },
	}),
	updateSidebar: route("PATCH /api/workspaces/{workspace_id}/sidebar", "Change one thing of the caller's sidebar", {
		...facts,
		body: UpdateSidebar,
		answers: {
			200: [
				z.object({
					sidebar: Sidebar,
					event: SidebarUpdated.optional().meta({ description: "Absent when nothing changed" }),
				}),
				"Changed",
			],
		},
		fails: ["conflict"],
	}),
});
