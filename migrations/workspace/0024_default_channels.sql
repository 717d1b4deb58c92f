-- 1: new members join it
ALTER TABLE channels ADD COLUMN is_default INTEGER;
