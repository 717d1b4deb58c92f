-- what a message forwards, as it was then: its ids, author, time and text, and its channel if that was public. In the message,
-- because a row of another table would cost a write more, and because it outlives the message that it is from.
ALTER TABLE messages ADD COLUMN forwarded_json TEXT;

DROP VIEW message_rows;
-- with ids; that of a message, of its root, of what it quotes and of its twin follows from num and created_ms (messages/row.ts)
CREATE VIEW message_rows AS
	SELECT
		m.num, m.timeline, m.seq, c.id AS conversation_id, a.user_id AS author_id, m.body, m.nonce, m.correlation_id,
		m.mentions_json, m.group_mention, m.created_ms, m.edited_at, m.deleted_at, m.reply_count, m.last_reply_at, m.last_reply_author_ids_json,
		m.reactions_json, m.quoted_num, m.quoted_body_snapshot, m.forwarded_json, m.twin_num, root.created_ms AS root_ms,
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
