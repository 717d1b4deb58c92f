import { nearCaller } from "../location.ts";
import { directoryOf } from "../middleware/directory.ts";
import type { Handlers } from "../mount.ts";

export const workspaces = {
	createWorkspace: (c, workspace) => c.var.directory.createWorkspace({ ...workspace, near: nearCaller(c) }),

	/** Slugs are unique across workspaces, so the Directory reserves one first. */
	updateWorkspace(c, { slug, ...change }) {
		if (slug === undefined) return c.var.workspace.updateWorkspace(change);
		return directoryOf(c.env, c.var.actor).updateWorkspace({ slug, ...change });
	},
} satisfies Handlers;
