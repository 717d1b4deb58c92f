-- labels for messages, of one channel or of all; a deleted one keeps its row without its name, for events about it
CREATE TABLE topics (
	num INTEGER PRIMARY KEY, -- the counter at the end of its id, in messages in place of the id
	id TEXT NOT NULL,
	channel_id TEXT, -- none: for all channels
	name TEXT NOT NULL,
	folded_name TEXT NOT NULL,
	created_by TEXT NOT NULL,
	created_at TEXT NOT NULL,
	archived_at TEXT,
	deleted_at TEXT
) STRICT;
-- two people at once create one topic; and lists are in its order
CREATE UNIQUE INDEX topics_by_name ON topics (coalesce(channel_id, ''), folded_name) WHERE deleted_at IS NULL;

-- the topic of a message, and the one that it was sent with, by which a repeated nonce is compared. Messages of a topic are
-- found in the index of words, so that a message costs no row for it (durable-objects/workspace/messages/of-topic.ts)
ALTER TABLE messages ADD COLUMN topic_num INTEGER;
ALTER TABLE messages ADD COLUMN sent_topic_num INTEGER;
ALTER TABLE scheduled_messages ADD COLUMN topic_id TEXT;

DROP VIEW message_rows;
-- with ids; that of a message, of its root, of what it quotes and of its twin follows from num and created_ms (messages/row.ts)
CREATE VIEW message_rows AS
	SELECT
		m.num, m.timeline, m.seq, c.id AS conversation_id, a.user_id AS author_id, m.body, m.nonce, m.correlation_id,
		m.mentions_json, m.group_mention, m.created_ms, m.edited_at, m.deleted_at, m.reply_count, m.last_reply_at, m.last_reply_author_ids_json,
		m.reactions_json, m.quoted_num, m.quoted_body_snapshot, m.forwarded_json, m.poll_json, m.sent_topic_num, topic.id AS topic_id, m.twin_num,
		root.created_ms AS root_ms,
		quoted.created_ms AS quoted_ms, quoted_author.user_id AS quoted_author_id,
		twin.created_ms AS twin_ms, twin.timeline AS twin_timeline, twin_root.created_ms AS twin_root_ms
	FROM messages m
	CROSS JOIN conversations c ON c.num = m.conversation_num
	CROSS JOIN members a ON a.num = m.author_num
	LEFT JOIN messages root ON root.num = m.timeline
	LEFT JOIN messages quoted ON quoted.num = m.quoted_num
	LEFT JOIN members quoted_author ON quoted_author.num = quoted.author_num
	LEFT JOIN topics topic ON topic.num = m.topic_num AND topic.deleted_at IS NULL
	LEFT JOIN messages twin ON twin.num = m.twin_num
	LEFT JOIN messages twin_root ON twin_root.num = twin.timeline;

DROP VIEW audiences;
-- who gets which events, live and replayed, by an event's audience and, if it has one, its conversation
CREATE VIEW audiences AS
	SELECT user_id, 'everybody' AS audience, '' AS conversation_id FROM members WHERE left_at IS NULL
	UNION ALL
	SELECT user_id, 'moderators', '' FROM members WHERE left_at IS NULL AND role IN ('owner', 'moderator')
	UNION ALL
	SELECT user_id, 'not_guests', '' FROM members WHERE left_at IS NULL AND role <> 'guest'
	UNION ALL
	SELECT user_id, 'conversation', conversation_id FROM visible_conversations
	UNION ALL
	SELECT user_id, 'deleted', conversation_id FROM known_conversations WHERE deleted_at IS NOT NULL;
