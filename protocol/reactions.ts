import { createRoute, z } from "@hono/zod-openapi";
import { direct } from "./conversations.ts";
import { durable } from "./envelope.ts";
import { MessageId, UserId } from "./ids.ts";
import { answer, body, operation } from "./route.ts";
import { line, shown } from "./text.ts";

/** How many reacted to a message with one emoji. */
export const Reaction = z
	.object({
		emoji: z.string(),
		count: z.int(),
		reacted_by_me: z.boolean().meta({ description: "false in events, which are the same for everybody" }),
	})
	.meta({ id: "Reaction" });
export type Reaction = z.infer<typeof Reaction>;

/** Who did, in the same order. */
export const ReactedBy = z
	.array(z.object({ emoji: z.string(), user_ids: z.array(UserId).meta({ description: "At most twenty of them" }) }))
	.meta({ id: "ReactedBy" });

/** Any text, kept as it is: `👍`, `:claw:`; but what is a step in an address could not be taken away again. */
export const Emoji = line(1, 64)
	.refine((emoji) => emoji !== "." && emoji !== "..", "is no reaction")
	.meta({ pattern: shown(String.raw`^(?!\.{1,2}$)`) });
export const AddReaction = z.object({ emoji: Emoji }).meta({ id: "AddReaction" });

const change = {
	message_id: MessageId,
	...direct,
	emoji: z.string(),
	user_id: UserId,
	count: z.int(),
	user_ids: z.array(UserId),
};
export const ReactionAdded = durable("reaction.added", change);
export const ReactionRemoved = durable("reaction.removed", change);

const MessageParams = z.object({ message_id: MessageId });
const ReactionParams = MessageParams.extend({ emoji: Emoji });
const changed = <E extends z.ZodType>(event: E) =>
	z.object({
		reactions: z.array(Reaction),
		reacted_by: ReactedBy,
		event: event.optional().meta({ description: "Absent when nothing changed" }),
	});

const add = operation(
	"addReaction",
	"reactions",
	"React; safe to repeat",
	"messages:write",
	"whoever sees the channel and may take part",
	["not_found", "moderated", "conflict"],
);
const remove = operation(
	"removeReaction",
	"reactions",
	"Take my reaction back; safe to repeat",
	"messages:write",
	"whoever sees the channel and may take part",
	["not_found", "moderated"],
);

export const reactionRoutes = {
	add: createRoute({
		...add.about,
		method: "post",
		path: "/api/messages/{message_id}/reactions",
		request: { params: MessageParams, body: body(AddReaction) },
		responses: {
			201: answer(changed(ReactionAdded), "Added"),
			200: answer(changed(ReactionAdded), "Was there"),
			...add.failures,
		},
	}),
	remove: createRoute({
		...remove.about,
		method: "delete",
		path: "/api/messages/{message_id}/reactions/{emoji}",
		request: { params: ReactionParams },
		responses: { 200: answer(changed(ReactionRemoved), "Gone"), ...remove.failures },
	}),
};
