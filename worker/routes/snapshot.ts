import { snapshotRoutes as routes } from "@clickclack/protocol";
import { noun } from "../context.ts";
import { inWorkspace } from "../serve.ts";

export const snapshot = noun();

snapshot.openapi(inWorkspace(routes.get), async (c) => c.json(await c.var.workspace.getSnapshot({}), 200));
