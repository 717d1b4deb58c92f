-- One's own messages do not count as unread. After the position they are counted in the timeline's index, up to here at the
-- most, so that a message of one's own needs no row to be written (durable-objects/workspace/reads.ts).
ALTER TABLE reads ADD COLUMN own_until INTEGER NOT NULL DEFAULT 0;

-- Until now sending counted as reading up to one's own message, which was stored only where that was more than 256 ahead:
-- the positions that followed from it are kept.
UPDATE reads SET last_read_seq = coalesce((
	SELECT max(m.seq) FROM conversations c
	CROSS JOIN members author ON author.user_id = reads.user_id
	CROSS JOIN messages m ON m.timeline = -c.num AND m.author_num = author.num
		AND m.seq > reads.last_read_seq AND m.seq <= reads.last_read_seq + 256
	WHERE c.id = reads.conversation_id
), last_read_seq);

-- what was deleted after a position is not unread; written only when a message is deleted
CREATE INDEX messages_deleted ON messages (timeline, seq, author_num) WHERE deleted_at IS NOT NULL;
