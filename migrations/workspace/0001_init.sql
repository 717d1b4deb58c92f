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
	moderation_note TEXT, -- for those who moderate
	moderation_by TEXT,
	moderation_at TEXT,
	waiting_profile_json TEXT, -- of one who is restricted: what others see once that ends
	barred_at TEXT, -- invites made until then do not let them back in
	is_capped INTEGER NOT NULL DEFAULT 0 -- 1: no invite lets them back in above their last role
) STRICT, WITHOUT ROWID;
-- @handle in a message; written only when somebody comes or changes their name
CREATE INDEX members_by_handle ON members (handle);

-- what bots show in place of a session
CREATE TABLE bot_tokens (
	id TEXT PRIMARY KEY,
	token_hash TEXT NOT NULL UNIQUE, -- SHA-256, hex
	user_id TEXT NOT NULL,
	scopes_json TEXT NOT NULL,
	created_at TEXT NOT NULL,
	revoked_at TEXT
) STRICT, WITHOUT ROWID;

-- sessions that were ended before their time; each is forgotten once it would have expired anyway
CREATE TABLE revoked_sessions (
	session_id TEXT PRIMARY KEY,
	expires_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- where something is said: what channels and direct conversations have in common
CREATE TABLE conversations (
	id TEXT PRIMARY KEY, -- chn_… or dm_…
	kind TEXT NOT NULL, -- public, private or direct
	created_at TEXT NOT NULL,
	member_count INTEGER NOT NULL DEFAULT 0, -- its rows in conversation_members: to count them for a list would go through all of them
	deleted_at TEXT -- nobody sees it from then on; the row stays for those who have yet to be told
) STRICT, WITHOUT ROWID;

-- what only channels have; a deleted one has no row here
CREATE TABLE channels (
	id TEXT PRIMARY KEY, -- of its conversation
	name TEXT NOT NULL,
	display_title TEXT,
	topic TEXT,
	icon_url TEXT,
	sidebar_section TEXT,
	external_managed INTEGER NOT NULL DEFAULT 0, -- 1: another program keeps it in step with something of its own
	external_ref TEXT,
	external_url TEXT,
	created_by TEXT,
	archived_at TEXT
) STRICT, WITHOUT ROWID;
-- is the name taken; not unique, since a clash with a private channel would tell that there is one
CREATE INDEX channels_by_name ON channels (name);

CREATE TABLE conversation_members (
	conversation_id TEXT NOT NULL,
	user_id TEXT NOT NULL,
	joined_at TEXT NOT NULL,
	PRIMARY KEY (conversation_id, user_id)
) STRICT, WITHOUT ROWID;
-- "mine" at every snapshot; written only when somebody joins or leaves
CREATE INDEX conversation_members_by_user ON conversation_members (user_id, conversation_id);

-- what one sees, and what one would see had it not been deleted: only for the event that says so
CREATE VIEW known_conversations AS
	SELECT m.user_id, c.id AS conversation_id, c.deleted_at
	FROM members m, conversations c
	WHERE m.left_at IS NULL AND (
		(c.kind = 'public' AND m.role <> 'guest')
		OR EXISTS (SELECT 1 FROM conversation_members cm WHERE cm.conversation_id = c.id AND cm.user_id = m.user_id)
	);

-- the rule of what one may see, for every query that lists, finds, searches, replays or delivers
CREATE VIEW visible_conversations AS
	SELECT user_id, conversation_id FROM known_conversations WHERE deleted_at IS NULL;

-- who gets which events, live and replayed: an event names its audience, and its conversation where it has one
CREATE VIEW audiences AS
	SELECT user_id, 'everybody' AS audience, '' AS conversation_id FROM members WHERE left_at IS NULL
	UNION ALL
	SELECT user_id, 'moderators', '' FROM members WHERE left_at IS NULL AND role IN ('owner', 'moderator')
	UNION ALL
	SELECT user_id, 'conversation', conversation_id FROM visible_conversations
	UNION ALL
	SELECT user_id, 'deleted', conversation_id FROM known_conversations WHERE deleted_at IS NOT NULL;

-- how far each person has read, also where they are not a member; unread = head − position
CREATE TABLE reads (
	user_id TEXT NOT NULL,
	conversation_id TEXT NOT NULL,
	last_read_seq INTEGER NOT NULL,
	last_read_at TEXT NOT NULL,
	PRIMARY KEY (user_id, conversation_id)
) STRICT, WITHOUT ROWID;

-- roots: timeline_id is the conversation, seq the channel_seq; replies: timeline_id is the root, seq the thread_seq.
-- num is also the count at the end of id, so that an id is found by the primary key.
CREATE TABLE messages (
	num INTEGER PRIMARY KEY,
	id TEXT NOT NULL,
	timeline_id TEXT NOT NULL,
	seq INTEGER NOT NULL,
	conversation_id TEXT NOT NULL,
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
-- the order of every timeline, and with it each conversation's head; the author rides along, so that one's own last message
-- is found in the index alone
CREATE UNIQUE INDEX messages_by_timeline ON messages (timeline_id, seq, author_id);
-- sending again with the same nonce finds the first; messages without one write nothing here
CREATE UNIQUE INDEX messages_by_nonce ON messages (author_id, nonce) WHERE nonce IS NOT NULL;

-- unread messages that mention somebody; rows go when they are read
CREATE TABLE mentions (
	user_id TEXT NOT NULL,
	conversation_id TEXT NOT NULL,
	seq INTEGER NOT NULL,
	message_id TEXT NOT NULL,
	PRIMARY KEY (user_id, conversation_id, seq)
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
	conversation_id TEXT,
	audience TEXT NOT NULL, -- see audiences; or nobody, where it is for one person alone
	audience_user_id TEXT, -- this one too
	seq INTEGER,
	created_at TEXT NOT NULL,
	ids_json TEXT NOT NULL
) STRICT;

-- one row a live message: its words as durable-objects/workspace/search/indexing.ts keeps them, and where it stands (the
-- end of the conversation's id, and "public"), so that no search goes through what is said elsewhere
CREATE VIRTUAL TABLE search USING fts5 (place, words, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 0');
-- what is deleted is only marked: to clear it away by itself takes the index up to seconds at once (see search/indexing.ts)
INSERT INTO search (search, rank) VALUES ('deletemerge', 0);
