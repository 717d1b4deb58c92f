import type { Member, Status, UserId } from "@clickclack/sdk";
import { now } from "../ui/now.svelte.ts";
import type { WorkspaceState } from "../state/workspace.svelte.ts";

/** In place of the emoji of one that has only a text, a speech bubble. */
export const signOf = ({ emoji }: Status): string => emoji || "💬";

/** It ends by the clock of this device too: nobody may be there to be told. */
export const statusIn = ({ status }: Pick<Member, "status">): Status | undefined =>
	status?.expires_at && now.date >= new Date(status.expires_at) ? undefined : status;

/** What somebody says of themselves now. Who is not known yet is asked for. */
export function statusOf(workspace: WorkspaceState, id: UserId): Status | undefined {
	const member = workspace.members.get(id);
	if (!member && workspace.has_more_members) workspace.people.need([id]);
	return member && statusIn(member);
}
