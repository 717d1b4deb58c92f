-- people who are called together; a deleted one keeps its row without its name, for events about it
CREATE TABLE people_groups (
	num INTEGER PRIMARY KEY, -- the counter at the end of its id
	id TEXT NOT NULL,
	name TEXT NOT NULL,
	folded_name TEXT NOT NULL,
	handle TEXT NOT NULL,
	description TEXT NOT NULL,
	member_count INTEGER NOT NULL, -- the rows in group_members
	created_by TEXT NOT NULL,
	created_at TEXT NOT NULL,
	deleted_at TEXT
) STRICT;
CREATE UNIQUE INDEX people_groups_by_id ON people_groups (id);
CREATE UNIQUE INDEX people_groups_by_handle ON people_groups (handle) WHERE deleted_at IS NULL;
CREATE INDEX people_groups_by_name ON people_groups (folded_name, num) WHERE deleted_at IS NULL;

CREATE TABLE group_members (
	group_id TEXT NOT NULL,
	user_id TEXT NOT NULL,
	role TEXT NOT NULL,
	PRIMARY KEY (group_id, user_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX group_members_by_user ON group_members (user_id, group_id);

-- the channels that a group's members are brought to
CREATE TABLE group_channels (
	group_id TEXT NOT NULL,
	channel_id TEXT NOT NULL,
	joined_to TEXT, -- the last member who was brought there, by user_id; NULL: all were
	leaving INTEGER, -- 1: it is the group's no more, and those whom the group brought there have yet to leave
	PRIMARY KEY (group_id, channel_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX group_channels_by_channel ON group_channels (channel_id, group_id);
CREATE INDEX group_channels_unfinished ON group_channels (group_id, channel_id) WHERE joined_to IS NOT NULL OR leaving = 1;

-- 1: a group brought them, and without one that has the channel they leave; NULL: they came by themselves, or by somebody
ALTER TABLE conversation_members ADD COLUMN by_group INTEGER;
CREATE INDEX conversation_members_by_group ON conversation_members (conversation_id, user_id) WHERE by_group = 1;

-- messages.group_mention has a third form: who is called altogether, a colon, and where @here is in the text, h and who was online
DROP VIEW group_mentions;
CREATE VIEW group_mentions AS
	SELECT called.timeline, called.seq, called.num, m.num AS member_num
	FROM messages called INDEXED BY messages_group_mentions CROSS JOIN members m
	WHERE called.group_mention IS NOT NULL AND called.author_num <> m.num AND (
		called.group_mention = 'channel'
		OR ((instr('0123456789abcdef', substr(
			substr(called.group_mention, 1, instr(called.group_mention || ':', ':') - 1), 1 + (m.num >> 2), 1
		)) - 1) >> (m.num & 3)) & 1
	);

DROP VIEW audiences;
-- who gets which events, live and replayed, by an event's audience and, if it has one, its conversation or group
CREATE VIEW audiences AS
	SELECT user_id, 'everybody' AS audience, '' AS conversation_id FROM members WHERE left_at IS NULL
	UNION ALL
	-- one part for both: a SELECT may have five
	SELECT m.user_id, staff.value, '' FROM members m CROSS JOIN json_each('["moderators", "not_guests"]') staff
	WHERE m.left_at IS NULL AND iif(staff.value = 'moderators', m.role IN ('owner', 'moderator'), m.role <> 'guest')
	UNION ALL
	SELECT m.user_id, 'group', g.id FROM members m CROSS JOIN people_groups g
	WHERE m.left_at IS NULL AND g.deleted_at IS NULL AND (
		m.role <> 'guest' OR EXISTS (SELECT 1 FROM group_members gm WHERE gm.group_id = g.id AND gm.user_id = m.user_id)
	)
	UNION ALL
	SELECT user_id, 'conversation', conversation_id FROM visible_conversations
	UNION ALL
	SELECT user_id, 'deleted', conversation_id FROM known_conversations WHERE deleted_at IS NOT NULL;
