/** Runs one statement with values in place of its question marks. */
type Run = (statement: string, values: string[]) => unknown;

/** Four bytes each, which is the most that a character takes. */
const wide = (count: number): string => "🦀".repeat(count);
const ms = "1767225600000";
const [time, later] = ["2026-01-01T00:00:00.000Z", "2999-01-01T00:00:00.000Z"];
/** The numbers from 0 on; written into the statement, since what is bound is no whole number to SQLite. */
const numbers = (count: number): string =>
	`WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ${count})`;
/** An id of ours ends in digits to the base 32; these use the first ten of them. */
const count_of = "i / 10000 % 10 * 1048576 + i / 1000 % 10 * 32768 + i / 100 % 10 * 1024 + i / 10 % 10 * 32 + i % 10";

export const full = {
	members: 10_000,
	channels: 5_000,
	/** made by one person, who is in all of them */
	own: 500,
	/** channels that everybody is in */
	crowded: 50,
	invites: 500,
	messages: 5_000,
};

/**
 * Fills a workspace to its caps with the longest of everything, straight into its tables: the rows are such as commands
 * would have written.
 * @param me somebody who is in it and has made no channel
 * @param general its only channel
 */
export function fill(run: Run, me: string, general: string): void {
	const home = general.slice(0, 22);
	people(run);
	channels(run, me, home);
	memberships(run, me);
	words(run, me, general, home);
	run(
		`${numbers(2 * full.invites)} INSERT INTO invites (id, token_hash, role, created_by, created_at, expires_at)
		SELECT replace(?, 'chn_', 'inv_') || printf('%08d', i), 'hash-' || i, 'member', 'usr_' || printf('%026d', i % 5), ?,
			iif(i % 2, ?, ?) FROM n`,
		[home, time, later, time],
	);
}

function people(run: Run): void {
	run(
		`${numbers(full.members)} INSERT INTO members
			(user_id, role, kind, display_name, folded_name, handle, avatar_url, created_at, joined_at)
		SELECT 'usr_' || printf('%026d', i), 'member', 'human', ? || printf('%05d', i), ? || printf('%05d', i),
			'person-with-a-long-handle-' || printf('%05d', i), ?, ?, ? FROM n LIMIT ${full.members} - (SELECT count(*) FROM members WHERE left_at IS NULL)`,
		[wide(75), wide(75), `https://example.com/${"a".repeat(480)}`, time, time],
	);
}

/** The first are mine, which are with #general as many as one may make; of the others each made as many. */
function channels(run: Run, me: string, home: string): void {
	const kind = `iif(i % 5 = 1 AND i < ${full.own - 1}, 'private', 'public')`;
	const maker = `iif(i < ${full.own - 1}, ?, 'usr_' || printf('%026d', i / ${full.own}))`;
	run(
		`${numbers(full.channels - 1)} INSERT INTO conversations (id, kind, created_at)
		SELECT ? || printf('%08d', i), ${kind}, ? FROM n`,
		[home, time],
	);
	run(
		`${numbers(full.channels - 1)} INSERT INTO channels (id, name, display_title, topic, created_by)
		SELECT ? || printf('%08d', i), ? || printf('%05d', i), printf('%05d', i) || ?, ?, ${maker} FROM n`,
		[home, "ł".repeat(75), wide(195), wide(200), me],
	);
}

function memberships(run: Run, me: string): void {
	run(
		`INSERT OR IGNORE INTO conversation_members (conversation_id, user_id, joined_at) SELECT id, ?, ? FROM channels WHERE created_by = ? LIMIT ${full.own}`,
		[me, time, me],
	);
	// person by person, which is faster: the index by person is then written in its order
	run(
		`INSERT OR IGNORE INTO conversation_members (conversation_id, user_id, joined_at) SELECT c.id, m.user_id, ?
		FROM members m CROSS JOIN (SELECT id FROM conversations ORDER BY created_at DESC, id LIMIT ${full.crowded}) c`,
		[time],
	);
	run(
		"UPDATE conversations SET member_count = (SELECT count(*) FROM conversation_members cm WHERE cm.conversation_id = conversations.id)",
		[],
	);
	run(
		"INSERT OR IGNORE INTO reads (user_id, conversation_id, last_read_seq, last_read_at) SELECT user_id, conversation_id, 0, ? FROM conversation_members",
		[time],
	);
}

/** Unread messages that mention me, in all of mine; in #general the newest have as many reactions as a message may have. */
function words(run: Run, me: string, general: string, home: string): void {
	const author = `usr_${"0".repeat(26)}`;
	run(
		`${numbers(full.messages)} INSERT INTO messages (num, timeline, seq, conversation_num, author_num, body, mentions_json, created_ms)
		SELECT ${count_of}, -c.num, s, c.num, a.num, ?, ?, ? FROM (
			SELECT i, ? || printf('%08d', i % ${full.own - 1}) AS c, 1 + i / ${full.own - 1} AS s FROM n WHERE i > 0
		) p JOIN conversations c ON c.id = p.c JOIN members a ON a.user_id = ?`,
		[wide(200), JSON.stringify([me]), ms, home, author],
	);
	run(
		"INSERT INTO mentions SELECT ?, conversation_id, seq, ? || seq FROM message_rows WHERE mentions_json IS NOT NULL",
		[me, home],
	);
	run(
		`${numbers(50)} INSERT INTO messages (num, timeline, seq, conversation_num, author_num, body, created_ms)
		SELECT ${count_of}, -c.num, i - ${full.messages - 1}, c.num, a.num, ?, ? FROM (
			SELECT i + ${full.messages} AS i FROM n
		) JOIN conversations c ON c.id = ? JOIN members a ON a.user_id = ?`,
		[wide(200), ms, general, author],
	);
	run(
		"INSERT INTO search (rowid, place, words) SELECT num, substr(conversation_id, -8) || ' public', 'crab' FROM message_rows",
		[],
	);
	run(
		`${numbers(500)} INSERT INTO reactions (message_num, emoji_key, user_id, created_at)
		SELECT num, ':' || printf('%062d', i % 50) || ':', 'usr_' || printf('%026d', i), ? FROM n, message_rows
		WHERE conversation_id = ?`,
		[time, general],
	);
	run(
		`UPDATE messages SET reactions_json = (
			SELECT json_group_array(json(tally)) FROM (
				SELECT json_object('emoji', emoji_key, 'count', count(*), 'user_ids', json_group_array(user_id)) AS tally
				FROM reactions WHERE message_num = messages.num GROUP BY emoji_key ORDER BY emoji_key
			)
		) WHERE conversation_num = (SELECT num FROM conversations WHERE id = ?)`,
		[general],
	);
}
