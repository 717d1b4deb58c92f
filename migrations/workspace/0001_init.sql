-- One workspace. Every index has a comment that says why it is worth its writes.

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

-- a single row
CREATE TABLE workspace (
	id TEXT PRIMARY KEY,
	name TEXT NOT NULL,
	slug TEXT NOT NULL,
	icon_url TEXT NOT NULL,
	created_at TEXT NOT NULL,
	epoch TEXT NOT NULL -- of the log; a restore begins a new one
) STRICT, WITHOUT ROWID;

-- people and bots, with a copy of their profile, so that drawing a message needs no second object;
-- former members stay, as authors of their messages
CREATE TABLE members (
	num INTEGER PRIMARY KEY, -- in messages in place of the id
	user_id TEXT NOT NULL UNIQUE,
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
	moderation_note TEXT, -- for moderators
	moderation_by TEXT,
	moderation_at TEXT,
	waiting_profile_json TEXT, -- of a restricted member: shown to others when the restriction ends
	barred_at TEXT, -- invites created until then cannot be used to rejoin
	is_capped INTEGER NOT NULL DEFAULT 0 -- 1: rejoining gives at most their last role
) STRICT;
-- resolves @handle in a message; written only when somebody joins or changes their name
CREATE INDEX members_by_handle ON members (handle);

-- tokens of bots
CREATE TABLE bot_tokens (
	id TEXT PRIMARY KEY,
	token_hash TEXT NOT NULL UNIQUE, -- SHA-256, hex
	user_id TEXT NOT NULL,
	scopes_json TEXT NOT NULL,
	created_at TEXT NOT NULL,
	revoked_at TEXT
) STRICT, WITHOUT ROWID;

