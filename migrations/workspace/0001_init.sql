-- One workspace. Every index says why it is worth a row written.

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

-- a single row
CREATE TABLE workspace (
	id TEXT PRIMARY KEY,
	name TEXT NOT NULL,
	slug TEXT NOT NULL,
	icon_url TEXT NOT NULL,
	created_at TEXT NOT NULL,
	epoch TEXT NOT NULL -- of the log; a restore begins a new one
) STRICT, WITHOUT ROWID;

-- people and bots, with a copy of their profile, so that no message needs a second object to be drawn;
-- those who left stay, for the messages that they wrote
CREATE TABLE members (
	user_id TEXT PRIMARY KEY,
	role TEXT NOT NULL,
	kind TEXT NOT NULL,
	owner_user_id TEXT,
	display_name TEXT NOT NULL,
	folded_name TEXT NOT NULL, -- lower-case, also beyond ASCII: to sort and to search
	handle TEXT NOT NULL,
	avatar_url TEXT NOT NULL,
	created_at TEXT NOT NULL,
	joined_at TEXT NOT NULL,
	left_at TEXT,
	timeout_until TEXT,
	blocked_at TEXT,
	waiting_profile_json TEXT, -- of one who is restricted: what others see once that ends
	barred_at TEXT, -- invites made until then do not let them back in
	is_capped INTEGER NOT NULL DEFAULT 0 -- 1: no invite lets them back in above their last role
) STRICT, WITHOUT ROWID;
-- @handle in a message; written only when somebody comes or changes their name
CREATE INDEX members_by_handle ON members (handle);

-- sessions that were ended before their time; each is forgotten once it would have expired anyway
CREATE TABLE revoked_sessions (
	session_id TEXT PRIMARY KEY,
	expires_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE channels (
	id TEXT PRIMARY KEY,
	name TEXT NOT NULL,
	display_title TEXT,
	topic TEXT,
	kind TEXT NOT NULL,
	created_by TEXT,
	created_at TEXT NOT NULL,
	archived_at TEXT,
	member_count INTEGER NOT NULL DEFAULT 0, -- its rows in channel_members: to count them for a list would go through all of them
	deleted_at TEXT -- nobody sees it from then on; the row stays for those who have yet to hear of that
) STRICT, WITHOUT ROWID;

-- names of private channels may repeat: a clash would tell that one exists
CREATE UNIQUE INDEX public_channels_by_name ON channels (name) WHERE kind = 'public' AND deleted_at IS NULL;

CREATE TABLE channel_members (
	channel_id TEXT NOT NULL,
	user_id TEXT NOT NULL,
	joined_at TEXT NOT NULL,
	PRIMARY KEY (channel_id, user_id)
) STRICT, WITHOUT ROWID;
-- "my channels" at every snapshot; written only when somebody joins or leaves
CREATE INDEX channel_members_by_user ON channel_members (user_id, channel_id);

-- channels that one sees, and those that one would see had they not been deleted: only for the event that says so
CREATE VIEW known_channels AS
	SELECT m.user_id, c.id AS channel_id, c.deleted_at
	FROM members m, channels c
	WHERE m.left_at IS NULL AND (
		(c.kind = 'public' AND m.role <> 'guest')
		OR EXISTS (SELECT 1 FROM channel_members cm WHERE cm.channel_id = c.id AND cm.user_id = m.user_id)
	);

-- the rule of what one may see, for every query that lists, finds, searches, replays or delivers
CREATE VIEW visible_channels AS
	SELECT user_id, channel_id FROM known_channels WHERE deleted_at IS NULL;

-- how far each person has read; unread = head − position
CREATE TABLE reads (
	user_id TEXT NOT NULL,
	channel_id TEXT NOT NULL,
	last_read_seq INTEGER NOT NULL,
	last_read_at TEXT NOT NULL,
	PRIMARY KEY (user_id, channel_id)
) STRICT, WITHOUT ROWID;

-- roots: timeline_id is the channel, seq the channel_seq; replies: timeline_id is the root, seq the thread_seq.
-- num is also the count at the end of id, so that an id is found by the primary key.
CREATE TABLE messages (
	num INTEGER PRIMARY KEY,
	id TEXT NOT NULL,
	timeline_id TEXT NOT NULL,
	seq INTEGER NOT NULL,
	channel_id TEXT NOT NULL,
	author_id TEXT NOT NULL,
	body TEXT NOT NULL,
	nonce TEXT,
	mentions_json TEXT,
	created_at TEXT NOT NULL,
	edited_at TEXT,
	deleted_at TEXT,
	reply_count INTEGER NOT NULL DEFAULT 0,
	last_reply_at TEXT,
	last_reply_author_ids_json TEXT,
	reactions_json TEXT -- how many react with which emoji, and the first of them: so that a page of messages is read alone
) STRICT;
-- the order of every timeline, and with it each channel's head; the author rides along, so that one's own last message
-- is found in the index alone
CREATE UNIQUE INDEX messages_by_timeline ON messages (timeline_id, seq, author_id);
-- sending again with the same nonce finds the first; messages without one write nothing here
CREATE UNIQUE INDEX messages_by_nonce ON messages (author_id, nonce) WHERE nonce IS NOT NULL;

-- unread messages that mention somebody; rows go when they are read
CREATE TABLE mentions (
	user_id TEXT NOT NULL,
	channel_id TEXT NOT NULL,
	seq INTEGER NOT NULL,
	message_id TEXT NOT NULL,
	PRIMARY KEY (user_id, channel_id, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE reactions (
	message_num INTEGER NOT NULL,
	emoji TEXT NOT NULL,
	user_id TEXT NOT NULL,
	created_at TEXT NOT NULL,
	PRIMARY KEY (message_num, emoji, user_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE invites (
	id TEXT PRIMARY KEY,
	token_hash TEXT NOT NULL UNIQUE,
	role TEXT NOT NULL,
	created_by TEXT,
	created_at TEXT NOT NULL,
	expires_at TEXT NOT NULL,
	max_uses INTEGER,
	use_count INTEGER NOT NULL DEFAULT 0,
	revoked_at TEXT
) STRICT, WITHOUT ROWID;

-- the log: ids only; the resource is attached at delivery, as it is then
CREATE TABLE events (
	num INTEGER PRIMARY KEY,
	type TEXT NOT NULL,
	audience_channel_id TEXT,
	audience_user_ids_json TEXT,
	audience_moderators INTEGER NOT NULL, -- 1: those who moderate at delivery; with none of the three: everybody
	channel_id TEXT,
	seq INTEGER,
	created_at TEXT NOT NULL,
	ids_json TEXT NOT NULL
) STRICT;

-- one row a live message: its words as durable-objects/workspace/indexing.ts keeps them, and where it stands (the end of
-- the channel's id, and "public"), so that no search goes through what is said elsewhere
CREATE VIRTUAL TABLE search USING fts5 (place, words, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 0');
-- what is deleted is only marked: to clear it away by itself takes the index up to seconds at once (see indexing.ts)
INSERT INTO search (search, rank) VALUES ('deletemerge', 0);
