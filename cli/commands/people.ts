import { type ClickClack, type UserId, type WorkspaceId, isId } from "@clickclack/sdk";
import { Stop, exit } from "../exit.ts";

/** People by their handles: `@grace,@linus`. */
export const findPeople = (chat: ClickClack, workspace_id: WorkspaceId, handles: string): Promise<UserId[]> =>
	Promise.all(handles.split(",").map((handle) => findPerson(chat, workspace_id, handle)));

/** Somebody by their handle, with `@` or without, or by their id. */
export async function findPerson(chat: ClickClack, workspace_id: WorkspaceId, given: string): Promise<UserId> {
	const handle = given.trim().replace(/^@/, "").toLowerCase();
	if (isId("usr", handle)) return handle;
	for await (const { user } of chat.members.list(workspace_id, { q: handle }))
		if (user.handle === handle) return user.id;
	throw new Stop(exit.not_found, `nobody here has the handle @${handle}`);
}
