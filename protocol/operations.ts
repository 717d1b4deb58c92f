import { adminRoutes } from "./admin.ts";
import { authRoutes } from "./auth.ts";
import { channelMemberRoutes } from "./channel-members.ts";
import { channelRoutes } from "./channels.ts";
import { healthRoutes } from "./health.ts";
import { inviteRoutes } from "./invites.ts";
import { jobRoutes } from "./jobs.ts";
import type { LimitName } from "./limits.ts";
import { memberRoutes } from "./members.ts";
import { messageRoutes } from "./messages.ts";
import { reactionRoutes } from "./reactions.ts";
import { readRoutes } from "./reads.ts";
import { realtimeRoutes } from "./realtime.ts";
import { routeIdRoutes } from "./route-ids.ts";
import { searchRoutes } from "./search.ts";
import { snapshotRoutes } from "./snapshot.ts";
import { threadRoutes } from "./threads.ts";
import { meRoutes } from "./users.ts";
import { workspaceRoutes } from "./workspaces.ts";

/** The HTTP contract: every operation by its name. */
export const operations = {
	...healthRoutes,
	...authRoutes,
	...meRoutes,
	...adminRoutes,
	...jobRoutes,
	...workspaceRoutes,
	...snapshotRoutes,
	...memberRoutes,
	...inviteRoutes,
	...channelRoutes,
	...channelMemberRoutes,
	...messageRoutes,
	...threadRoutes,
	...reactionRoutes,
	...readRoutes,
	...realtimeRoutes,
	...searchRoutes,
	...routeIdRoutes,
};
export type OperationName = keyof typeof operations;

/** The limit of an operation; commands that are not operations share "any". */
export const limitOf = (name: string): LimitName =>
	name in operations ? operations[name as OperationName].limit : "any";
