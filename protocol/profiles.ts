import * as z from "zod";
import { Member, MemberUpdated, max_profile_links } from "./members.ts";
import { route, routes } from "./route.ts";
import { line, timeZone, webAddress } from "./text.ts";

const orNone = <S extends z.ZodType>(field: S) => field.or(z.literal(""));

export const UpdateMemberProfile = z
	.object({
		title: line(0, 100),
		pronouns: line(0, 40),
		time_zone: orNone(timeZone()),
		links: z
			.array(webAddress(200))
			.max(max_profile_links)
			.refine((links) => new Set(links).size === links.length, "give each address once"),
	})
	.partial()
	.refine((change) => Object.keys(change).length > 0, "give at least one field to change")
	.meta({ id: "UpdateMemberProfile", minProperties: 1, description: '"", and an empty list, take a field away' });
export type UpdateMemberProfile = z.infer<typeof UpdateMemberProfile>;

const Changed = z.object({
	member: Member,
	event: MemberUpdated.optional().meta({ description: "Absent when nothing changed" }),
});

export const profileRoutes = routes("members", {
	updateMemberProfile: route(
		"PATCH /api/workspaces/{workspace_id}/profile",
		"Change what I tell of myself here; only the given fields change",
		{
			access: "messages:write",
			who: "any member who may take part",
			limit: "profile",
			body: UpdateMemberProfile,
			answers: { 200: [Changed, "It is so now; idempotent"] },
		},
	),
});
