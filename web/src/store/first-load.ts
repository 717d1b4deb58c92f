import { type ConversationId, type MessagePage, type Snapshot, type Timeline, type WorkspaceId } from "@clickclack/sdk";
import { client } from "../client.ts";
import type { KeptWorkspace } from "./kept.ts";
import { lastPerson } from "./person.ts";
import { readWorkspace } from "./workspaces.ts";

/** The workspace and the conversation of an address. */
export interface Target {
	workspace_id?: WorkspaceId | undefined;
	conversation_id?: ConversationId | undefined;
}

/** What an address names, by route ids or ids. */
export interface Address {
	workspace?: string | undefined;
	target?: string | undefined;
}

/** A page of a conversation that was asked for before it was to be drawn. */
interface FirstPage {
	id: ConversationId;
	/** undefined when it cannot be used: the conversation then asks again */
	page: Promise<Timeline | undefined>;
}

/** A workspace as it was kept; without that, what the server has answered. */
type Start = { kept: KeptWorkspace } | { snapshot: Snapshot; first: FirstPage | undefined };

let begun: { workspace_id: WorkspaceId; start: Promise<Start> } | undefined;

/** Begins to load what an address leads to, beside everything else that is loaded. */
export function begin({ workspace_id, conversation_id }: Target): void {
	const person = lastPerson();
	if (!workspace_id || person === undefined || begun) return;
	const start = load(person, workspace_id, conversation_id);
	start.catch(() => {}); // whoever opens the workspace gets it
	begun = { workspace_id, start };
}

/** Begins to load what an address leads to in a browser that was never there: the server tells what that is. */
export async function beginAt({ workspace, target }: Address): Promise<void> {
	if (!workspace || !target) return;
	const found = await client.workspaces.resolve(workspace, target.replace(/^#/, "")).catch(() => undefined);
	if (found) begin({ ...found, conversation_id: found.parent_id ?? (found.target_id as ConversationId) });
}

/** What was begun for a workspace, once; or the same begun now. */
export async function startOf(person: string, workspace_id: WorkspaceId): Promise<Start> {
	const mine = begun?.workspace_id === workspace_id ? begun.start : undefined;
	begun = undefined;
	return await (mine ?? load(person, workspace_id, undefined));
}

async function load(person: string, workspace_id: WorkspaceId, id: ConversationId | undefined): Promise<Start> {
	const kept = await readWorkspace(person, workspace_id);
	if (kept) return { kept };
	// asked now, and not when somebody waits for it
	const asked = id ? Promise.resolve(client.messages.list(id)) : undefined;
	asked?.catch(() => {});
	const snapshot = await client.workspaces.snapshot(workspace_id);
	return { snapshot, first: asked && id && { id, page: usable(asked, snapshot) } };
}

/** The events after a snapshot complete a page, unless it is older than that. */
async function usable(asked: Promise<MessagePage>, { cursor }: Snapshot): Promise<Timeline | undefined> {
	const page = await asked.then(
		(page) => page,
		() => undefined,
	);
	if (!page || page.cursor < cursor) return undefined;
	const { messages, has_older, has_newer } = page;
	return { messages, has_older, has_newer };
}
