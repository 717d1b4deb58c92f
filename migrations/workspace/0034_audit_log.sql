-- What those who run a workspace have done in it: one row an act, without an index, and the oldest go where there is no room.
CREATE TABLE audit_log (
	id TEXT PRIMARY KEY, -- sorts by time
	position INTEGER NOT NULL, -- counts up, so that nobody has to count the rows
	actor_user_id TEXT, -- NULL: the operator or the server
	action TEXT NOT NULL,
	target_type TEXT NOT NULL,
	target_id TEXT NOT NULL,
	private_id TEXT, -- the private channel that it tells of: those who are not in it do not see the row
	metadata_json TEXT NOT NULL,
	created_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
