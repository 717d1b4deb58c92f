import { client } from "../client.ts";
import { lastVisited } from "../state/last-visited.ts";
import { session } from "../state/session.svelte.ts";

/** When the pause ends that I made for the workspace that I am in; undefined without one, or where that is not known. */
export async function pausedUntil(): Promise<string | undefined> {
	const here = lastVisited.workspace(session.workspaces);
	const settings = here && (await client.attention.get(here.id).catch(() => undefined));
	const until = settings?.paused_until;
	return until !== undefined && new Date(until) > new Date() ? until : undefined;
}
