-- what edited messages said before; written only by an edit
CREATE TABLE message_versions (
	message_num INTEGER NOT NULL,
	version INTEGER NOT NULL, -- 1, 2, 3 …
	body TEXT NOT NULL,
	written_at TEXT NOT NULL,
	PRIMARY KEY (message_num, version)
) STRICT, WITHOUT ROWID;
