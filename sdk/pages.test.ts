import { expect, test } from "vitest";
import { ClickClack } from "./index.ts";

/** A channel with messages 1 to 5, read two at a time. */
function channel() {
	const asked: string[] = [];
	const fetch: typeof globalThis.fetch = async (input) => {
		const { searchParams } = new URL(new Request(input).url);
		asked.push(searchParams.toString());
		const before = Number(searchParams.get("before_seq") ?? 6);
		const after = searchParams.get("after_seq");
		const start = after === null ? Math.max(1, before - 2) : Number(after) + 1;
		const end = after === null ? before : Math.min(6, start + 2);
		const messages = Array.from({ length: end - start }, (_, i) => ({ channel_seq: start + i }));
		return Response.json({
			messages,
			oldest_seq: start,
			newest_seq: end - 1,
			has_older: start > 1,
			has_newer: end < 6,
		});
	};
	return { chat: new ClickClack({ baseUrl: "https://chat.test", fetch }), asked };
}

async function seqs(messages: AsyncIterable<{ channel_seq?: number }>) {
	const found = [];
	for await (const message of messages) found.push(message.channel_seq);
	return found;
}

test("awaiting a list gives its first page with has_more", async () => {
	const { chat, asked } = channel();
	const page = await chat.messages.list("chn_1", { limit: 2 });
	expect(page.messages.map((message) => message.channel_seq)).toEqual([4, 5]);
	expect(page.has_older).toBe(true);
	expect(asked).toEqual(["limit=2"]);
});

test("iterating goes from the newest page to the oldest, each page oldest first", async () => {
	const { chat, asked } = channel();
	expect(await seqs(chat.messages.list("chn_1", { limit: 2 }))).toEqual([4, 5, 2, 3, 1]);
	expect(asked).toEqual(["limit=2", "limit=2&before_seq=4", "limit=2&before_seq=2"]);
});

test("iterating after a message goes on to newer ones", async () => {
	const { chat } = channel();
	expect(await seqs(chat.messages.list("chn_1", { limit: 2, after_seq: 1 }))).toEqual([2, 3, 4, 5]);
});

test("a list that is not read sends no request, and each page is requested once", async () => {
	const { chat, asked } = channel();
	const list = chat.messages.list("chn_1", { limit: 2 });
	expect(asked).toHaveLength(0);
	await list;
	await list;
	expect(asked).toHaveLength(1);
});
