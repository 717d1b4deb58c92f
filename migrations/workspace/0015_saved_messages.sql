-- What people saved for later. A list is sorted when it is read: an index for the order would cost every save another write.
CREATE TABLE saved_messages (
	user_id TEXT NOT NULL,
	conversation_num INTEGER NOT NULL, -- what is deleted with a conversation is found by it
	message_num INTEGER NOT NULL,
	state TEXT NOT NULL, -- open or done
	num INTEGER NOT NULL, -- of the event that brought it into this state: the order
	saved_at TEXT NOT NULL,
	PRIMARY KEY (user_id, conversation_num, message_num)
) STRICT, WITHOUT ROWID;

-- how many somebody has saved, for the cap: counting them would read each
ALTER TABLE members ADD COLUMN saved_count INTEGER NOT NULL DEFAULT 0;
CREATE TRIGGER saved_messages_added AFTER INSERT ON saved_messages BEGIN
	UPDATE members SET saved_count = saved_count + 1 WHERE user_id = NEW.user_id;
END;
CREATE TRIGGER saved_messages_removed AFTER DELETE ON saved_messages BEGIN
	UPDATE members SET saved_count = saved_count - 1 WHERE user_id = OLD.user_id;
END;
