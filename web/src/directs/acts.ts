import { tick } from "svelte";
import { can, type UserId } from "@clickclack/sdk";
import { client } from "../client.ts";
import { errorText } from "../errors.ts";
import { router } from "../router.svelte.ts";
import { conversationPath } from "../routes.ts";
import type { DirectConversation } from "../state/conversations.ts";
import { namesIn } from "../state/titles.ts";
import { toast, undo_longer_ms } from "../state/toasts.svelte.ts";
import type { WorkspaceState } from "../state/workspace.svelte.ts";
import * as strings from "../strings/direct-parts.ts";

/** Whether I may open a conversation with somebody. */
export function mayMessage({ me, members }: WorkspaceState, user_id: UserId): boolean {
	const other = members.get(user_id);
	return other !== undefined && user_id !== me.user.id && can("direct.create", me) && can("direct.include", me, other);
}

/** The conversation with these people: one that is there, or a new one. @throws when there can be none */
export async function directWith(workspace: WorkspaceState, user_ids: UserId[]): Promise<DirectConversation> {
	const known = workspace.directs.with(user_ids);
	if (known) return known;
	const { conversation } = await client.dms.create(workspace.workspace.id, user_ids);
	workspace.keep(conversation);
	return conversation;
}

/** Leads there, from where nothing but a toast can say that it failed. */
export const openDirect = (workspace: WorkspaceState, user_ids: UserId[]): Promise<void> =>
	directWith(workspace, user_ids).then(
		(one) => router.go(conversationPath(one)),
		(error: unknown) => toast.error(strings.openFailed(errorText(error))),
	);

/** Takes a conversation out of my list at once; for a while that can be undone. */
export function closeDirect(workspace: WorkspaceState, one: DirectConversation): void {
	const wasShown = workspace.places.get(router.url.target)?.conversation_id === one.id;
	const reopen = async () => {
		await closed;
		workspace.keep((await client.dms.open(one.id)).conversation);
		if (wasShown) router.go(conversationPath(one));
	};
	workspace.hide(one.id);
	const closed = client.dms.close(one.id).catch((error: unknown) => {
		workspace.keep(one);
		toast.error(strings.closeFailed(errorText(error)));
	});
	toast.undo(strings.closed(namesIn(one, workspace.me.user.id)), {
		undo: () => void reopen().catch((error: unknown) => toast.error(strings.openFailed(errorText(error)))),
		life_ms: undo_longer_ms,
	});
}

/** In a list of links: the focus goes to the one that takes its place. */
export async function closeInList(
	workspace: WorkspaceState,
	one: DirectConversation,
	at: number,
	links: () => HTMLElement[],
): Promise<void> {
	closeDirect(workspace, one);
	await tick();
	if (document.activeElement === document.body) (links()[at] ?? links().at(-1))?.focus();
}
