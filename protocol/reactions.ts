import { z } from "zod";
import { direct } from "./conversations.ts";
import { durable } from "./envelope.ts";
import { MessageId, UserId } from "./ids.ts";
import { route, routes } from "./route.ts";
import { line, shown } from "./text.ts";

/** All who reacted to a message with one emoji, as everybody sees it: this form travels in events. */
export const ReactionCount = z
	.object({
		emoji: z.string(),
		count: z.int(),
		user_ids: z.array(UserId).meta({ description: "At most twenty of them" }),
	})
	.meta({ id: "ReactionCount" });
export type ReactionCount = z.infer<typeof ReactionCount>;

/** As the caller sees it. */
export const Reaction = ReactionCount.extend({ reacted_by_me: z.boolean() }).meta({ id: "Reaction" });
export type Reaction = z.infer<typeof Reaction>;

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

const changed = <E extends z.ZodType>(event: E) =>
	z.object({
		reactions: z.array(Reaction),
		event: event.optional().meta({ description: "Absent when nothing changed" }),
	});

export const reactionRoutes = routes("reactions", {
	addReaction: route("POST /api/messages/{message_id}/reactions", "React; safe to repeat", {
		access: "messages:write",
		who: "whoever sees the channel and may take part",
		limit: "send",
		body: AddReaction,
		answers: { 201: [changed(ReactionAdded), "Added"], 200: [changed(ReactionAdded), "Was there"] },
		fails: ["conflict"],
	}),
	removeReaction: route(
		"DELETE /api/messages/{message_id}/reactions/{emoji}",
		"Take my reaction back; safe to repeat",
		{
			access: "messages:write",
			who: "whoever sees the channel and may take part",
			limit: "send",
			params: { emoji: Emoji },
			answers: { 200: [changed(ReactionRemoved), "Gone"] },
		},
	),
});
