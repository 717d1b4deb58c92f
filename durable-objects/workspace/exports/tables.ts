import type { Sql, Value } from "../../sql.ts";
import type { ExportScope } from "./exports.ts";

/** A row, and whether it is exported: what is not costs its part of a page all the same. */
export type ExportedRow = Record<string, string | number | null> & { is_in: 0 | 1 | null };

export interface Table {
	/** the columns that order it and of which no two rows have the same */
	key: readonly string[];
	/** Some rows after this key. `after` begins with what sorts before everything. */
	read: (sql: Sql, scope: SqlScope, after: Value[], most: number) => ExportedRow[];
}

/** As SQL takes it. */
export type SqlScope = Omit<ExportScope, "direct_messages"> & { directs: 0 | 1 };

/*
 * The tables of an export, in the order in which they are written: no row refers to one that is not there. People are never
 * removed, so they come last. A conversation comes before what is in it, and what is in one that has come or gone since is left
 * out; what is gone stays gone. So do a message and what belongs to it.
 */
export const exportedTables = {
	workspace: {
		key: ["id"],
		read: (sql, _, [id = ""], most) => sql`
			SELECT id, name, slug, icon_url, created_at, permissions_json, word_filter_json, 1 AS is_in FROM workspace WHERE id > ${id} LIMIT ${most}`,
	},
	conversations: {
		key: ["num"],
		read: (sql, { conversations, directs }, [num = 0], most) => sql`
			SELECT num, id, kind, created_at, deleted_at IS NULL AND (kind <> 'direct' OR ${directs}) AS is_in
			FROM conversations WHERE num > ${num} AND num <= ${conversations} ORDER BY num LIMIT ${most}`,
	},
	channels: {
		key: ["id"],
		read: (sql, { conversations }, [id = ""], most) => sql`
			SELECT ch.*, EXISTS (
				SELECT 1 FROM exportable_conversations c WHERE c.id = ch.id AND c.num <= ${conversations}
			) AS is_in
			FROM channels ch WHERE id > ${id} ORDER BY id LIMIT ${most}`,
	},
	directs: {
		key: ["id"],
		read: (sql, { conversations, directs }, [id = ""], most) => sql`
			SELECT d.id, d.created_by, EXISTS (
				SELECT 1 FROM exportable_conversations c
				WHERE c.id = d.id AND c.num <= ${conversations} AND c.is_direct <= ${directs}
			) AS is_in
			FROM directs d WHERE d.id > ${id} ORDER BY d.id LIMIT ${most}`,
	},
	conversation_members: {
		key: ["conversation_id", "user_id"],
		read: (sql, { conversations, directs }, [id = "", user_id = ""], most) => sql`
			SELECT m.conversation_id, m.user_id, m.joined_at, m.by_group, EXISTS (
				SELECT 1 FROM exportable_conversations c
				WHERE c.id = m.conversation_id AND c.num <= ${conversations} AND c.is_direct <= ${directs}
			) AS is_in
			FROM conversation_members m WHERE (m.conversation_id, m.user_id) > (${id}, ${user_id})
			ORDER BY m.conversation_id, m.user_id LIMIT ${most}`,
	},
	topics: {
		key: ["num"],
		read: (sql, { conversations, started_at }, [num = 0], most) => sql`
			SELECT t.num, t.id, t.channel_id, t.name, t.created_by, t.created_at, t.archived_at,
				t.deleted_at IS NULL AND t.created_at <= ${started_at} AND (t.channel_id IS NULL OR EXISTS (
					SELECT 1 FROM exportable_conversations c WHERE c.id = t.channel_id AND c.num <= ${conversations}
				)) AS is_in
			FROM topics t WHERE t.num > ${num} ORDER BY t.num LIMIT ${most}`,
	},
	people_groups: {
		key: ["num"],
		read: (sql, { started_at }, [num = 0], most) => sql`
			SELECT num, id, name, handle, description, created_by, created_at,
				deleted_at IS NULL AND created_at <= ${started_at} AS is_in
			FROM people_groups WHERE num > ${num} ORDER BY num LIMIT ${most}`,
	},
	group_members: {
		key: ["group_id", "user_id"],
		read: (sql, { started_at }, [group_id = "", user_id = ""], most) => sql`
			SELECT gm.*, EXISTS (
				SELECT 1 FROM people_groups g WHERE g.id = gm.group_id AND g.deleted_at IS NULL AND g.created_at <= ${started_at}
			) AS is_in
			FROM group_members gm WHERE (gm.group_id, gm.user_id) > (${group_id}, ${user_id})
			ORDER BY gm.group_id, gm.user_id LIMIT ${most}`,
	},
	group_channels: {
		key: ["group_id", "channel_id"],
		read: (sql, { conversations, started_at }, [group_id = "", channel_id = ""], most) => sql`
			SELECT gc.group_id, gc.channel_id, gc.leaving IS NULL AND EXISTS (
				SELECT 1 FROM people_groups g WHERE g.id = gc.group_id AND g.deleted_at IS NULL AND g.created_at <= ${started_at}
			) AND EXISTS (
				SELECT 1 FROM exportable_conversations c WHERE c.id = gc.channel_id AND c.num <= ${conversations}
			) AS is_in
			FROM group_channels gc WHERE (gc.group_id, gc.channel_id) > (${group_id}, ${channel_id})
			ORDER BY gc.group_id, gc.channel_id LIMIT ${most}`,
	},
	messages: {
		key: ["num"],
		read: (sql, { sequence, conversations, started_at, directs }, [num = 0], most) => sql`
			SELECT m.num, m.timeline, m.seq, m.conversation_num, m.author_num, m.body, m.mentions_json, m.group_mention,
				m.created_ms, m.edited_at, m.deleted_at, m.reactions_json, m.quoted_num, m.quoted_body_snapshot, m.twin_num,
				m.forwarded_json, m.poll_json, (
					SELECT t.num FROM topics t
					WHERE t.num = m.topic_num AND t.deleted_at IS NULL AND t.created_at <= ${started_at}
				) AS topic_num, EXISTS (
					SELECT 1 FROM exportable_conversations c
					WHERE c.num = m.conversation_num AND c.num <= ${conversations} AND c.is_direct <= ${directs}
				) AS is_in
			FROM messages m WHERE m.num > ${num} AND m.num <= ${sequence} ORDER BY m.num LIMIT ${most}`,
	},
	message_versions: {
		key: ["message_num", "version"],
		read: (sql, { sequence, conversations, directs }, [num = 0, version = 0], most) => sql`
			SELECT v.message_num, v.version, v.body, v.written_at, EXISTS (
				SELECT 1 FROM messages m JOIN exportable_conversations c ON c.num = m.conversation_num
				WHERE m.num = v.message_num AND c.num <= ${conversations} AND c.is_direct <= ${directs}
			) AS is_in
			FROM message_versions v WHERE (v.message_num, v.version) > (${num}, ${version}) AND v.message_num <= ${sequence}
			ORDER BY v.message_num, v.version LIMIT ${most}`,
	},
	reactions: {
		key: ["message_num", "emoji_key", "user_id"],
		read: (sql, { sequence, conversations, directs }, [num = 0, emoji_key = "", user_id = ""], most) => sql`
			SELECT r.message_num, r.emoji_key, r.user_id, r.created_at, EXISTS (
				SELECT 1 FROM messages m JOIN exportable_conversations c ON c.num = m.conversation_num
				WHERE m.num = r.message_num AND c.num <= ${conversations} AND c.is_direct <= ${directs}
			) AS is_in
			FROM reactions r WHERE (r.message_num, r.emoji_key, r.user_id) > (${num}, ${emoji_key}, ${user_id})
				AND r.message_num <= ${sequence}
			ORDER BY r.message_num, r.emoji_key, r.user_id LIMIT ${most}`,
	},
	poll_votes: {
		key: ["message_num", "user_id"],
		read: (sql, { sequence, conversations, directs }, [num = 0, user_id = ""], most) => sql`
			SELECT v.message_num, v.user_id, v.choices, EXISTS (
				SELECT 1 FROM messages m JOIN exportable_conversations c ON c.num = m.conversation_num
				WHERE m.num = v.message_num AND c.num <= ${conversations} AND c.is_direct <= ${directs}
			) AS is_in
			FROM poll_votes v WHERE (v.message_num, v.user_id) > (${num}, ${user_id}) AND v.message_num <= ${sequence}
			ORDER BY v.message_num, v.user_id LIMIT ${most}`,
	},
	pins: {
		key: ["conversation_num", "message_num"],
		read: (sql, { sequence, conversations, directs }, [conversation_num = 0, message_num = 0], most) => sql`
			SELECT p.*, p.message_num <= ${sequence} AND EXISTS (
				SELECT 1 FROM exportable_conversations c
				WHERE c.num = p.conversation_num AND c.num <= ${conversations} AND c.is_direct <= ${directs}
			) AS is_in
			FROM pins p WHERE (p.conversation_num, p.message_num) > (${conversation_num}, ${message_num})
			ORDER BY p.conversation_num, p.message_num LIMIT ${most}`,
	},
	uploads: {
		key: ["num"],
		read: (sql, { sequence, conversations, started_at, directs }, [num = 0], most) => sql`
			SELECT u.num, u.id, u.owner_num, u.filename, u.content_type, u.kind, u.byte_size, u.width, u.height, u.duration_ms,
				u.placeholder, u.created_at, u.conversation_num, u.message_num,
				u.picture_json, (u.state = 'shared' AND u.created_at <= ${started_at})
					OR (u.state = 'attached' AND u.message_num <= ${sequence} AND EXISTS (
						SELECT 1 FROM exportable_conversations c
						WHERE c.num = u.conversation_num AND c.num <= ${conversations} AND c.is_direct <= ${directs}
					)) AS is_in
			FROM uploads u WHERE u.num > ${num} ORDER BY u.num LIMIT ${most}`,
	},
	custom_emoji: {
		key: ["name"],
		read: (sql, { started_at }, [name = ""], most) => sql`
			SELECT e.*, e.created_at <= ${started_at} AS is_in FROM custom_emoji e
			WHERE e.name > ${name} ORDER BY e.name LIMIT ${most}`,
	},
	audit_log: {
		key: ["id"],
		read: (sql, _, [id = ""], most) => sql`
			SELECT *, 1 AS is_in FROM audit_log WHERE id > ${id} ORDER BY id LIMIT ${most}`,
	},
	members: {
		key: ["num"],
		read: (sql, _, [num = 0], most) => sql`
			SELECT num, user_id, role, kind, owner_user_id, display_name, handle, avatar_url, created_at, joined_at, left_at,
				timeout_until, blocked_at, moderation_note, moderation_by, moderation_at, barred_at, is_capped, status_emoji,
				status_text, status_expires_at, profile_json, deleted_at, 1 AS is_in
			FROM members WHERE num > ${num} ORDER BY num LIMIT ${most}`,
	},
} satisfies Record<string, Table>;
export type ExportedTable = keyof typeof exportedTables;
