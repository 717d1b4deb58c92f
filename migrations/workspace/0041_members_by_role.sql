-- the members of each role by name, for the snapshot and lists of people; with what a part of a name is looked for in
CREATE INDEX members_by_role ON members (role, folded_name, user_id, handle) WHERE left_at IS NULL;
