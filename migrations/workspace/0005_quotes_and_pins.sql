-- what a message quotes: columns, because a row of another table would cost every such message a write. Messages without a
-- quote are as they were. The text is as it was when it was quoted; its author is that of the quoted message.
ALTER TABLE messages ADD COLUMN quoted_num INTEGER;
ALTER TABLE messages ADD COLUMN quoted_body_snapshot TEXT;

DROP VIEW message_rows;
-- with ids; that of a message, of its root and of what it quotes follows from num and created_ms (messages/row.ts)
CREATE VIEW message_rows AS
	SELECT
		m.num, m.timeline, m.seq, c.id AS conversation_id, a.user_id AS author_id, m.body, m.nonce, m.correlation_id,
		m.mentions_json, m.created_ms, m.edited_at, m.deleted_at, m.reply_count, m.last_reply_at, m.last_reply_author_ids_json,
		m.reactions_json, m.quoted_num, m.quoted_body_snapshot, root.created_ms AS root_ms,
		quoted.created_ms AS quoted_ms, quoted_author.user_id AS quoted_author_id
	FROM messages m
	CROSS JOIN conversations c ON c.num = m.conversation_num
	CROSS JOIN members a ON a.num = m.author_num
	LEFT JOIN messages root ON root.num = m.timeline
	LEFT JOIN messages quoted ON quoted.num = m.quoted_num
	LEFT JOIN members quoted_author ON quoted_author.num = quoted.author_num;

-- at most a hundred of a conversation, so that a list needs no index of its own
CREATE TABLE pins (
	conversation_num INTEGER NOT NULL,
	message_num INTEGER NOT NULL,
	num INTEGER NOT NULL, -- of the event that it was pinned: the order, and the counter at the end of its id
	pinned_by TEXT NOT NULL,
	created_at TEXT NOT NULL,
	PRIMARY KEY (conversation_num, message_num)
) STRICT, WITHOUT ROWID;
