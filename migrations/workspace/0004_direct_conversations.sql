-- direct conversations: one for each set of people. None was created before.
CREATE TABLE directs (
	id TEXT PRIMARY KEY, -- of its conversation
	members_key TEXT NOT NULL UNIQUE, -- the numbers of its members, ascending, with commas: a set of people has one conversation, also when two of them open it at once
	created_by TEXT NOT NULL
) STRICT, WITHOUT ROWID;
-- how many somebody has opened, at each new one: one person may not fill the workspace
CREATE INDEX directs_by_creator ON directs (created_by);

-- those that were deleted: at every replay, which may not look through all direct conversations for them
CREATE INDEX conversations_deleted ON conversations (id) WHERE deleted_at IS NOT NULL;

-- not in this member's list: closed by them, or opened by another and nothing was said yet
ALTER TABLE conversation_members ADD COLUMN hidden_at TEXT;
