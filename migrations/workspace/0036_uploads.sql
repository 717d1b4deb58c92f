-- Files. Their bytes are in the bucket, at the workspace's id and the file's; a row is there before the bytes and goes after
-- them, so that whatever is killed when, the job finds what is left (durable-objects/workspace/uploads/remove.ts).
CREATE TABLE uploads (
	num INTEGER PRIMARY KEY, -- the counter at the end of its id
	id TEXT NOT NULL,
	owner_num INTEGER NOT NULL,
	nonce TEXT, -- NULL as soon as it is removed, so that it can be used again
	state TEXT NOT NULL, -- pending, stored, attached or removing
	ends_at TEXT, -- when the job takes it away; NULL: it stays, with its message
	parts_id TEXT, -- of a large one while it arrives in parts: what the bucket calls it
	filename TEXT NOT NULL,
	content_type TEXT NOT NULL,
	kind TEXT NOT NULL, -- image, video, audio or file
	byte_size INTEGER NOT NULL, -- of a pending one how much it may have
	width INTEGER,
	height INTEGER,
	duration_ms INTEGER,
	placeholder TEXT,
	created_at TEXT NOT NULL,
	conversation_num INTEGER, -- of its message
	message_num INTEGER
) STRICT;
CREATE UNIQUE INDEX uploads_by_nonce ON uploads (owner_num, nonce) WHERE nonce IS NOT NULL;
CREATE INDEX uploads_by_end ON uploads (ends_at) WHERE ends_at IS NOT NULL;
-- a conversation's files in the order of their messages, told apart by kind without reading them
CREATE INDEX uploads_by_message ON uploads (conversation_num, message_num, kind) WHERE message_num IS NOT NULL;

-- how many files somebody has, and how many bytes, for the quota: counting them would read each
ALTER TABLE members ADD COLUMN upload_count INTEGER NOT NULL DEFAULT 0;
ALTER TABLE members ADD COLUMN upload_bytes INTEGER NOT NULL DEFAULT 0;
CREATE TRIGGER uploads_added AFTER INSERT ON uploads BEGIN
	UPDATE members SET upload_count = upload_count + 1, upload_bytes = upload_bytes + NEW.byte_size
	WHERE num = NEW.owner_num;
END;
CREATE TRIGGER uploads_measured AFTER UPDATE OF byte_size ON uploads WHEN NEW.byte_size <> OLD.byte_size BEGIN
	UPDATE members SET upload_bytes = upload_bytes + NEW.byte_size - OLD.byte_size WHERE num = NEW.owner_num;
END;
CREATE TRIGGER uploads_removed AFTER UPDATE OF state ON uploads
WHEN NEW.state = 'removing' AND OLD.state <> 'removing' BEGIN
	UPDATE members SET upload_count = upload_count - 1, upload_bytes = upload_bytes - NEW.byte_size
	WHERE num = NEW.owner_num;
END;

-- the files of a message, so that a page of messages needs no other table (durable-objects/workspace/uploads/attachments.ts)
ALTER TABLE messages ADD COLUMN attachments_json TEXT;

DROP VIEW message_rows;
-- with ids; that of a message, of its root, of what it quotes and of its twin follows from num and created_ms (messages/row.ts)
CREATE VIEW message_rows AS
	SELECT
		m.num, m.timeline, m.seq, c.id AS conversation_id, a.user_id AS author_id, m.body, m.nonce, m.correlation_id,
		m.mentions_json, m.group_mention, m.created_ms, m.edited_at, m.deleted_at, m.reply_count, m.last_reply_at, m.last_reply_author_ids_json,
		m.reactions_json, m.quoted_num, m.quoted_body_snapshot, m.forwarded_json, m.poll_json, m.attachments_json,
		m.sent_topic_num, topic.id AS topic_id, m.twin_num,
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
