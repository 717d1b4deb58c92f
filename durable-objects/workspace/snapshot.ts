import { type Snapshot, can, mib } from "@clickclack/protocol";
import { joinedChannels } from "./channels/row.ts";
import { listDirects } from "./directs/row.ts";
import { listGroups } from "./groups/list.ts";
import { tailCursor } from "./events/log.ts";
import { toMember, toModerated } from "./members/row.ts";
import { unreadMentions } from "./mentions.ts";
import { memberRows } from "./members/list.ts";
import type { Read } from "./transaction.ts";
import { openReports } from "./reports/row.ts";
import { getSidebar } from "./sidebar.ts";
import { getWorkspace } from "./workspaces.ts";

const [first_members, first_directs] = [200, 200];
const noDirects = { conversations: [], has_more: false };

/** Everything that a client needs to draw a workspace, as of one cursor: read in one transaction. */
export function getSnapshot(tx: Read): Snapshot {
	const channels = joinedChannels(tx);
	const directs = tx.lacks === undefined ? listDirects(tx, { limit: first_directs }) : noDirects;
	const { conversations: direct_conversations, has_more: more_directs } = directs;
	const mentioning = [...channels, ...direct_conversations].filter(({ mention_count }) => mention_count > 0);
	const { rows, has_more } = memberRows(tx, { limit: first_members });
	return {
		cursor: tailCursor(tx),
		me: toModerated(tx, tx.me),
		workspace: getWorkspace(tx),
		channels,
		direct_conversations,
		has_more_direct_conversations: more_directs,
		members: rows.map((row) => toMember(tx, row)),
		has_more_members: has_more,
		unread_mentions: unreadMentions(tx, new Map(mentioning.map((c) => [c.id, c.last_read_seq]))),
		groups: listGroups(tx),
		sidebar: getSidebar(tx),
		online_user_ids: tx.online(),
		...(can("moderation.read", tx.me) && { open_reports: openReports(tx) }),
		...(tx.hasBucket && { uploads: { file_bytes: tx.caps.uploads.file_mib * mib } }),
	};
}
