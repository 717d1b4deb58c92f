import { adminRoutes } from "./admin.ts";
import { auditLogRoutes } from "./audit-log.ts";
import { authRoutes } from "./auth.ts";
import { avatarRoutes } from "./avatars.ts";
import { channelMemberRoutes } from "./channel-members.ts";
import { channelRoutes } from "./channels.ts";
import { directRoutes } from "./directs.ts";
import { customEmojiRoutes } from "./custom-emoji.ts";
import { draftRoutes } from "./drafts.ts";
import { exportRoutes } from "./exports.ts";
import { groupRoutes } from "./groups.ts";
import { healthRoutes } from "./health.ts";
import { inviteRoutes } from "./invites.ts";
import { jobRoutes } from "./jobs.ts";
import type { LimitName } from "./limits.ts";
import { memberRoutes } from "./members.ts";
import { messageVersionRoutes } from "./message-versions.ts";
import { messageRoutes } from "./messages.ts";
import { notificationSettingsRoutes } from "./notification-settings.ts";
import { pinRoutes } from "./pins.ts";
import { pollRoutes } from "./polls.ts";
import { reactionRoutes } from "./reactions.ts";
import { readRoutes } from "./reads.ts";
import { realtimeRoutes } from "./realtime.ts";
import { reminderRoutes } from "./reminders.ts";
import { reportRoutes } from "./reports.ts";
import { routeIdRoutes } from "./route-ids.ts";
import { attentionRoutes } from "./attention.ts";
import { savedMessageRoutes } from "./saved-messages.ts";
import { scheduledMessageRoutes } from "./scheduled-messages.ts";
import { searchRoutes } from "./search.ts";
import { sidebarRoutes } from "./sidebar.ts";
import { snapshotRoutes } from "./snapshot.ts";
import { deletionRoutes } from "./deletion.ts";
import { ownershipRoutes } from "./ownership.ts";
import { profileRoutes } from "./profiles.ts";
import { statusRoutes } from "./statuses.ts";
import { threadFollowRoutes } from "./thread-follows.ts";
import { threadRoutes } from "./threads.ts";
import { topicRoutes } from "./topics.ts";
import { uploadRoutes } from "./uploads.ts";
import { meRoutes } from "./users.ts";
import { wordFilterRoutes } from "./word-filter.ts";
import { workspaceRoutes } from "./workspaces.ts";

/** The HTTP contract: every operation by its name. */
export const operations = {
	...healthRoutes,
	...authRoutes,
	...meRoutes,
	...avatarRoutes,
	...adminRoutes,
	...jobRoutes,
	...workspaceRoutes,
	...ownershipRoutes,
	...deletionRoutes,
	...exportRoutes,
	...snapshotRoutes,
	...memberRoutes,
	...profileRoutes,
	...statusRoutes,
	...inviteRoutes,
	...auditLogRoutes,
	...reportRoutes,
	...wordFilterRoutes,
	...channelRoutes,
	...channelMemberRoutes,
	...topicRoutes,
	...groupRoutes,
	...messageRoutes,
	...messageVersionRoutes,
	...directRoutes,
	...threadRoutes,
	...threadFollowRoutes,
	...customEmojiRoutes,
	...reactionRoutes,
	...pinRoutes,
	...pollRoutes,
	...uploadRoutes,
	...readRoutes,
	...notificationSettingsRoutes,
	...attentionRoutes,
	...savedMessageRoutes,
	...reminderRoutes,
	...scheduledMessageRoutes,
	...draftRoutes,
	...sidebarRoutes,
	...realtimeRoutes,
	...searchRoutes,
	...routeIdRoutes,
};
export type OperationName = keyof typeof operations;

/** What belongs to another operation: the pages of an export count as exports. */
const partOf: Partial<Record<string, OperationName>> = { readExport: "exportWorkspace" };

/** The limit of an operation; other commands that are not operations share "any". */
export function limitOf(name: string): LimitName {
	const operation = partOf[name] ?? name;
	return operation in operations ? operations[operation as OperationName].limit : "any";
}
