import * as z from "zod";
import { direct } from "./conversations.ts";
import { durable } from "./envelope.ts";
import { MessageId, UserId } from "./ids.ts";
import { PeoplePage, listPeople } from "./people-page.ts";
import { route, routes } from "./route.ts";
import { line, visiblePattern } from "./text.ts";

/** How many people reacted to a message with one emoji. */
export const Reaction = z
	.object({
		emoji: z.string(),
		count: z.int(),
		reacted_by_me: z.boolean().meta({ description: "false in events, which are the same for everybody" }),
	})
	.meta({ id: "Reaction" });
export type Reaction = z.infer<typeof Reaction>;

/** The first users of each emoji, in the same order. All are listed by `GET …/reactions`. */
export const ReactedBy = z
	.array(z.object({ emoji: z.string(), user_ids: z.array(UserId).meta({ description: "At most twenty" }) }))
	.meta({ id: "ReactedBy" });

/**
 * Any text, unchanged: `👍`, `:claw:`. Not `.` or `..`, which as path segments could never be removed again. Those that look
 * the same are one reaction: see emojiKey.
 */
export const Emoji = line(1, 64)
	.refine((emoji) => emoji !== "." && emoji !== "..", "is not a reaction")
	.meta({ pattern: visiblePattern(String.raw`^(?!\.{1,2}$)`) });
export const AddReaction = z.object({ emoji: Emoji }).meta({ id: "AddReaction" });

export const ListReactions = z.object({ emoji: Emoji, ...listPeople });
export type ListReactions = z.infer<typeof ListReactions>;

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

/** In place of the event where nothing changed: existing clients expect one. */
const nothing = z.literal("");
export const NoEvent = z
	.object({
		id: nothing,
		cursor: nothing,
		type: nothing,
		workspace_id: nothing,
		created_at: nothing,
		payload: z.object({}),
	})
	.meta({ id: "NoEvent" });
export const no_event: z.infer<typeof NoEvent> = {
	id: "",
	cursor: "",
	type: "",
	workspace_id: "",
	created_at: "",
	payload: {},
};

const changed = <E extends z.ZodType>(event: E) =>
	z.object({
		reactions: z.array(Reaction),
		reacted_by: ReactedBy,
		event: z.union([event, NoEvent]).meta({ description: "Empty when nothing changed" }),
	});

export const reactionRoutes = routes("reactions", {
	addReaction: route("POST /api/messages/{message_id}/reactions", "Add a reaction; idempotent", {
		access: "messages:write",
		who: "anyone who sees the channel and may take part",
		limit: "send",
		body: AddReaction,
		answers: { 201: [changed(ReactionAdded), "Added"], 200: [changed(ReactionAdded), "Existed already"] },
		fails: ["conflict"],
	}),
	listReactions: route("GET /api/messages/{message_id}/reactions", "Who reacted with an emoji", {
		access: "messages:read",
		who: "anyone who sees the channel",
		query: ListReactions,
		answers: { 200: [PeoplePage, "A page, by user id; of an emoji that nobody used, an empty one"] },
	}),
	removeReaction: route(
		"DELETE /api/messages/{message_id}/reactions/{emoji}",
		"Remove the caller's reaction; idempotent",
		{
			access: "messages:write",
			who: "anyone who sees the channel and may take part",
			limit: "send",
			params: { emoji: Emoji },
			answers: { 200: [changed(ReactionRemoved), "Gone"] },
		},
	),
});
