-- the poll of a message: its options, with how many chose each, so that a page of messages needs no other table
ALTER TABLE messages ADD COLUMN poll_json TEXT;

-- what somebody chose, all of it in one row, so that a vote and a change of it cost the same
CREATE TABLE poll_votes (
	message_num INTEGER NOT NULL,
	user_id TEXT NOT NULL,
	choices INTEGER NOT NULL, -- a bit for each option, the first one the lowest; never 0
	PRIMARY KEY (message_num, user_id)
) STRICT, WITHOUT ROWID;

DROP VIEW message_rows;
-- with ids; that of a message, of its root, of what it quotes and of its twin follows from num and created_ms (messages/row.ts)
CREATE VIEW message_rows AS
	SELECT
		m.num, m.timeline, m.seq, c.id AS conversation_id, a.user_id AS author_id, m.body, m.nonce, m.correlation_id,
		m.mentions_json, m.group_mention, m.created_ms, m.edited_at, m.deleted_at, m.reply_count, m.last_reply_at, m.last_reply_author_ids_json,
		m.reactions_json, m.quoted_num, m.quoted_body_snapshot, m.forwarded_json, m.poll_json, m.twin_num,
		root.created_ms AS root_ms,
		quoted.created_ms AS quoted_ms, quoted_author.user_id AS quoted_author_id,
		twin.created_ms AS twin_ms, twin.timeline AS twin_timeline, twin_root.created_ms AS twin_root_ms
	FROM messages m
	CROSS JOIN conversations c ON c.num = m.conversation_num
	CROSS JOIN members a ON a.num = m.author_num
	LEFT JOIN messages root ON root.num = m.timeline
	LEFT JOIN messages quoted ON quoted.num = m.quoted_num
	LEFT JOIN members quoted_author ON quoted_author.num = quoted.author_num
	LEFT JOIN messages twin ON twin.num = m.twin_num
	LEFT JOIN messages twin_root ON twin_root.num = twin.timeline;
