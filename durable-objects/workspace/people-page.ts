import type { PeoplePage, UserId } from "@clickclack/protocol";

/** @param found in the order of their ids, one more than fit if there are more */
export function toPeoplePage(found: { user_id: UserId }[], limit: number): PeoplePage {
	const user_ids = found.slice(0, limit).map(({ user_id }) => user_id);
	const has_more = found.length > limit;
	return { user_ids, has_more, ...(has_more && { next_cursor: user_ids.at(-1)! }) };
}
