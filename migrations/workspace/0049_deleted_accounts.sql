-- the account is deleted: nothing of the person is left here but that they wrote
ALTER TABLE members ADD COLUMN deleted_at TEXT;
