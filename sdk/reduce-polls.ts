import type { DurableEvent, Poll } from "./types.ts";

type PollEvent = Extract<DurableEvent, { type: "poll.voted" | "poll.closed" }>;

/** A poll after a vote, or after it was closed. @param me whose own choices are marked */
export function pollAfter(poll: Poll, event: PollEvent, me: string): Poll {
	if (event.type === "poll.closed") return { ...poll, closed_at: event.payload.closed_at };
	const { counts, voter_count, choices, user_id } = event.payload;
	const options = poll.options.map((option, at) => {
		const count = counts[at] ?? 0;
		const chosen_by_me = user_id === me ? choices.includes(at) : option.chosen_by_me;
		// what nobody chose or left stays the same object: who is shown for it need not be asked for again
		return count === option.count && chosen_by_me === option.chosen_by_me ? option : { ...option, count, chosen_by_me };
	});
	return { ...poll, options, voter_count };
}

/** `next`, with the choices of the caller, which events do not tell. */
export function keepChoices(old: Poll | undefined, next: Poll): Poll {
	const options = next.options.map((option, at) => ({
		...option,
		chosen_by_me: old?.options[at]?.chosen_by_me ?? false,
	}));
	return { ...next, options };
}
