-- What people wrote and did not send, on all their devices. A deleted one stays without its text, so that its version grows on, until
-- there is no room. A save rewrites one row.
CREATE TABLE drafts (
	user_id TEXT NOT NULL,
	conversation_num INTEGER NOT NULL, -- what is deleted with a conversation is found by it
	root_num INTEGER NOT NULL, -- of the thread's root; 0 in the conversation itself
	body TEXT NOT NULL,
	version INTEGER NOT NULL, -- ms since 1970 when it was saved, or later: always more than the one before
	PRIMARY KEY (user_id, conversation_num, root_num)
) STRICT, WITHOUT ROWID;
