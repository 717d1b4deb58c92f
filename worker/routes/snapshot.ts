import { snapshotRoutes as routes } from "@clickclack/protocol";
import { answer } from "../answer.ts";
import { Noun } from "../context.ts";
import { inWorkspace } from "../serve.ts";

export const snapshot = new Noun();

snapshot.openapi(inWorkspace(routes.get), async (c) => answer(c, await c.var.workspace.getSnapshot({}), 200));
