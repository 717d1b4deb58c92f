import * as z from "zod";
import { Member, MemberUpdated } from "./members.ts";
import { route, routes } from "./route.ts";
import { LaterTime, line } from "./text.ts";

export const SetStatus = z
	.object({
		emoji: line(0, 64).default("").meta({ description: "Any text, like that of a reaction: `🦀`" }),
		text: line(0, 100).default(""),
		expires_at: LaterTime.nullable().default(null).meta({ description: "null: it stays" }),
	})
	.refine(({ emoji, text }) => emoji !== "" || text !== "", "give an emoji or a text")
	.meta({ id: "SetStatus" });
export type SetStatus = z.infer<typeof SetStatus>;

const Changed = z.object({
	member: Member,
	event: MemberUpdated.optional().meta({ description: "Absent when nothing changed" }),
});

const mine = { access: "messages:write", who: "any member who may take part", limit: "profile" } as const;

export const statusRoutes = routes("members", {
	setStatus: route("PUT /api/workspaces/{workspace_id}/status", "Set my status, in place of the one before", {
		...mine,
		body: SetStatus,
		answers: { 200: [Changed, "Set; idempotent"] },
	}),
	clearStatus: route("DELETE /api/workspaces/{workspace_id}/status", "Clear my status", {
		...mine,
		answers: { 200: [Changed, "There is none any more; idempotent"] },
	}),
});
