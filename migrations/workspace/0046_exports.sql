-- who has exported the workspace, which every member may see: among all that moderators did
CREATE INDEX audit_log_exports ON audit_log (id) WHERE action = 'workspace.exported';

-- the conversations that an export may have, and which of them are direct
CREATE VIEW exportable_conversations AS
	SELECT num, id, kind = 'direct' AS is_direct FROM conversations WHERE deleted_at IS NULL;
