import { nearCaller } from "../location.ts";
import type { Handlers } from "../mount.ts";

export const workspaces = {
	createWorkspace: (c, workspace) => c.var.directory.createWorkspace({ ...workspace, near: nearCaller(c) }),
} satisfies Handlers;
