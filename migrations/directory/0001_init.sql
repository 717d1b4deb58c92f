-- The control plane: users, sessions, and the list of workspaces.

-- jobs, which run at least once, after the commit; an id is never used again, because the operator may refer to it
CREATE TABLE jobs (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	kind TEXT NOT NULL,
	subject TEXT NOT NULL, -- the receiver: jobs of one subject run one after the other
	due_at TEXT, -- NULL: parked, or held back by a failed job of its subject
	attempts INTEGER NOT NULL,
	last_error TEXT,
	parked_at TEXT, -- given up, until the operator runs it again
	payload_json TEXT NOT NULL,
	CHECK (due_at IS NULL OR parked_at IS NULL)
) STRICT;
-- which is next, and when the alarm is due: with thousands waiting a scan for each would take minutes
CREATE INDEX jobs_by_due_at ON jobs (due_at) WHERE due_at IS NOT NULL;
-- what stands behind one that failed
CREATE INDEX jobs_by_subject ON jobs (subject);

-- people; bots are stored in their workspace
CREATE TABLE users (
	id TEXT PRIMARY KEY,
	display_name TEXT NOT NULL,
	handle TEXT NOT NULL UNIQUE,
	avatar_url TEXT NOT NULL,
	appearance_json TEXT, -- what differs from the defaults
	notification_json TEXT,
	sidebar_json TEXT,
	created_at TEXT NOT NULL,
	provisional_until TEXT -- set while the invite that made the account is being accepted
) STRICT, WITHOUT ROWID;
-- finds accounts whose invite was never accepted; nearly always empty
CREATE INDEX users_provisional ON users (provisional_until) WHERE provisional_until IS NOT NULL;

-- how somebody signs in: for the provider "email" the subject is the address
CREATE TABLE identities (
	provider TEXT NOT NULL,
	subject TEXT NOT NULL,
	user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
	created_at TEXT NOT NULL,
	verified_at TEXT, -- NULL: only claimed, and cannot be used to sign in
	PRIMARY KEY (provider, subject)
) STRICT, WITHOUT ROWID;
-- finds a user's addresses, and serves the cascade
CREATE INDEX identities_by_user ON identities (user_id);

CREATE TABLE sessions (
	id TEXT PRIMARY KEY,
	user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
	created_at TEXT NOT NULL,
	expires_at TEXT NOT NULL,
	revoked_at TEXT
) STRICT, WITHOUT ROWID;
-- finds a user's revoked sessions, for a workspace that they join later
CREATE INDEX sessions_by_user ON sessions (user_id);

-- only the token's hash is stored
CREATE TABLE magic_links (
	token_hash TEXT PRIMARY KEY,
	user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
	created_at TEXT NOT NULL,
	expires_at TEXT NOT NULL,
	used_at TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX magic_links_by_user ON magic_links (user_id);

-- "creating" until the workspace's own object has answered
CREATE TABLE workspaces (
	id TEXT PRIMARY KEY,
	tag TEXT NOT NULL UNIQUE,
	name TEXT NOT NULL,
	slug TEXT NOT NULL UNIQUE,
	wanted_slug TEXT UNIQUE, -- reserved while the workspace decides whether to take it
	state TEXT NOT NULL,
	creator_id TEXT NOT NULL,
	created_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
-- counts the workspaces that a person has created
CREATE INDEX workspaces_by_creator ON workspaces (creator_id);

-- an index of the workspaces' own members; it may lag for a moment
CREATE TABLE memberships (
	user_id TEXT NOT NULL,
	workspace_id TEXT NOT NULL,
	role TEXT NOT NULL,
	PRIMARY KEY (user_id, workspace_id)
) STRICT, WITHOUT ROWID;

-- keys that sign sessions: the newest signs, the others only verify
CREATE TABLE keys (
	id TEXT PRIMARY KEY,
	secret TEXT NOT NULL,
	created_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
