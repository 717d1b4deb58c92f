-- when the workspace was deleted; NULL: it was not
ALTER TABLE workspace ADD COLUMN deleted_at TEXT;
