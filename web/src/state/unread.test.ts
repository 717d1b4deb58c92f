import { expect, test } from "vitest";
import { number } from "../strings/plural.ts";
import { unreadThreads } from "../strings/threads.ts";
import { allWaiting } from "./unread.ts";

test("where the server lists only a part of the unread threads, what is counted is said to be the least", () => {
	const told = { calls: 500, unread: 500, has_more_unread: true };
	const { calls, hasMore, hasUnread } = allWaiting([], told, { due: 2 });
	expect([number(calls, hasMore), hasUnread]).toEqual(["502+", true]);
	expect(unreadThreads(told.unread, told.has_more_unread)).toBe("500+ unread threads");
	const all = allWaiting([], { calls: 1, unread: 1, has_more_unread: false });
	expect(number(all.calls, all.hasMore)).toBe("1");
	expect(unreadThreads(1, false)).toBe("1 unread thread");
	expect(allWaiting([]).hasMore).toBe(false);
});
