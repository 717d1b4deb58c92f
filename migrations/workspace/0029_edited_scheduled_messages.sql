-- when its text or time was changed: a request that is repeated after that does not say what it is now
ALTER TABLE scheduled_messages ADD COLUMN edited_at TEXT;
