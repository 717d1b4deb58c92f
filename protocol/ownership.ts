import * as z from "zod";
import { durable } from "./envelope.ts";
import { UserId } from "./ids.ts";
import { route, routes } from "./route.ts";
import { Workspace } from "./workspaces.ts";

/** With `member.updated` of both, whose roles have changed. */
export const OwnershipTransferred = durable("workspace.ownership_transferred", {
	user_id: UserId.meta({ description: "The owner from then on" }),
	former_owner_id: UserId.meta({ description: "A moderator from then on" }),
});

export const ownershipRoutes = routes("workspaces", {
	transferOwnership: route(
		"POST /api/workspaces/{workspace_id}/transfer-ownership",
		"Make somebody else the owner; the caller becomes a moderator",
		{
			access: "human",
			who: "the owner",
			body: z
				.object({
					user_id: UserId.meta({ description: "A person who is a member or moderator, neither blocked nor timed out" }),
				})
				.meta({ id: "TransferOwnership" }),
			answers: {
				200: [z.object({ workspace: Workspace, event: OwnershipTransferred }), "The caller is a moderator now"],
			},
		},
	),
});
