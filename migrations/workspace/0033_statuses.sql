-- What people say of themselves for a while. The index holds those that end.
ALTER TABLE members ADD COLUMN status_emoji TEXT;
ALTER TABLE members ADD COLUMN status_text TEXT; -- NULL, like the emoji: there is no status
ALTER TABLE members ADD COLUMN status_expires_at TEXT; -- NULL: it stays
CREATE INDEX members_by_status_end ON members (status_expires_at) WHERE status_expires_at IS NOT NULL;
