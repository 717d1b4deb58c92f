-- the workspace's own emoji; the picture of one is a row of uploads in state 'shared', and so is that of the workspace
CREATE TABLE custom_emoji (
	name TEXT PRIMARY KEY,
	upload_id TEXT NOT NULL,
	created_by TEXT NOT NULL,
	created_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- what the server found in the first bytes of a picture (worker/pictures.ts); NULL: it is none
ALTER TABLE uploads ADD COLUMN picture_json TEXT;
