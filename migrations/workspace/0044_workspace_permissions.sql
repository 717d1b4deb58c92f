-- what the workspace has decided of who may do what: {"channel.create": "moderator"}; NULL: nothing yet
ALTER TABLE workspace ADD COLUMN permissions_json TEXT;
