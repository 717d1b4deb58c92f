-- 'channel', or of @here who was online: see protocol/group-mentions.ts; message_rows has it from 0019_forwards on
ALTER TABLE messages ADD COLUMN group_mention TEXT;
-- what is counted as a mention, without a row for each person; written only for messages that call several people
CREATE INDEX messages_group_mentions ON messages (timeline, seq, author_num, group_mention) WHERE group_mention IS NOT NULL;

-- whom they call, but for who is not in the conversation
CREATE VIEW group_mentions AS
	SELECT called.timeline, called.seq, called.num, m.num AS member_num
	FROM messages called INDEXED BY messages_group_mentions CROSS JOIN members m
	WHERE called.group_mention IS NOT NULL AND called.author_num <> m.num AND (
		called.group_mention = 'channel'
		OR ((instr('0123456789abcdef', substr(called.group_mention, 1 + (m.num >> 2), 1)) - 1) >> (m.num & 3)) & 1
	);
