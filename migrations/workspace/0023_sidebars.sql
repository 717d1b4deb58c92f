-- how people have arranged their sidebars; one row, which a change rewrites: 500 ids are 16 KB
CREATE TABLE sidebars (
	user_id TEXT PRIMARY KEY,
	sidebar_json TEXT NOT NULL
) STRICT, WITHOUT ROWID;
