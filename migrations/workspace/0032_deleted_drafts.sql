-- of the text that a deleted draft had: a device that has it still, and was not answered, does not bring it back
ALTER TABLE drafts ADD COLUMN deleted_hash TEXT;
