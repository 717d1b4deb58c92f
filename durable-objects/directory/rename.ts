import type { Me, UpdateMe } from "@clickclack/protocol";
import { getMe, updateMe as update } from "./me.ts";
import { activeWorkspacesOf } from "./memberships.ts";
import { signedIn } from "./sessions.ts";
import type { Saga } from "./transaction.ts";
import { refuseHandle } from "./users.ts";

/** A new handle has to be free here, and in each of the caller's workspaces among the handles of groups. */
export async function updateMe({ write, workspace }: Saga, change: UpdateMe): Promise<Me> {
	const { handle } = change;
	const places = write((tx) => {
		const me = getMe(tx);
		if (handle === undefined || handle === me.handle) return [];
		refuseHandle(tx, handle, me.id);
		return activeWorkspacesOf(tx, signedIn(tx));
	});
	await Promise.all(places.map((id) => workspace(id, { kind: "system" }).refuseGroupHandle({ handle: handle! })));
	return write((tx) => update(tx, change));
}
