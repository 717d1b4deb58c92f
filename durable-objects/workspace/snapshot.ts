import type { Snapshot } from "@clickclack/protocol";
import { joinedChannels } from "./channels/row.ts";
import { tailCursor } from "./events/log.ts";
import { toMember, toModerated } from "./members/row.ts";
import { unreadMentions } from "./mentions.ts";
import { memberRows } from "./members/list.ts";
import type { Read } from "./transaction.ts";
import { getWorkspace } from "./workspaces.ts";

const first_members = 200;

/** Everything that a client needs to draw a workspace, as of one cursor: read in one transaction. */
export function getSnapshot(tx: Read): Snapshot {
	const channels = joinedChannels(tx);
	const mentioning = channels.filter(({ mention_count }) => mention_count > 0);
	const { rows, has_more } = memberRows(tx, { limit: first_members });
	return {
		cursor: tailCursor(tx),
		me: toModerated(tx, tx.me),
		workspace: getWorkspace(tx),
		channels,
		members: rows.map((row) => toMember(tx, row)),
		has_more_members: has_more,
		unread_mentions: unreadMentions(tx, new Map(mentioning.map((c) => [c.id, c.last_read_seq]))),
		online_user_ids: tx.online(),
	};
}
