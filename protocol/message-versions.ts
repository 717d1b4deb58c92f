import * as z from "zod";
import { route, routes } from "./route.ts";
import { Time } from "./text.ts";

/** What a message said, from `written_at` until it was edited. */
export const MessageVersion = z.object({ body: z.string(), written_at: Time }).meta({ id: "MessageVersion" });
export type MessageVersion = z.infer<typeof MessageVersion>;

export const MessageVersions = z
	.object({
		versions: z.array(MessageVersion).meta({ description: "Oldest first; the last is the current one" }),
		is_complete: z.boolean().meta({ description: "false when the first ones are no longer kept" }),
	})
	.meta({ id: "MessageVersions" });
export type MessageVersions = z.infer<typeof MessageVersions>;

/** Earlier versions that are kept of a message: the newest of them. */
export const max_versions = { count: 50, bytes: 256 * 1024 };

export const messageVersionRoutes = routes("messages", {
	listMessageVersions: route("GET /api/messages/{message_id}/versions", "What a message said before it was edited", {
		access: "messages:read",
		who: "anyone who sees the channel",
		answers: { 200: [MessageVersions, `Up to ${max_versions.count} earlier versions, and the current one`] },
	}),
});
