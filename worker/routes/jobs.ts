import type { WorkspaceId } from "@clickclack/protocol";
import type { Context } from "../context.ts";
import { workspaceOf } from "../middleware/workspace.ts";
import type { Handlers } from "../mount.ts";

/** The object that has the jobs: a workspace or the Directory. */
const ownerOf = (c: Context, workspace_id: WorkspaceId | undefined) =>
	workspace_id === undefined ? c.var.directory : workspaceOf(c, workspace_id);

export const jobs = {
	listJobs: (c, query) => ownerOf(c, query.workspace_id).listJobs(query),
	runJob: (c, { job_id, workspace_id }) => ownerOf(c, workspace_id).runJob({ job_id }),
} satisfies Handlers;
