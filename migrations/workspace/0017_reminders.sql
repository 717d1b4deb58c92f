-- When people are reminded of messages: one of each message and person.
CREATE TABLE reminders (
	user_id TEXT NOT NULL,
	conversation_num INTEGER NOT NULL, -- what is deleted with a conversation is found by it
	message_num INTEGER NOT NULL,
	remind_at TEXT NOT NULL,
	is_due INTEGER NOT NULL DEFAULT 0, -- 1: its time has come; it stays until it is done
	PRIMARY KEY (user_id, conversation_num, message_num)
) STRICT, WITHOUT ROWID;
-- what is due, and what is next
CREATE INDEX reminders_by_time ON reminders (remind_at) WHERE is_due = 0;
