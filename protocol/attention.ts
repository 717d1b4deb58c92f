import * as z from "zod";
import { durable } from "./envelope.ts";
import { UserId } from "./ids.ts";
import { max_keywords } from "./limits.ts";
import { route, routes } from "./route.ts";
import { GivenTime, Time, line, timeZone } from "./text.ts";

const ClockTime = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, "HH:MM, from 00:00 to 23:59");

/** Each day, also past midnight; none where both times are the same. */
const QuietHours = z
	.object({
		from: ClockTime,
		until: ClockTime,
		time_zone: timeZone().meta({ description: "A name such as `Europe/Berlin`, or an offset" }),
	})
	.meta({ id: "QuietHours" });

const Keyword = line(1, 50);
const Keywords = z.array(Keyword).max(max_keywords);

/** What calls one besides mentions, and when nothing does. Nobody else is told. */
export const Attention = z
	.object({
		keywords: z.array(z.string()).meta({ description: "In the order in which they were given" }),
		quiet_hours: QuietHours.optional(),
		paused_until: Time.optional().meta({ description: "Until then nothing notifies; it may be in the past" }),
	})
	.meta({ id: "Attention" });
export type Attention = z.infer<typeof Attention>;

export const UpdateAttention = z
	.object({
		keywords: Keywords.meta({ description: "All of them: an empty list clears them" }),
		quiet_hours: QuietHours.meta({ description: "The same time twice clears them" }),
		paused_until: GivenTime.meta({ description: "A time in the past ends a pause" }),
	})
	.partial()
	.refine((change) => Object.keys(change).length > 0, "give at least one field to change")
	.meta({ id: "UpdateAttention", minProperties: 1 });
export type UpdateAttention = z.infer<typeof UpdateAttention>;

/** Goes to the person's own devices only, to keep them in sync. */
export const AttentionUpdated = durable("attention.updated", { user_id: UserId, attention: Attention });

const facts = { access: "human", who: "any member" } as const;

export const attentionRoutes = routes("attention", {
	getAttention: route("GET /api/workspaces/{workspace_id}/attention", "My keywords, and when nothing notifies me", {
		...facts,
		answers: { 200: [Attention, "The caller's own"] },
		wrap: "attention",
	}),
	updateAttention: route(
		"PATCH /api/workspaces/{workspace_id}/attention",
		"Change them; only the given fields change",
		{
			...facts,
			limit: "profile",
			body: UpdateAttention,
			answers: { 200: [Attention, "Changed"] },
			wrap: "attention",
		},
	),
});
