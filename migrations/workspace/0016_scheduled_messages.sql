-- Messages that are sent later. One that could not be sent stays, with the reason; one that was sent is in messages. Ids are kept as
-- they were given: what they name may be gone by then.
CREATE TABLE scheduled_messages (
	user_id TEXT NOT NULL,
	num INTEGER NOT NULL, -- the counter at the end of its id
	id TEXT NOT NULL,
	conversation_id TEXT NOT NULL,
	thread_root_id TEXT,
	also_send INTEGER NOT NULL, -- of a reply: also to the conversation
	quoted_message_id TEXT,
	body TEXT NOT NULL,
	nonce TEXT NOT NULL, -- of the message: it is sent once
	send_at TEXT NOT NULL,
	created_at TEXT NOT NULL,
	failure TEXT,
	PRIMARY KEY (user_id, num)
) STRICT, WITHOUT ROWID;
-- what is due, and what is next
CREATE INDEX scheduled_messages_by_time ON scheduled_messages (send_at) WHERE failure IS NULL;
