-- the picture of a workspace, for the list of somebody's workspaces
ALTER TABLE workspaces ADD COLUMN icon_url TEXT NOT NULL DEFAULT '';
