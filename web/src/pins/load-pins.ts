import type { ConversationId, MessageId, PinPage, PinnedMessage } from "@clickclack/sdk";
import { laterClient } from "../state/later-client.ts";
import type { WorkspaceState } from "../state/workspace.svelte.ts";

/** The timeline that the pinned messages of a conversation are kept in, where edits reach them. */
export const pinsKey = (id: ConversationId): string => `pins of ${id}`;

/** Loads which messages are pinned in a conversation; events keep that current. */
export async function loadPins(workspace: WorkspaceState, id: ConversationId): Promise<void> {
	await load(workspace, id, { limit: 1 }, () => undefined);
}

/**
 * Loads the messages too, or those after a page of them.
 * @returns all pins, and where the next page begins
 */
export async function loadPinned(
	workspace: WorkspaceState,
	id: ConversationId,
	cursor?: PinnedMessage["id"],
): Promise<Pick<PinPage, "pins" | "next_cursor">> {
	let loaded: Pick<PinPage, "pins" | "next_cursor"> = { pins: [] };
	await load(workspace, id, { cursor }, (page) => {
		loaded = page;
		const before = cursor === undefined ? [] : (workspace.timelines.get(pinsKey(id))?.messages ?? []);
		return { messages: [...before, ...page.messages], has_older: true, has_newer: true };
	});
	return loaded;
}

type Query = Parameters<typeof laterClient.pins.list>[1];
type Merge = (page: PinPage) => ReturnType<Parameters<WorkspaceState["loader"]["load"]>[2]>;

const load = (workspace: WorkspaceState, id: ConversationId, query: Query, merge: Merge): Promise<void> =>
	workspace.loader.load(
		pinsKey(id),
		async () => await laterClient.pins.list(id, query),
		(page) => {
			workspace.pins.set(
				id,
				page.pins.map((pin): MessageId => pin.message_id),
			);
			return merge(page);
		},
	);
