import type { Sidebar, UpdateSidebar } from "@clickclack/sdk";
import { newSectionId, sidebarAfter } from "@clickclack/sdk/sidebar-changes";
import { client } from "../client.ts";
import { errorText } from "../errors.ts";
import type { Conversation } from "./conversations.ts";
import { directs_key, isOwn, sectionsOf, type Section } from "./sections.ts";
import { sectionBack } from "./section-back.ts";
import { toast } from "./toasts.svelte.ts";
import type { WorkspaceState } from "./workspace.svelte.ts";
import * as strings from "../strings/arranging.ts";
import { oneFor } from "./one-for.ts";

export type SectionKey = Sidebar["sections"][number]["key"];
type Order = NonNullable<NonNullable<UpdateSidebar["move"]>["order"]>;

// by the request itself: the SDK's class for it would be part of what is loaded first
const address = "/api/workspaces/{workspace_id}/sidebar";

/** A change that is shown though the events have not told it yet. */
interface Waiting {
	change: UpdateSidebar;
	/** of its event, once the server has answered */
	cursor?: string;
}

/** What was changed in a workspace, oldest first, until its event has come: older events take nothing back. */
class Changes {
	readonly #workspace: WorkspaceState;
	#waiting: Waiting[] = [];
	#last = Promise.resolve();

	constructor(workspace: WorkspaceState) {
		this.#workspace = workspace;
		workspace.followers.push(this);
	}

	add(change: UpdateSidebar): void {
		const one: Waiting = { change };
		this.#show([...this.#waiting, one]);
		this.#last = this.#last.then(() => this.#send(one));
	}

	receive(): void {
		const { cursor: seen } = this.#workspace;
		const isTold = ({ cursor }: Waiting) => cursor !== undefined && cursor <= seen;
		if (this.#waiting.some(isTold)) this.#show(this.#waiting.filter((one) => !isTold(one)));
	}

	async #send(one: Waiting): Promise<void> {
		const path = { workspace_id: this.#workspace.workspace.id };
		try {
			const { event } = await client.client.request(`PATCH ${address}`, { path, body: one.change });
			// without one, nothing was changed
			one.cursor = event?.cursor ?? "";
		} catch (error) {
			one.cursor = "";
			toast.error(strings.failed(errorText(error)));
		}
		this.receive();
	}

	#show(waiting: Waiting[]): void {
		this.#waiting = waiting;
		this.#workspace.rearranged = (sidebar) =>
			waiting.reduce<Sidebar>((shown, { change }) => sidebarAfter(shown, change), sidebar);
	}
}

const changesIn = oneFor((workspace) => new Changes(workspace));

/** Changes my sidebar: shown at once, sent in order, taken back when the server refuses. */
export const arrange = (workspace: WorkspaceState, change: UpdateSidebar): void => changesIn(workspace).add(change);

/** As they are shown, whatever is folded. */
export const sectionsIn = ({ joined, directs, arranged }: WorkspaceState): Section[] =>
	sectionsOf(joined, directs.sorted, arranged);

export const sectionOf = (workspace: WorkspaceState, { id }: Conversation): Section | undefined =>
	sectionsIn(workspace).find(({ conversations }) => conversations.some((one) => one.id === id));

/** One's own order: not among direct conversations, where the newest come first, nor where channels name the section. */
export const hasOrder = (key: string): key is SectionKey => key === "starred" || key === "channels" || isOwn(key);

/** So many as it takes to say where one is; those after it follow as they do by themselves. */
function orderWith(workspace: WorkspaceState, key: SectionKey, shown: Conversation[], moved: Conversation): Order {
	const known = new Set<string>(workspace.arranged.sections.find((one) => one.key === key)?.ids);
	const end = shown.findLastIndex(({ id }) => id === moved.id || known.has(id));
	return shown.slice(0, end + 1).map(({ id }) => id);
}

/** @param before the conversation that it will stand before; at the end without one */
export function moveInto(workspace: WorkspaceState, one: Conversation, key: string, before?: Conversation): void {
	const scope_id = one.id;
	if (!hasOrder(key)) return arrange(workspace, { move: { scope_id } });
	const shown = sectionsIn(workspace).find((section) => section.key === key)?.conversations ?? [];
	const others = shown.filter(({ id }) => id !== scope_id);
	const at = before ? others.findIndex(({ id }) => id === before.id) : -1;
	const order = orderWith(workspace, key, others.toSpliced(at < 0 ? others.length : at, 0, one), one);
	arrange(workspace, { move: { scope_id, section: key, order } });
}

/** What it would stand before after a step; false where there is no way. */
function next(workspace: WorkspaceState, one: Conversation, by: 1 | -1): Conversation | undefined | false {
	const { key = directs_key, conversations = [] } = sectionOf(workspace, one) ?? {};
	const at = conversations.findIndex(({ id }) => id === one.id) + by;
	return hasOrder(key) && at >= 0 && at < conversations.length && conversations[by < 0 ? at : at + 1];
}

export const canStep = (workspace: WorkspaceState, one: Conversation, by: 1 | -1): boolean =>
	next(workspace, one, by) !== false;

export function step(workspace: WorkspaceState, one: Conversation, by: 1 | -1): void {
	const before = next(workspace, one, by);
	if (before !== false) moveInto(workspace, one, sectionOf(workspace, one)!.key, before);
}

export const isStarred = ({ arranged }: WorkspaceState, { id }: Conversation): boolean =>
	arranged.sections.some(({ key, ids }) => key === "starred" && ids.includes(id));

export function toggleStar(workspace: WorkspaceState, one: Conversation): void {
	if (isStarred(workspace, one)) arrange(workspace, { move: { scope_id: one.id } });
	else moveInto(workspace, one, "starred");
}

/** Those that have a place of their own, in the order shown. */
const orderedKeys = (workspace: WorkspaceState): SectionKey[] =>
	sectionsIn(workspace).flatMap(({ key }) => (hasOrder(key) || key === directs_key ? [key] : []));

export function stepSection(workspace: WorkspaceState, key: string, by: 1 | -1): void {
	const keys = orderedKeys(workspace);
	const at = keys.indexOf(key as SectionKey);
	const to = at + by;
	if (at < 0 || to < 0 || to >= keys.length) return;
	arrange(workspace, { order: keys.toSpliced(at, 1).toSpliced(to, 0, keys[at]!) });
}

/** What was in it is where it belongs by itself. For a while that can be undone. */
export function removeSection(workspace: WorkspaceState, { key, title }: Section): void {
	const before = workspace.arranged;
	arrange(workspace, { remove: { key: key as SectionKey } });
	const undo = () => {
		for (const change of sectionBack(before, workspace.arranged, key as SectionKey)) arrange(workspace, change);
	};
	toast.undo(strings.sectionRemoved(title), { undo });
}

/** A new one of my own. @returns its key */
export function createSection(workspace: WorkspaceState, name: string): SectionKey {
	const key = newSectionId();
	arrange(workspace, { put: { key, name } });
	return key;
}
