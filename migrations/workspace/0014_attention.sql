-- keywords, quiet hours and pauses of who has any
CREATE TABLE attention (
	user_id TEXT PRIMARY KEY,
	settings_json TEXT NOT NULL
) STRICT, WITHOUT ROWID;
