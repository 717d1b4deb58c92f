import type { ChannelId, Message, UserId } from "@clickclack/protocol";
import { countOf } from "../ids.ts";

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
	/** threads that Grace follows: of all messages of the short channel, and of as many that have none */
	follows: 12_000,
	joined: 600,
	/** direct conversations of others, and of Grace: each with one other person, and a message in it */
	direct: 20_000,
	directs: 500,
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
	/** whose direct conversations are many */
	me: UserId;
	tag: string;
}

const now = "2026-01-01T00:00:00.000Z";
const count = (most: number) => `WITH RECURSIVE n(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM n WHERE n < ${most})`;
export const person = (n: number): UserId => `usr_${String(n).padStart(26, "0")}`;

/** Fills a workspace until everything in it is as large as it may be: by its tables, for it would take an hour otherwise. */
export function fill(sql: SqlStorage, places: Places): void {
	addPeople(sql);
	addDirects(sql, places);
	addChannels(sql);
	joinEverybody(sql, places);
	addHidden(sql, places);
	addMessages(sql, places);
	addJoined(sql, places);
	addFollows(sql, places);
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

/** Each of somebody with the last person of the crowd, the first ones with Grace in that place. */
function addDirects(sql: SqlStorage, { me }: Places): void {
	sql.exec(`${count(crowd.direct)} INSERT INTO conversations (id, kind, created_at, member_count)
		SELECT printf('dm_%026d', n), 'direct', '${now}', 2 FROM n`);
	const join = `INSERT INTO conversation_members (conversation_id, user_id, joined_at)
		SELECT printf('dm_%026d', n)`;
	sql.exec(`${count(crowd.direct)} ${join}, printf('usr_%026d', 1 + n % ${crowd.members - 1}), '${now}' FROM n`);
	sql.exec(
		`${count(crowd.direct)} ${join}, iif(n <= ${crowd.directs}, ?, printf('usr_%026d', ${crowd.members})), '${now}' FROM n`,
		me,
	);
}

/** Person by person, which is faster: the index by person is then written in its order. */
function joinEverybody(sql: SqlStorage, { long, short }: Places): void {
	sql.exec(
		`INSERT INTO conversation_members (conversation_id, user_id, joined_at) SELECT c.id, m.user_id, ?
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

function addMessages(sql: SqlStorage, { long, short, root }: Places): void {
	let [{ num }] = sql.exec("SELECT num FROM log_head").toArray() as [{ num: number }];
	const add = (timeline: number, conversation: number, body: string, more: [string | null, string | null]) =>
		sql.exec(
			`INSERT INTO messages (num, timeline, seq, conversation_num, author_num, body, mentions_json, reactions_json, created_ms)
			SELECT ?, ?, (SELECT coalesce(max(seq), 0) + 1 FROM messages WHERE timeline = ?), ?,
				(SELECT num FROM members WHERE user_id = ?), ?, ?, ?, ?`,
			++num,
			timeline,
			timeline,
			conversation,
			person(1 + (num % 9_000)),
			body,
			...more,
			Date.parse(now),
		);
	const numOf = (id: ChannelId) =>
		sql.exec<{ num: number }>("SELECT num FROM conversations WHERE id = ?", id).one().num;
	const [inLong, inShort] = [numOf(long), numOf(short)];
	const text = "x".repeat(40_000);
	for (let i = 0; i < crowd.long; i++) add(-inLong, inLong, text, [mentioned, reactions]);
	for (let i = 0; i < crowd.replies; i++) add(countOf(root.id), inLong, i < crowd.long ? text : "x", [null, null]);
	for (let i = 0; i < crowd.short; i++) add(-inShort, inShort, "x", [null, null]);
	sql.exec("UPDATE messages SET reply_count = ? WHERE num = ?", crowd.replies, countOf(root.id));
}

/** Every tenth is a message; more of them would take long to index. */
function addHidden(sql: SqlStorage, { hidden }: Places): void {
	const [{ num: head }] = sql.exec("SELECT num FROM log_head").toArray() as [{ num: number }];
	sql.exec(
		`${count(crowd.hidden)} INSERT INTO events (num, type, audience, conversation_id, created_at, ids_json)
		SELECT ? + n, 'channel.created', 'conversation', ?, ?, '{}' FROM n WHERE n % 10 > 0`,
		head,
		hidden,
		now,
	);
	sql.exec(
		`${count(crowd.hidden)} INSERT INTO messages (num, timeline, seq, conversation_num, author_num, body, created_ms)
		SELECT ? + n, -c.num, n / 10, c.num, m.num, 'hidden', ? FROM n, conversations c, members m
		WHERE n % 10 = 0 AND c.id = ? AND m.user_id = ?`,
		head,
		Date.parse(now),
		hidden,
		person(1),
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
		`INSERT INTO reactions SELECT messages.num, ?, user_id, ? FROM messages, members WHERE messages.num = (
			SELECT max(num) FROM messages WHERE timeline = (SELECT -num FROM conversations WHERE id = ?)
		)`,
		crowd_emoji,
		now,
		long,
	);
}

/** The rows that no root belongs to stand in the newest conversation: they are read first. */
function addFollows(sql: SqlStorage, { short, me }: Places): void {
	const add = "INSERT INTO thread_follows (user_id, conversation_num, root_num, is_following, last_read_seq)";
	sql.exec(
		`${add} SELECT ?, conversation_num, num, 1, 0 FROM messages
		WHERE timeline = (SELECT -num FROM conversations WHERE id = ?)`,
		me,
		short,
	);
	sql.exec(
		`${count(crowd.follows - crowd.short)} ${add} SELECT ?, (SELECT min(num) FROM conversations), -n, 0, 0 FROM n`,
		me,
	);
}