-- sessions that were revoked before they expired; each is deleted once it would have expired
CREATE TABLE revoked_sessions (
	session_id TEXT PRIMARY KEY,
	expires_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- what channels and direct conversations have in common
CREATE TABLE conversations (
	num INTEGER PRIMARY KEY, -- in messages in place of the id
	id TEXT NOT NULL UNIQUE, -- chn_… or dm_…
	kind TEXT NOT NULL, -- public, private or direct
	created_at TEXT NOT NULL,
	member_count INTEGER NOT NULL DEFAULT 0, -- the rows in conversation_members, stored because counting them for a list would scan all of them
	deleted_at TEXT -- hidden from then on; the row stays for members who have yet to get the event
) STRICT;

-- what only channels have; a deleted channel has no row here
CREATE TABLE channels (
	id TEXT PRIMARY KEY, -- of its conversation
	name TEXT NOT NULL,
	display_title TEXT,
	topic TEXT,
	icon_url TEXT,
	sidebar_section TEXT,
	external_managed INTEGER NOT NULL DEFAULT 0, -- 1: managed by another program
	external_ref TEXT,
	external_url TEXT,
	created_by TEXT,
	archived_at TEXT
) STRICT, WITHOUT ROWID;
-- finds a name; not unique, because a clash would reveal a private channel
CREATE INDEX channels_by_name ON channels (name);

CREATE TABLE conversation_members (
	conversation_id TEXT NOT NULL,
	user_id TEXT NOT NULL,
	joined_at TEXT NOT NULL,
	PRIMARY KEY (conversation_id, user_id)
) STRICT, WITHOUT ROWID;
-- the conversations of a person, at every snapshot; written only when somebody joins or leaves
CREATE INDEX conversation_members_by_user ON conversation_members (user_id, conversation_id);

-- what a person sees, and what they would see of deleted conversations: only for the event about the deletion
CREATE VIEW known_conversations AS
	SELECT m.user_id, c.id AS conversation_id, c.num AS conversation_num, c.deleted_at
	FROM members m, conversations c
	WHERE m.left_at IS NULL AND (
		(c.kind = 'public' AND m.role <> 'guest')
		OR EXISTS (SELECT 1 FROM conversation_members cm WHERE cm.conversation_id = c.id AND cm.user_id = m.user_id)
	);

-- the one rule of visibility, for every query that lists, finds, searches, replays or delivers
CREATE VIEW visible_conversations AS
	SELECT user_id, conversation_id, conversation_num FROM known_conversations WHERE deleted_at IS NULL;

-- who gets which events, live and replayed, by an event's audience and, if it has one, its conversation
CREATE VIEW audiences AS
	SELECT user_id, 'everybody' AS audience, '' AS conversation_id FROM members WHERE left_at IS NULL
	UNION ALL
	SELECT user_id, 'moderators', '' FROM members WHERE left_at IS NULL AND role IN ('owner', 'moderator')
	UNION ALL
	SELECT user_id, 'conversation', conversation_id FROM visible_conversations
	UNION ALL
	SELECT user_id, 'deleted', conversation_id FROM known_conversations WHERE deleted_at IS NOT NULL;

-- read positions, also of people who are not members; unread = head − position
CREATE TABLE reads (
	user_id TEXT NOT NULL,
	conversation_id TEXT NOT NULL,
	last_read_seq INTEGER NOT NULL,
	last_read_at TEXT NOT NULL,
	PRIMARY KEY (user_id, conversation_id)
) STRICT, WITHOUT ROWID;

-- With numbers in place of ids, which would take half of the space; message_rows has the ids. Roots: timeline is the
-- conversation's number below zero, seq the channel_seq; replies: timeline is the root's number, seq the thread_seq.
-- num is the place in the log, and the counter at the end of id, so that an id is found by the primary key. It is never used
-- again, because public links contain it: erased messages are older than the event about the deletion of their conversation.
CREATE TABLE messages (
	num INTEGER PRIMARY KEY,
	timeline INTEGER NOT NULL,
	seq INTEGER NOT NULL,
	conversation_num INTEGER NOT NULL,
	author_num INTEGER NOT NULL,
	body TEXT NOT NULL,
	nonce TEXT,
	correlation_id TEXT, -- of the request that sent it
	mentions_json TEXT,
	created_ms INTEGER NOT NULL, -- since 1970, in milliseconds
	edited_at TEXT,
	deleted_at TEXT,
	reply_count INTEGER NOT NULL DEFAULT 0,
	last_reply_at TEXT,
	last_reply_author_ids_json TEXT,
	reactions_json TEXT -- counts and first users of each emoji, so that a page of messages needs no other table
) STRICT;
-- the order of every timeline, and with it each conversation's head; with the author, so that a person's own last message
-- is found in the index alone
CREATE UNIQUE INDEX messages_by_timeline ON messages (timeline, seq, author_num);
-- finds the message of a repeated nonce; messages without a nonce write nothing here
CREATE UNIQUE INDEX messages_by_nonce ON messages (author_num, nonce) WHERE nonce IS NOT NULL;

-- with ids; that of a message, and of its root, follows from num and created_ms (messages/row.ts)
CREATE VIEW message_rows AS
	SELECT
		m.num, m.timeline, m.seq, c.id AS conversation_id, a.user_id AS author_id, m.body, m.nonce, m.correlation_id,
		m.mentions_json, m.created_ms, m.edited_at, m.deleted_at, m.reply_count, m.last_reply_at, m.last_reply_author_ids_json,
		m.reactions_json, root.created_ms AS root_ms
	FROM messages m
	CROSS JOIN conversations c ON c.num = m.conversation_num
	CROSS JOIN members a ON a.num = m.author_num
	LEFT JOIN messages root ON root.num = m.timeline;

-- unread messages that mention somebody; rows are deleted when they are read
CREATE TABLE mentions (
	user_id TEXT NOT NULL,
	conversation_id TEXT NOT NULL,
	seq INTEGER NOT NULL,
	message_id TEXT NOT NULL,
	PRIMARY KEY (user_id, conversation_id, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE reactions (
	message_num INTEGER NOT NULL,
	emoji_key TEXT NOT NULL, -- one for all forms that look the same; the form is in messages.reactions_json
	user_id TEXT NOT NULL,
	created_at TEXT NOT NULL,
	PRIMARY KEY (message_num, emoji_key, user_id)
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

-- The log is these and the messages: a message is its own entry, so that sending writes no second row. Events that are not a
-- new message have ids only; the resource is attached at delivery, in its current state.
CREATE TABLE events (
	num INTEGER PRIMARY KEY, -- messages and events share one count
	type TEXT NOT NULL,
	conversation_id TEXT,
	audience TEXT NOT NULL, -- see audiences; "nobody" for an event to one person alone
	audience_user_id TEXT, -- one more person
	seq INTEGER,
	created_at TEXT NOT NULL,
	ids_json TEXT NOT NULL
) STRICT;

-- the number of the log's newest entry, 0 without any
CREATE VIEW log_head AS
	SELECT max(coalesce((SELECT max(num) FROM events), 0), coalesce((SELECT max(num) FROM messages), 0)) AS num;

-- one row for each live message: its words as durable-objects/workspace/search/indexing.ts stores them, and its place (the
-- end of the conversation's id, and "public"), so that a search does not scan other conversations
CREATE VIRTUAL TABLE search USING fts5 (place, words, content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 0 categories 'L* M* N* Co'");
-- deletes only mark: SQLite's own clean-up can take seconds at once (see search/indexing.ts)
INSERT INTO search (search, rank) VALUES ('deletemerge', 0);
