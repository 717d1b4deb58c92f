import { createRoute, z } from "@hono/zod-openapi";
import { place } from "./conversations.ts";
import { DurableEvent, EphemeralEvent, EventType } from "./events.ts";
import { WorkspaceId } from "./ids.ts";
import { answer, body, operation } from "./route.ts";

/** What `seed` clients send for a limit out of range (0, −1, 10,000) has always meant the default. */
const EventLimit = z.coerce
	.number()
	.int()
	.catch(200)
	.transform((limit) => (limit < 1 || limit > 500 ? 200 : limit))
	.default(200)
	.meta({ type: "integer", description: "1 to 500; anything else means 200" });

export const ListEvents = z.object({
	workspace_id: WorkspaceId,
	after_cursor: z
		.string()
		.max(64)
		.optional()
		.meta({ description: "One that is not known here is no error: the events begin where this log does" }),
	limit: EventLimit,
	include_tail: z.enum(["true", "false"]).optional(),
});
export type ListEvents = z.infer<typeof ListEvents>;

export const EventPage = z
	.object({
		events: z.array(DurableEvent).meta({ description: "Fewer than the limit where they are long" }),
		has_more: z.boolean(),
		next_cursor: z.string().optional().meta({
			description:
				"Where to go on when there may be more; after a very long part of the log that I may not hear, with no events yet",
		}),
		tail_cursor: z.string().optional().meta({ description: "With include_tail; taken before the page" }),
	})
	.meta({ id: "EventPage" });
export type EventPage = z.infer<typeof EventPage>;

const max_payload = 4_096;
const isSmall = (payload: object): boolean => JSON.stringify(payload).length <= max_payload;

/** Typing needs its conversation; presence may have one. Other members of the payload go along as they are. */
export const PublishEphemeral = z
	.object({
		workspace_id: WorkspaceId,
		type: z.enum(["typing.started", "typing.stopped", "presence.changed"], "unsupported ephemeral event type"),
		...place,
		payload: z
			.record(z.string(), z.unknown())
			.refine(isSmall, `is too long (at most ${max_payload} characters)`)
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
		.meta({ description: "One event a frame, lists of them, or lists that come deflated where they are long" }),
});
export type Connect = z.infer<typeof Connect>;

const list = operation(
	"listEvents",
	"realtime",
	"The log after a cursor, as far as I may hear it",
	"realtime:read",
	"any member who may listen",
	["not_found", "moderated"],
);
const publish = operation(
	"publishEphemeral",
	"realtime",
	"Tell those present; nothing is kept",
	"messages:write",
	"whoever sees the channel and may take part",
	["not_found", "moderated"],
);
const connect = operation(
	"connect",
	"realtime",
	"A socket; the rules are in REALTIME.md",
	"realtime:read",
	"any member who may listen",
	["not_found", "upgrade_required", "cross_site", "moderated"],
);

const types = operation("listEventTypes", "realtime", "Every kind of event that the log may hold", "public", "anybody");

export const realtimeRoutes = {
	types: createRoute({
		...types.about,
		method: "get",
		path: "/api/event-types",
		responses: { 200: answer(z.object({ event_types: z.array(EventType) }), "Their names"), ...types.failures },
	}),
	list: createRoute({
		...list.about,
		method: "get",
		path: "/api/realtime/events",
		request: { query: ListEvents },
		responses: { 200: answer(EventPage, "Oldest first"), ...list.failures },
	}),
	publish: createRoute({
		...publish.about,
		method: "post",
		path: "/api/realtime/ephemeral",
		request: { body: body(PublishEphemeral) },
		responses: { 202: answer(z.object({ event: EphemeralEvent }), "On its way"), ...publish.failures },
	}),
	connect: createRoute({
		...connect.about,
		method: "get",
		path: "/api/realtime/ws",
		request: { query: Connect },
		responses: { 101: { description: "Switching to a WebSocket" }, ...connect.failures },
	}),
};
