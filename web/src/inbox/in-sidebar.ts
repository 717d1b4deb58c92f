import type { PlaceParts } from "../places.ts";
import * as strings from "../strings/inbox-parts.ts";
import { number } from "../strings/plural.ts";

/** Everything that waits for me: bold while anything is unread, a number for what is to me. */
export const parts: PlaceParts = {
	told({ waiting: { calls, hasMore, hasUnread } }) {
		const words = [calls && strings.forYou(calls, hasMore), hasUnread && strings.hasUnread];
		return {
			isUnread: hasUnread || calls > 0,
			count: calls && number(calls, hasMore),
			isCall: true,
			words: words.filter(Boolean).join(", "),
		};
	},
};
