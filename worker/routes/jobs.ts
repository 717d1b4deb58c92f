import { type WorkspaceId, jobRoutes as routes } from "@clickclack/protocol";
import { answer } from "../answer.ts";
import { type Context, Noun } from "../context.ts";
import { doorOf } from "../middleware/workspace.ts";
import { inDirectory } from "../serve.ts";

export const jobs = new Noun();

/** The object whose jobs are meant. */
const ownerOf = (c: Context, workspace_id: WorkspaceId | undefined) =>
	workspace_id === undefined ? c.var.directory : doorOf(c, workspace_id);

jobs.openapi(inDirectory(routes.list), async (c) => {
	const query = c.req.valid("query");
	return answer(c, await ownerOf(c, query.workspace_id).listJobs(query), 200);
});

jobs.openapi(inDirectory(routes.run), async (c) => {
	const { workspace_id } = c.req.valid("query");
	return answer(c, { job: await ownerOf(c, workspace_id).runJob(c.req.valid("param")) }, 200);
});
