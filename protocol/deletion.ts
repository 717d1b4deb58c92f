import { WorkspaceId } from "./ids.ts";
import { Ok, operator, route, routes } from "./route.ts";

/** How long a deleted workspace can be restored, in days. */
export const kept_days = 7;

export const deletionRoutes = routes("workspaces", {
	deleteWorkspace: route("DELETE /api/workspaces/{workspace_id}", "Delete a workspace with everything in it", {
		access: "human",
		who: "the owner",
		answers: {
			204: [
				Ok,
				`It does not exist for anybody from then on; within ${kept_days} days the operator can restore it, afterwards nobody`,
			],
		},
	}),
	restoreWorkspace: route("POST /api/admin/workspaces/{workspace_id}/restore", "Undo the deletion of a workspace", {
		...operator,
		params: { workspace_id: WorkspaceId },
		answers: { 200: [Ok, "As it was; idempotent"] },
	}),
});
