import * as z from "zod";
import { direct } from "./conversations.ts";
import { Cursor } from "./envelope.ts";
import { DurableEvent, EphemeralEvent } from "./events.ts";
import { Forwarded } from "./forwards.ts";
import { ChannelId } from "./ids.ts";
import { Message } from "./messages.ts";
import { Time } from "./text.ts";
import { User } from "./users.ts";

/*
 * The lean form of events, for `events=lean`: what follows from the rest, or is the same for nearly all, is left out
 * (R41 to R44). The SDK makes whole events of it.
 */

const leanFields = Message.omit({
	route_id: true,
	workspace_id: true,
	channel_id: true,
	direct_conversation_id: true,
	author: true,
	quoted_author: true,
	forwarded: true,
	parent_message_id: true,
	channel_seq: true,
	kind: true,
	body_format: true,
})
	.partial()
	.required({ id: true, author_id: true, body: true })
	.extend({ forwarded: Forwarded.omit({ author: true }).optional() }).shape;

/** What is left of a message: `created_at` and empty lists only where they do not follow from the rest. */
export const LeanMessage = z.object(leanFields).meta({ id: "LeanMessage" });
export type LeanMessage = z.infer<typeof LeanMessage>;

const messageTypes = ["message.created", "message.updated", "message.deleted", "thread.reply_created"] as const;

/** An event about a message: its payload follows from the message. */
export const LeanMessageEvent = z
	.object({
		type: z.enum(messageTypes),
		cursor: Cursor,
		channel_id: ChannelId.optional(),
		...direct,
		seq: z.int().optional(),
		created_at: Time.optional().meta({ description: "Absent when it is the message's, whose id has it" }),
		correlation_id: z.string().optional(),
		message: LeanMessage,
	})
	.meta({ id: "LeanMessageEvent" });
export type LeanMessageEvent = z.infer<typeof LeanMessageEvent>;

const isAboutMessage = (type: string): type is LeanMessageEvent["type"] =>
	(messageTypes as readonly string[]).includes(type);
const others = DurableEvent.options.filter(({ shape }) => !isAboutMessage(shape.type.value));

/** Any other durable event: only without its id and the workspace's. */
const LeanOtherEvent = z
	.union(others.map(({ shape: { id: _, workspace_id: __, ...rest } }) => z.object(rest)))
	.meta({ id: "LeanOtherEvent" });
type AboutMessage = Extract<DurableEvent, { type: LeanMessageEvent["type"] }>;
type LeanEvent = LeanMessageEvent | (Omit<DurableEvent, "id" | "workspace_id"> & { message?: undefined });

/** Authors of the events after it in the frame, where the socket has not had them yet. */
export const LeanAuthors = z.object({ users: z.array(User) }).meta({ id: "LeanAuthors" });

/** A frame with `events=lean`. Ephemeral events are whole. */
export const LeanFrame = z
	.array(z.union([LeanMessageEvent, LeanOtherEvent, EphemeralEvent, LeanAuthors]))
	.meta({ id: "LeanFrame" });

const some = <T>(list: T[]): T[] | undefined => (list.length > 0 ? list : undefined);

const withoutAuthor = ({ author: _, ...forwarded }: Forwarded): LeanMessage["forwarded"] => forwarded;

function leanMessage(message: Message): LeanMessage {
	const { route_id: _, workspace_id: _w, channel_id: _c, direct_conversation_id: _d, author: _a, ...own } = message;
	const { quoted_author: _q, forwarded, ...said } = own;
	const { kind: _k, body_format: _b, channel_seq: _s, created_at: _t, parent_message_id, thread_state, ...rest } = said;
	const { thread_root_id, mentioned_user_ids, reactions, reacted_by } = rest;
	const isQuiet = thread_state?.reply_count === 0 && thread_state.last_reply_at === undefined;
	return {
		...rest,
		forwarded: forwarded && withoutAuthor(forwarded),
		thread_root_id: parent_message_id === undefined ? undefined : thread_root_id,
		mentioned_user_ids: some(mentioned_user_ids),
		reactions: some(reactions),
		reacted_by: some(reacted_by),
		thread_state: isQuiet ? undefined : thread_state,
	};
}

/** The lean form; JSON leaves out what is undefined in it. */
export function lean({ id: _, workspace_id: __, ...event }: DurableEvent): LeanEvent {
	if (!isAboutMessage(event.type)) return event;
	const { type, cursor, channel_id, seq, created_at, payload } = event as AboutMessage;
	const { message, direct_conversation_id } = payload;
	const isNew = message.created_at === created_at;
	return {
		type,
		cursor,
		channel_id,
		direct_conversation_id,
		seq,
		created_at: isNew ? undefined : created_at,
		correlation_id: "correlation_id" in payload ? payload.correlation_id : undefined,
		message: leanMessage(message),
	};
}

/** The authors that the lean form of an event leaves out: of the message that it is about, and of what that quotes or forwards. */
export function authorsOf(event: DurableEvent): User[] {
	if (!isAboutMessage(event.type)) return [];
	const { author, quoted_author, forwarded } = (event as AboutMessage).payload.message;
	return [author, quoted_author, forwarded?.author].filter((user) => user !== undefined);
}
