-- How long somebody waits between two messages in a channel, in seconds; NULL: they do not.
ALTER TABLE channels ADD COLUMN slow_mode_seconds INTEGER;
-- when somebody sent their last message in such a channel; it outlives their leaving, so that coming back does not help
CREATE TABLE slow_mode (
	conversation_num INTEGER NOT NULL,
	user_num INTEGER NOT NULL,
	sent_at TEXT NOT NULL,
	PRIMARY KEY (conversation_num, user_num)
) STRICT, WITHOUT ROWID;
