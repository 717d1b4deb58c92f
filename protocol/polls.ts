import * as z from "zod";
import { direct } from "./conversations.ts";
import { durable } from "./envelope.ts";
import { MessageId, UserId } from "./ids.ts";
import { max_options, max_poll_days } from "./limits.ts";
import { PeoplePage, listPeople } from "./people-page.ts";
import { route, routes } from "./route.ts";
import { Time, line } from "./text.ts";

/** The question of a poll is the text of its message. Who voted for what is not secret, and listed by `…/poll/votes`. */
export const Poll = z
	.object({
		options: z.array(
			z.object({
				text: z.string(),
				count: z.int(),
				chosen_by_me: z.boolean().meta({ description: "false in events, which are the same for everybody" }),
			}),
		),
		is_multiple: z.boolean().meta({ description: "Whether one may choose several options" }),
		voter_count: z.int(),
		closes_at: Time.optional().meta({ description: "From then on nobody votes; there is no event" }),
		closed_at: Time.optional().meta({ description: "When somebody closed it" }),
	})
	.meta({ id: "Poll" });
export type Poll = z.infer<typeof Poll>;

const Option = line(1, 100);
export const CreatePoll = z
	.object({
		options: z
			.array(Option)
			.min(2)
			.max(max_options)
			.refine((options) => new Set(options).size === options.length, "each option once"),
		is_multiple: z.boolean().optional(),
		closes_at: z.iso
			.datetime({ offset: true })
			.optional()
			.meta({ description: `In the future, at most ${max_poll_days} days from now` }),
	})
	.meta({ id: "CreatePoll" });
export type CreatePoll = z.infer<typeof CreatePoll>;

const Choice = z
	.int()
	.min(0)
	.max(max_options - 1);
/** The numbers of options, from 0 on. */
const Choices = z
	.array(Choice)
	.max(max_options)
	.refine((choices) => new Set(choices).size === choices.length, "each option once");
export const VotePoll = z
	.object({ choices: Choices.meta({ description: "In place of what one chose before; none takes that back" }) })
	.meta({ id: "VotePoll" });

/** How many chose each option, and how many people voted. */
const tally = { counts: z.array(z.int()), voter_count: z.int() };
export const PollVoted = durable("poll.voted", {
	message_id: MessageId,
	...direct,
	user_id: UserId,
	choices: z.array(z.int()).meta({ description: "All that this person chose now" }),
	...tally,
});
export const PollClosed = durable("poll.closed", {
	message_id: MessageId,
	...direct,
	user_id: UserId.meta({ description: "Who closed it" }),
	closed_at: Time,
});

export const ListVotes = z.object({
	option: z.coerce
		.number()
		.int()
		.min(0)
		.max(max_options - 1)
		// a coerced number is not seen to be required
		.meta({ type: "integer", minimum: 0, maximum: max_options - 1, param: { required: true } }),
	...listPeople,
});
export type ListVotes = z.infer<typeof ListVotes>;

const changed = <E extends z.ZodType>(event: E) =>
	z.object({ poll: Poll, event: event.optional().meta({ description: "Absent when nothing changed" }) });

export const pollRoutes = routes("polls", {
	votePoll: route("POST /api/messages/{message_id}/poll/vote", "Vote, change the caller's vote or take it back", {
		access: "messages:write",
		who: "anyone who sees the channel and may take part",
		limit: "send",
		body: VotePoll,
		answers: { 200: [changed(PollVoted), "It is so now; idempotent"] },
		fails: ["conflict"],
	}),
	closePoll: route("POST /api/messages/{message_id}/poll/close", "Close a poll for good; idempotent", {
		access: "messages:write",
		who: "its author or moderators",
		limit: "send",
		answers: { 200: [changed(PollClosed), "Closed"] },
		fails: ["conflict"],
	}),
	listPollVotes: route("GET /api/messages/{message_id}/poll/votes", "Who chose an option", {
		access: "messages:read",
		who: "anyone who sees the channel",
		query: ListVotes,
		answers: { 200: [PeoplePage, "A page, by user id"] },
	}),
});
