import { takeWithin } from "../take-within.ts";
import type { Read } from "../transaction.ts";

/** The longest page, in bytes of its messages: a page is cut short, a message never is. */
export const max_window_bytes = 256 * 1024;

/** How long messages are in an answer, which is known without reading their text; `wholeTimeline` (list.ts) adds up the same. */
export function bytesOf({ sql }: Read, nums: number[]): Map<number, number> {
	const rows = sql<{ num: number; bytes: number }>`
		SELECT num, octet_length(body) + coalesce(octet_length(mentions_json), 0) + coalesce(octet_length(group_mention), 0)
			+ coalesce(octet_length(reactions_json), 0) + coalesce(octet_length(quoted_body_snapshot), 0)
			+ coalesce(octet_length(forwarded_json), 0) + coalesce(octet_length(poll_json), 0)
			+ coalesce(octet_length(attachments_json), 0) AS bytes
		FROM messages WHERE num IN (SELECT value FROM json_each(${JSON.stringify(nums)}))`;
	return new Map(rows.map(({ num, bytes }) => [num, bytes]));
}

/** The first ones whose messages are short enough for one page; always at least one. */
export function takePage<T>(tx: Read, items: T[], numsOf: (item: T) => number[], most = max_window_bytes): T[] {
	const bytes = bytesOf(tx, items.flatMap(numsOf));
	return takeWithin(items, (item) => numsOf(item).reduce((sum, num) => sum + bytes.get(num)!, 0), most);
}
