import { runInDurableObject } from "cloudflare:test";
import { type MessageId, most_counted_replies } from "@clickclack/protocol";
import { beforeAll, expect, test } from "vitest";
import { countOf } from "../../ids.ts";
import { type Team, newTeam } from "../../test/people.ts";
import { readsOf } from "../../test/reads.ts";

let team: Team;
beforeAll(async () => {
	team = await newTeam();
});

async function thread(replies: number): Promise<MessageId> {
	const { message } = await team.ada.createMessage({ conversation_id: team.general.id, body: "root" });
	await team.grace.replyInThread({ message_id: message.id, body: "x" });
	await runInDurableObject(team.stub, (_, { storage: { sql } }) => {
		const root = countOf(message.id);
		sql.exec(
			`WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
			INSERT INTO messages (num, timeline, seq, conversation_num, author_num, body, created_ms)
			SELECT head.num + i, timeline, i, conversation_num, author_num, 'x', created_ms
			FROM n, (SELECT * FROM messages WHERE timeline = ?) first, (SELECT num FROM log_head) head`,
			replies,
			root,
		);
		sql.exec("UPDATE messages SET reply_count = ? WHERE num = ?", replies, root);
	});
	return message.id;
}

const rowsOf = (message_id: MessageId, more: object = {}) =>
	runInDurableObject(team.stub, async (workspace, { storage }) => {
		const { rows } = await readsOf(storage.sql, async () => {
			const answer = await workspace.call(team.actor("linus"), "getThread", { message_id, limit: 40, ...more });
			expect(answer).toMatchObject({ ok: true, value: { replies: { length: 40 } } });
		});
		return rows;
	});

test("opening a thread of 5,000 replies reads as many rows as opening one of 50", async () => {
	const [short, long] = [await thread(50), await thread(5_000)];
	for (const page of [{}, { latest: "true" }, { around_seq: 25 }])
		expect(await rowsOf(long, page)).toBe(await rowsOf(short, page));
});

test("for who follows it and has read nothing of it, too: of what is unread only so much is counted", async () => {
	const [short, full, long] = [await thread(50), await thread(most_counted_replies), await thread(5_000)];
	for (const message_id of [short, full, long]) {
		await team.linus.followThread({ message_id });
		await team.linus.markThreadUnread({ message_id, seq: 1 });
	}
	const unreadIn = async (message_id: MessageId) => (await team.linus.getMyThread({ message_id })).unread_count;
	expect(await Promise.all([short, long].map(unreadIn))).toEqual([50, most_counted_replies]);
	for (const page of [{}, { latest: "true" }, { around_seq: 25 }]) {
		const rows = await rowsOf(long, page);
		expect(rows).toBe(await rowsOf(full, page));
		expect(rows).toBeLessThanOrEqual((await rowsOf(short, page)) + most_counted_replies);
	}
});
