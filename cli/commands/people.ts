import { type ClickClack, type UserId, type WorkspaceId, isId } from "@clickclack/sdk";
import { Stop, exit } from "../exit.ts";

/** People by their handles: `@grace,@linus`. */
export async function findPeople(chat: ClickClack, workspace_id: WorkspaceId, handles: string): Promise<UserId[]> {
	const given = handles.split(",").map((handle) => handle.trim().replace(/^@/, "").toLowerCase());
	return await Promise.all(given.map((handle) => findPerson(chat, workspace_id, handle)));
}

/** @throws Stop when nobody has it */
export async function findPerson(chat: ClickClack, workspace_id: WorkspaceId, handle: string): Promise<UserId> {
	if (isId("usr", handle)) return handle;
	for await (const { user } of chat.members.list(workspace_id, { q: handle }))
		if (user.handle === handle) return user.id;
	throw new Stop(exit.not_found, `nobody here has the handle @${handle}`);
}
