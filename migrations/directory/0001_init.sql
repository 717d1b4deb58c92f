-- The control plane: who exists, and where.

-- what is to be done after a commit, at least once; an id is never used again, for the operator may name it
CREATE TABLE jobs (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	kind TEXT NOT NULL,
	subject TEXT NOT NULL, -- who receives it: jobs of one subject run one after the other
	due_at TEXT, -- NULL: parked, or behind one of its subject that failed
	attempts INTEGER NOT NULL,
	last_error TEXT,
	parked_at TEXT, -- given up, until the operator runs it again
	payload_json TEXT NOT NULL,
	CHECK (due_at IS NULL OR parked_at IS NULL)
) STRICT;

-- people; bots belong to a workspace and are kept there
CREATE TABLE users (
	id TEXT PRIMARY KEY,
	display_name TEXT NOT NULL,
	handle TEXT NOT NULL UNIQUE,
	avatar_url TEXT NOT NULL,
	appearance_json TEXT, -- what differs from the defaults
	notification_json TEXT,
	created_at TEXT NOT NULL,
	provisional_until TEXT -- set while the invite that made the account is being accepted
) STRICT, WITHOUT ROWID;
-- finds accounts whose invite was never accepted; empty nearly always
CREATE INDEX users_provisional ON users (provisional_until) WHERE provisional_until IS NOT NULL;

-- what somebody signs in with: for the provider "email" the subject is the address
CREATE TABLE identities (
	provider TEXT NOT NULL,
	subject TEXT NOT NULL,
	user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
	created_at TEXT NOT NULL,
	verified_at TEXT, -- without it, somebody only says that it is theirs, and nobody is signed in by it
	PRIMARY KEY (provider, subject)
) STRICT, WITHOUT ROWID;
-- "my e-mail", and the cascade
CREATE INDEX identities_by_user ON identities (user_id);

CREATE TABLE sessions (
	id TEXT PRIMARY KEY,
	user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
	created_at TEXT NOT NULL,
	expires_at TEXT NOT NULL,
	revoked_at TEXT
) STRICT, WITHOUT ROWID;
-- what was revoked has to be told to a workspace that is joined later
CREATE INDEX sessions_by_user ON sessions (user_id);

-- the token itself is never stored
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
	wanted_slug TEXT UNIQUE, -- held while the workspace is asked to take it
	state TEXT NOT NULL,
	creator_id TEXT NOT NULL,
	created_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
-- counts the workspaces that a person has created
CREATE INDEX workspaces_by_creator ON workspaces (creator_id);

-- an index of what the workspaces know; it may lag for a moment
CREATE TABLE memberships (
	user_id TEXT NOT NULL,
	workspace_id TEXT NOT NULL,
	role TEXT NOT NULL,
	PRIMARY KEY (user_id, workspace_id)
) STRICT, WITHOUT ROWID;

-- what sessions are signed with: the newest signs, the others still verify
CREATE TABLE keys (
	id TEXT PRIMARY KEY,
	secret TEXT NOT NULL,
	created_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
