import * as z from "zod";
import { ChannelId, EventId, UserId, WorkspaceId } from "./ids.ts";
import { max_mentions } from "./limits.ts";
import { Time } from "./text.ts";

/**
 * A position in a workspace's log: a 4-character history epoch, then a 12-digit number. Fixed width, so that cursors sort
 * in log order. Opaque to clients.
 */
export const Cursor = z
	.string()
	.regex(/^[0-9a-z]{4}\d{12}$/, "is not a cursor")
	.meta({ id: "Cursor", examples: ["0001000000000042"] });
export type Cursor = z.infer<typeof Cursor>;

const envelope = { workspace_id: WorkspaceId, channel_id: ChannelId.optional(), created_at: Time };

/** A durable event. The log stores the ids of its payload; the resource is attached in its current state at delivery. */
export function durable<const Type extends string, Payload extends z.ZodRawShape>(type: Type, payload: Payload) {
	return z
		.object({
			id: EventId,
			cursor: Cursor,
			type: z.literal(type),
			...envelope,
			seq: z.int().optional(),
			mentioned_user_ids: z
				.array(UserId)
				.optional()
				.meta({ description: `Of a message; at most ${max_mentions}` }),
			payload: z.object(payload),
		})
		.meta({ id: schemaName(type) });
}

/** An event that is not stored: its cursor is empty, and it may be lost. Its publisher may add members to the payload. */
export function ephemeral<const Type extends string, Payload extends z.ZodRawShape>(type: Type, payload: Payload) {
	return z
		.object({
			id: z.string().regex(/^eph_\d+$/),
			cursor: z.literal(""),
			type: z.literal(type),
			...envelope,
			payload: z.object(payload).meta({ description: "With the publisher's additional members" }),
		})
		.meta({ id: schemaName(type) });
}

/** `thread.reply_created` → `ThreadReplyCreatedEvent` */
const schemaName = (type: string) =>
	`${type.replace(/(?:^|[._])(\w)/g, (_, letter: string) => letter.toUpperCase())}Event`;
