import type { WorkspaceState } from "./workspace.svelte.ts";

/** What a workspace has one of, made when it is asked for. */
export function oneFor<One>(make: (workspace: WorkspaceState) => One): (workspace: WorkspaceState) => One {
	const known = new WeakMap<WorkspaceState, One>();
	return (workspace) => {
		const one = known.has(workspace) ? known.get(workspace)! : make(workspace);
		known.set(workspace, one);
		return one;
	};
}
