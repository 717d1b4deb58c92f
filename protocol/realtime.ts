import * as z from "zod";
import { place } from "./conversations.ts";
import { DurableEvent, EphemeralEvent, EventType } from "./events.ts";
import { MessageId, WorkspaceId } from "./ids.ts";
import { route, routes } from "./route.ts";
import { lenientLimit, utf8Length } from "./text.ts";

export const ListEvents = z.object({
	workspace_id: WorkspaceId,
	after_cursor: z
		.string()
		.max(64)
		.optional()
		.meta({ description: "An unknown cursor is no error: the events begin at the start of the log" }),
	limit: lenientLimit(200, 500),
	include_tail: z.enum(["true", "false"]).optional(),
});
export type ListEvents = z.infer<typeof ListEvents>;

export const EventPage = z
	.object({
		events: z.array(DurableEvent).meta({ description: "Fewer than the limit where they are long" }),
		has_more: z.boolean(),
		next_cursor: z.string().optional().meta({
			description:
				"Where to continue when there may be more; after a very long part of the log that is hidden from the caller, the page may be empty",
		}),
		tail_cursor: z.string().optional().meta({ description: "With include_tail; taken before the page" }),
	})
	.meta({ id: "EventPage" });
export type EventPage = z.infer<typeof EventPage>;

/** In bytes of UTF-8. */
const max_payload = 4_096;
const isSmall = (payload: object): boolean => utf8Length(JSON.stringify(payload)) <= max_payload;

const published = ["typing.started", "typing.stopped", "presence.changed"] as const;
const PublishedType = z
	.enum([...published, "agent.progress"], "unsupported ephemeral event type")
	.refine((type) => type !== "agent.progress", {
		error: "agent.progress requires a bot token",
		params: { code: "forbidden" },
	})
	.pipe(z.enum(published))
	.meta({ enum: published });

/** Typing needs a conversation; presence may have one. Other members of the payload are passed on. */
export const PublishEphemeral = z
	.object({
		workspace_id: WorkspaceId,
		type: PublishedType,
		...place,
		payload: z
			.looseObject({ thread_root_id: MessageId.optional(), status: z.string().max(100).optional() })
			.refine(isSmall, `is too long (at most ${max_payload} bytes)`)
			.default({}),
	})
	.refine(
		({ type, channel_id, direct_conversation_id }) =>
			type === "presence.changed" || (channel_id ?? direct_conversation_id) !== undefined,
		"typing events require channel_id or direct_conversation_id",
	)
	.meta({ id: "PublishEphemeral" });
export type PublishEphemeral = z.infer<typeof PublishEphemeral>;

export const Connect = z.object({
	workspace_id: WorkspaceId,
	after_cursor: z
		.string()
		.max(64)
		.optional()
		.meta({ description: "Replay what came after it; from the start if absent" }),
	frames: z
		.enum(["single", "batch", "compressed"])
		.default("single")
		.meta({ description: "One event for each frame, lists of them, or lists that are deflated where they are long" }),
	events: z
		.enum(["whole", "lean"])
		.default("whole")
		.meta({ description: "lean: in lists, without what follows from the rest (R41)" }),
});
export type Connect = z.infer<typeof Connect>;

export const realtimeRoutes = routes("realtime", {
	listEventTypes: route("GET /api/event-types", "All types of durable events", {
		access: "public",
		who: "anybody",
		limit: "any",
		answers: { 200: [z.array(EventType), "Their names"] },
		wrap: "event_types",
	}),
	listEvents: route("GET /api/realtime/events", "The events after a cursor that the caller may see", {
		access: "realtime:read",
		who: "any member who may listen",
		workspace: "query",
		query: ListEvents,
		answers: { 200: [EventPage, "Oldest first"] },
	}),
	publishEphemeral: route("POST /api/realtime/ephemeral", "Publish an ephemeral event; it is not stored", {
		access: "messages:write",
		who: "anyone who sees the channel and may take part",
		limit: "signal",
		workspace: "body",
		conversation: true,
		body: PublishEphemeral,
		answers: { 202: [EphemeralEvent, "Published"] },
		wrap: "event",
	}),
	connect: route("GET /api/realtime/ws", "A socket; the rules are in REALTIME.md", {
		access: "realtime:read",
		who: "any member who may listen",
		limit: "socket",
		workspace: "query",
		query: Connect,
		answers: { 101: [undefined, "Switching to a WebSocket"] },
		fails: ["upgrade_required"],
	}),
});
