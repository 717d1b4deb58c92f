-- messages that people have reported to the moderators; a closed one stays, without its text, so that nobody reports it again and again
CREATE TABLE reports (
	message_num INTEGER PRIMARY KEY,
	author_id TEXT NOT NULL,
	conversation_id TEXT NOT NULL,
	body TEXT NOT NULL, -- as it was reported: moderators may not see the conversation, and its author may delete it
	opened_at TEXT NOT NULL,
	closed_at TEXT,
	outcome TEXT
) STRICT;
-- those that wait for a moderator: how many, and in their order
CREATE INDEX open_reports ON reports (opened_at, message_num) WHERE closed_at IS NULL;

CREATE TABLE report_reasons (
	message_num INTEGER NOT NULL,
	user_id TEXT NOT NULL,
	reason TEXT NOT NULL,
	text TEXT NOT NULL,
	created_at TEXT NOT NULL,
	PRIMARY KEY (message_num, user_id)
) STRICT, WITHOUT ROWID;
-- how many somebody has made in a day
CREATE INDEX report_reasons_by_user ON report_reasons (user_id, created_at);
