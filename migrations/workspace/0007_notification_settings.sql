-- what people chose for a conversation; who has chosen the default has no row
CREATE TABLE notification_settings (
	user_id TEXT NOT NULL,
	conversation_id TEXT NOT NULL,
	preference TEXT NOT NULL,
	PRIMARY KEY (user_id, conversation_id)
) STRICT, WITHOUT ROWID;
