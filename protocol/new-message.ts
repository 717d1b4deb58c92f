import * as z from "zod";
import { attached, named_twice, namesUploadsOnce, uploadsOf } from "./attachments.ts";
import { MessageId, TopicId } from "./ids.ts";
import { Nonce } from "./nonce.ts";
import { CreatePoll } from "./polls.ts";
import { visibleText, visibleTextOrNone } from "./text.ts";

export const max_body = 40_000;

/** Markdown, trimmed but for the indentation of its first line, 1 to 40,000 characters. */
export const Body = visibleText(max_body, "message body is required");

/** A field of existing clients that is not supported yet: only "" is accepted. */
const absent = (error: string) => z.literal("", error).optional();

/** The other kinds are for bots. */
const Kind = z.enum(["message", "agent_commentary", "agent_tool"]).refine((kind) => kind === "message", {
	error: "agent activity messages require a bot token",
	params: { code: "forbidden" },
});

/** The same, or "" where there is something else. */
export const EmptyBody = visibleTextOrNone(max_body, "message body is required");
/** The same, or absent. */
export const BodyOrNone = EmptyBody.optional();

/** What roots and replies are sent with. */
export const NewMessage = z.object({
	body: BodyOrNone,
	...attached,
	nonce: Nonce.optional(),
	// fields that existing clients send and that cannot be stored are refused, not dropped
	kind: Kind.optional().meta({ enum: ["message"] }),
	turn_id: absent("turn_id is only valid for agent activity messages"),
	quoted_message_id: MessageId.optional().meta({
		description: "Another root of the conversation; in a thread its root or another reply. It must not be deleted",
	}),
	draft_version: z.int().min(1).optional().meta({
		description: "Of the caller's draft there: if that has not changed since, it is deleted with the sending",
	}),
	topic_id: absent("replies have no topic"),
	body_format: z.literal("markdown", "body_format has to be markdown").optional(),
});

export const CreateMessage = NewMessage.extend({
	body: BodyOrNone.meta({ description: "May be absent, or empty, where a message is forwarded or has files" }),
	forwarded_message_id: MessageId.optional().meta({
		description: "A message of any conversation that the caller sees, to pass on; not with a quote",
	}),
	poll: CreatePoll.optional().meta({ description: "Its question is the body; neither with a quote nor forwarded" }),
	topic_id: TopicId.optional().meta({
		description: "Of the channel, or for all channels, and not archived; direct messages have none",
	}),
})
	.refine(
		({ forwarded_message_id, ...said }) =>
			said.body ? true : said.poll === undefined && (forwarded_message_id !== undefined || uploadsOf(said).length > 0),
		{ error: "message body is required" },
	)
	.refine(namesUploadsOnce, named_twice)
	.refine(
		({ quoted_message_id, forwarded_message_id, poll }) =>
			[quoted_message_id, forwarded_message_id, poll].filter((part) => part !== undefined).length < 2,
		{ error: "give one of quoted_message_id, forwarded_message_id and poll" },
	)
	.meta({ id: "CreateMessage" });
export type CreateMessage = z.infer<typeof CreateMessage>;
