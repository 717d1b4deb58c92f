import type { Snapshot } from "@clickclack/protocol";
import { openChannels } from "./channels/row.ts";
import { tailCursor } from "./events/log.ts";
import { toModerated } from "./members/row.ts";
import { unreadMentions } from "./mentions.ts";
import { listMembers } from "./members/list.ts";
import type { Read } from "./transaction.ts";
import { getWorkspace } from "./workspaces.ts";

const first_members = 200;

/** Everything that a client needs to draw a workspace, as of one cursor: read in one transaction. */
export function getSnapshot(tx: Read): Snapshot {
	const channels = openChannels(tx);
	const mentioning = channels.filter(({ mention_count }) => mention_count > 0);
	const { members, has_more } = listMembers(tx, { limit: first_members });
	return {
		cursor: tailCursor(tx),
		me: toModerated(tx, tx.me),
		workspace: getWorkspace(tx),
		channels,
		members,
		has_more_members: has_more,
		unread_mentions: unreadMentions(tx, new Map(mentioning.map((c) => [c.id, c.last_read_seq]))),
		online_user_ids: tx.online(),
	};
}
