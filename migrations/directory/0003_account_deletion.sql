-- where somebody was a member: when the account is deleted, their name goes there too
CREATE TABLE former_memberships (
	user_id TEXT NOT NULL,
	workspace_id TEXT NOT NULL,
	PRIMARY KEY (user_id, workspace_id)
) STRICT, WITHOUT ROWID;

-- ids of accounts that were deleted: a workspace that reports one of them admitted it meanwhile
CREATE TABLE deleted_users (
	id TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;
