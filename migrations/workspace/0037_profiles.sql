-- What somebody tells of themselves besides name and picture, without what is empty. NULL: nothing.
ALTER TABLE members ADD COLUMN profile_json TEXT;
