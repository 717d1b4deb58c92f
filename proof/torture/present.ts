import { type Snapshot, isRequestError } from "@clickclack/sdk";
import type { Dice } from "./dice.ts";
import { each } from "../lanes.ts";
import type { Person } from "./person.ts";
import type { Stage } from "./stage.ts";

/** What one is told who is not in: removed, or signed out. Any other failure is no reason to look away. */
const not_in = new Set(["not_found", "unauthorized"]);

export function unlessOut(error: unknown): undefined {
	if (!isRequestError(error) || !not_in.has(error.code)) throw error;
}

/**
 * Those who may read, with what a fresh client gets. When the answer to a sign-out was lost, the Directory may know of
 * it before the workspace does: then both would be right, each for themselves.
 */
export async function whoIsIn({ people, workspace_id }: Stage): Promise<Map<Person, Snapshot>> {
	const snapshots = new Map<Person, Snapshot>();
	await each(people, async (person) => {
		const isSignedIn = await person.chat.me.get().catch(unlessOut);
		const snapshot = isSignedIn && (await person.chat.workspaces.snapshot(workspace_id).catch(unlessOut));
		person.standing = snapshot ? "in" : "unsure";
		if (snapshot) snapshots.set(person, snapshot);
	});
	return snapshots;
}

/** How many are asked at each inspection for what all could be asked. */
const asked = 4;

/** Any of those who may listen: who is blocked may only read. */
export function someOf(snapshots: Map<Person, Snapshot>, dice: Dice): Person[] {
	const all = [...snapshots].flatMap(([person, { me }]) => (me.blocked_at === undefined ? person : []));
	return [...new Set(Array.from({ length: asked }, () => dice.of(all)!))];
}
