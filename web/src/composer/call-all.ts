import type { WorkspaceState } from "../state/workspace.svelte.ts";

/** Whether a text may call several people: then it is read closely, and asked about if they are many. In a thread only groups do. */
export function mayCallAll({ groups }: WorkspaceState, body: string, isInThread = false): boolean {
	const text = body.toLowerCase();
	return (
		(!isInThread && /@(?:channel|everyone|here)/.test(text)) ||
		[...groups.values()].some(({ handle }) => text.includes(`@${handle}`))
	);
}
