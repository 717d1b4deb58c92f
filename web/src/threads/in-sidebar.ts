import type { PlaceParts } from "../places.ts";
import { Followed } from "../state/followed.svelte.ts";
import { number } from "../strings/plural.ts";
import * as strings from "../strings/threads.ts";

/** The threads that I follow: bold while something is unread in one, a number for what is to me. */
export const parts: PlaceParts = {
	begin: (workspace) => void (workspace.followed ??= new Followed(workspace)),
	load: ({ followed }) => void followed?.load().catch(() => {}),
	told({ followed }) {
		const { calls = 0, unread = 0, has_more_unread: hasMore = false } = followed ?? {};
		const words = [unread && strings.unreadThreads(unread, hasMore), calls && strings.forMe(calls, hasMore)];
		return {
			isUnread: unread > 0,
			count: calls && number(calls, hasMore),
			isCall: true,
			words: words.filter(Boolean).join(", "),
		};
	},
};
