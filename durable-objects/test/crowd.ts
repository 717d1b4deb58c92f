import type { ChannelId, Message, UserId } from "@clickclack/protocol";
import { taggedId } from "../ids.ts";

/** What the limits allow, or that much of it that more would be no different. */
export const crowd = {
	members: 10_000,
	hidden: 100_000,
	channels: 1_000,
	/** channels that everybody is in, with the long and the short one */
	crowded: 50,
	long: 210,
	short: 1_000,
	replies: 3_000,
	joined: 600,
};

interface Places {
	/** messages as long as they may be, with as many reactions and mentions */
	long: ChannelId;
	/** short ones, each by somebody else */
	short: ChannelId;
	/** very much happens where most may not look */
	hidden: ChannelId;
	/** of a long thread */
	root: Message;
	tag: string;
}

const now = "2026-01-01T00:00:00.000Z";
const count = (most: number) => `WITH RECURSIVE n(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM n WHERE n < ${most})`;
export const person = (n: number): UserId => `usr_${String(n).padStart(26, "0")}`;

/** Fills a workspace until everything in it is as large as it may be: by its tables, for it would take an hour otherwise. */
export function fill(sql: SqlStorage, places: Places): void {
	addPeople(sql);
	addChannels(sql);
	joinEverybody(sql, places);
	addHidden(sql, places);
	addMessages(sql, places);
	addJoined(sql, places);
}

function addPeople(sql: SqlStorage): void {
	sql.exec(`${count(crowd.members)} INSERT INTO members
		(user_id, role, kind, display_name, folded_name, handle, avatar_url, created_at, joined_at)
		SELECT printf('usr_%026d', n), 'member', 'human', printf('%080d', n), printf('%080d', n), printf('p%d', n),
			printf('https://example.com/%0480d', n), '${now}', '${now}' FROM n`);
}

function addChannels(sql: SqlStorage): void {
	sql.exec(`${count(crowd.channels)} INSERT INTO conversations (id, kind, created_at)
		SELECT printf('chn_%026d', n), 'public', '${now}' FROM n`);
	sql.exec(`${count(crowd.channels)} INSERT INTO channels (id, name)
		SELECT printf('chn_%026d', n), printf('%080d', n) FROM n`);
	sql.exec(`${count(crowd.channels)} INSERT INTO invites (id, token_hash, role, created_at, expires_at)
		SELECT printf('inv_%026d', n), n, 'member', '${now}', '${now}' FROM n`);
}

/** Person by person, which is faster: the index by person is then written in its order. */
function joinEverybody(sql: SqlStorage, { long, short }: Places): void {
	sql.exec(
		`INSERT INTO conversation_members SELECT c.id, m.user_id, ?
		FROM members m CROSS JOIN (SELECT id FROM channels ORDER BY id NOT IN (?, ?), id LIMIT ${crowd.crowded}) c
		WHERE m.handle LIKE 'p%'`,
		now,
		long,
		short,
	);
	sql.exec(
		"UPDATE conversations SET member_count = (SELECT count(*) FROM conversation_members cm WHERE cm.conversation_id = conversations.id)",
	);
}

/** Of the newest long message everybody's is there as a row too. */
export const crowd_emoji = "0".padStart(64, "e");
/** Fifty, each by everybody. */
const reactions = JSON.stringify(
	Array.from({ length: 50 }, (_, n) => ({
		emoji: String(n).padStart(64, "e"),
		count: crowd.members,
		user_ids: Array.from({ length: 20 }, (_user, i) => person(i)),
	})),
);
const mentioned = JSON.stringify(Array.from({ length: 5_000 }, (_, n) => person(n)));

function addMessages(sql: SqlStorage, { long, short, root, tag }: Places): void {
	let [{ num }] = sql.exec("SELECT num FROM log_head").toArray() as [{ num: number }];
	const add = (timeline_id: string, conversation_id: string, body: string, more: [string | null, string | null]) =>
		sql.exec(
			`INSERT INTO messages (num, id, timeline_id, seq, conversation_id, author_id, body, mentions_json, reactions_json, created_at)
			SELECT ?, ?, ?, (SELECT coalesce(max(seq), 0) + 1 FROM messages WHERE timeline_id = ?), ?, ?, ?, ?, ?, ?`,
			++num,
			taggedId("msg", now, tag, num),
			timeline_id,
			timeline_id,
			conversation_id,
			person(1 + (num % 9_000)),
			body,
			...more,
			now,
		);
	const text = "x".repeat(40_000);
	for (let i = 0; i < crowd.long; i++) add(long, long, text, [mentioned, reactions]);
	for (let i = 0; i < crowd.replies; i++) add(root.id, long, i < crowd.long ? text : "x", [null, null]);
	for (let i = 0; i < crowd.short; i++) add(short, short, "x", [null, null]);
	sql.exec("UPDATE messages SET reply_count = ? WHERE id = ?", crowd.replies, root.id);
}

function addHidden(sql: SqlStorage, { hidden }: Places): void {
	sql.exec(
		`${count(crowd.hidden)} INSERT INTO events (num, type, audience, conversation_id, created_at, ids_json)
		SELECT (SELECT num FROM log_head) + n, 'channel.created', 'conversation', ?, ?, '{}' FROM n`,
		hidden,
		now,
	);
}

function addJoined(sql: SqlStorage, { long }: Places): void {
	sql.exec(
		`${count(crowd.joined)} INSERT INTO events (num, type, audience, conversation_id, created_at, ids_json)
		SELECT (SELECT num FROM log_head) + n, 'channel.member_joined', 'conversation', ?, ?,
			json_object('channel_id', ?, 'user_id', printf('usr_%026d', n)) FROM n`,
		long,
		now,
		long,
	);
	sql.exec(
		`INSERT INTO reactions SELECT num, ?, user_id, ? FROM messages, members WHERE num = (SELECT max(num) FROM messages WHERE timeline_id = ?)`,
		crowd_emoji,
		now,
		long,
	);
}
