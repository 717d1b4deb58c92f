-- who may do what in a channel: 'moderators', or NULL for everyone
ALTER TABLE channels ADD COLUMN who_can_post TEXT;
ALTER TABLE channels ADD COLUMN who_can_add_members TEXT;
ALTER TABLE channels ADD COLUMN who_can_pin TEXT;
