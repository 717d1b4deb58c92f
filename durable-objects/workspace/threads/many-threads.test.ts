import { runInDurableObject } from "cloudflare:test";
import { type MessageId, max_positions, most_followed } from "@clickclack/protocol";
import { beforeEach, describe, expect, test } from "vitest";
import { countOf } from "../../ids.ts";
import { followedThreads } from "../../../sdk/followed-threads.ts";
import { type Name, type Team, newTeam } from "../../test/people.ts";
import { readsOf } from "../../test/reads.ts";

let team: Team;
let root: MessageId;
beforeEach(async () => {
	team = await newTeam();
	root = (await team.ada.createMessage({ conversation_id: team.general.id, body: "a root" })).message.id;
});

const reply = async (who: Name, body: string) => (await team[who].replyInThread({ message_id: root, body })).message;

/** Roots of Grace's that Ada follows, without a reply, all newer than hers. */
async function followMany(many: number): Promise<void> {
	await runInDurableObject(team.stub, (_, { storage: { sql } }) => {
		const { conversation_num, author_num } = sql
			.exec<{ conversation_num: number; author_num: number }>(
				"SELECT conversation_num, author_num FROM messages WHERE num = ?",
				countOf(root),
			)
			.one();
		const from = sql.exec<{ num: number }>("SELECT max(num) AS num FROM messages").one().num;
		sql.exec(
			`WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < ${many})
			INSERT INTO messages (num, timeline, seq, conversation_num, author_num, body, created_ms)
			SELECT ${from} + i, ${-conversation_num}, ${from} + i, ${conversation_num}, ${author_num}, 'x', ${Date.now()} FROM n`,
		);
		sql.exec(
			`INSERT INTO thread_follows (user_id, conversation_num, root_num, is_following, last_read_seq)
			SELECT ?, conversation_num, num, 1, 0 FROM messages WHERE num > ${from}`,
			team.users.ada.id,
		);
	});
}

/** Grace says something in each of them. */
const replyInAll = () =>
	runInDurableObject(team.stub, (_, { storage: { sql } }) =>
		sql.exec(
			`INSERT INTO messages (num, timeline, seq, conversation_num, author_num, body, created_ms)
			SELECT (SELECT max(num) FROM messages) + row_number() OVER (), f.root_num, 1, f.conversation_num,
				(SELECT num FROM members WHERE user_id = ?), 'x', ?
			FROM thread_follows f WHERE user_id = ?`,
			team.users.grace.id,
			Date.now(),
			team.users.ada.id,
		),
	);

describe("who follows more threads than are looked at", () => {
	const unreadOnes = async () => (await team.ada.listThreads({ limit: 9, unread: "true" })).threads;
	const told = async () => (await team.ada.listFollowedThreads({})).threads[0];

	test("sees an old one in which something new is said", async () => {
		await reply("grace", "one");
		await team.ada.markThreadRead({ message_id: root, seq: 1 });
		await followMany(most_followed + 20);
		await reply("grace", "two");
		expect(await unreadOnes()).toMatchObject([{ root_message_id: root, unread_count: 1 }]);
		expect(await told()).toMatchObject({ root_message_id: root, unread_count: 1 });
		expect((await team.ada.markAllRead({})).previous_threads).toEqual([{ root_message_id: root, last_read_seq: 1 }]);
	});

	test("sees an old one that mentions them, though all others are newer", async () => {
		await reply("grace", "@ada one");
		await followMany(most_followed + 20);
		expect(await unreadOnes()).toMatchObject([{ root_message_id: root, mention_count: 1 }]);
		expect(await told()).toMatchObject({ root_message_id: root, mention_count: 1 });
	});

	test("is told first of those with something unread, however long ago it was said", async () => {
		await reply("grace", "one");
		await followMany(most_followed - 20);
		expect(await told()).toMatchObject({ root_message_id: root, unread_count: 1 });
		expect(await team.ada.listFollowedThreads({})).toMatchObject({ has_more: true });
	});

	test("knows when more of them are unread than are listed", async () => {
		await followMany(most_followed);
		const list = async () => followedThreads(team.users.ada.id, await team.ada.listFollowedThreads({}));
		expect(await list()).toMatchObject({ has_more: true, has_more_unread: false });
		await replyInAll();
		const { threads, ...told } = await list();
		expect(told).toMatchObject({ has_more: true, has_more_unread: true });
		expect([...threads.values()].filter(({ unread_count }) => unread_count === 1)).toHaveLength(500);
		while ((await team.ada.markAllRead({ only: "threads" })).has_more);
		expect(await list()).toMatchObject({ has_more: true, has_more_unread: false });
	});
});

test("more threads than one answer has are marked as read in parts", async () => {
	const many = max_positions + 1;
	await followMany(many);
	await replyInAll();
	const parts = [];
	do parts.push(await team.ada.markAllRead({ only: "threads" }));
	while (parts.at(-1)?.has_more);
	expect(parts.map(({ previous_threads }) => previous_threads.length)).toEqual([max_positions, 1]);
});

/** Ten thousand are looked at, six or seven rows each. */
test.each([10, 12])(
	"of %i thousand followed threads, all with something unread, no more is read",
	async (thousands) => {
		await followMany(thousands * 1_000);
		await replyInAll();
		const rowsOf = (name: string, input: object) =>
			runInDurableObject(team.stub, async (workspace, { storage }) => {
				const { rows } = await readsOf(storage.sql, async () =>
					expect(await workspace.call(team.actor("ada"), name, input)).toMatchObject({ ok: true }),
				);
				return rows;
			});
		expect(await rowsOf("listThreads", { limit: 50 })).toBeLessThan(65_000);
		expect(await rowsOf("listThreads", { limit: 50, unread: "true" })).toBeLessThan(66_000);
		expect(await rowsOf("listFollowedThreads", {})).toBeLessThan(76_000);
		expect(await rowsOf("markAllRead", { only: "threads" })).toBeLessThan(72_000);
	},
);
