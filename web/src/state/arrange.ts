import type { Sidebar, UpdateSidebar } from "@clickclack/sdk";
import { sidebarAfter } from "@clickclack/sdk/sidebar-changes";
import { client } from "../client.ts";
import { errorText } from "../errors.ts";
import type { Conversation } from "./conversations.ts";
import { directs_key, isOwn, sectionsOf, type Section } from "./sections.ts";
import { toast } from "./toasts.svelte.ts";
import type { WorkspaceState } from "./workspace.svelte.ts";
import * as strings from "../strings/arranging.ts";

export type SectionKey = Sidebar["sections"][number]["key"];
type Order = NonNullable<NonNullable<UpdateSidebar["move"]>["order"]>;

// by the request itself: the SDK's class for it would be part of what is loaded first
const address = "/api/workspaces/{workspace_id}/sidebar";
const waiting: UpdateSidebar[] = [];
let last = Promise.resolve();

/** Changes my sidebar: shown at once, sent in order, taken back when the server refuses. */
export function arrange(workspace: WorkspaceState, change: UpdateSidebar): Promise<void> {
	workspace.sidebar = sidebarAfter(workspace.sidebar, change);
	waiting.push(change);
	last = last.then(() => send(workspace, change));
	return last;
}

async function send(workspace: WorkspaceState, change: UpdateSidebar): Promise<void> {
	const path = { workspace_id: workspace.workspace.id };
	const asked = client.client.request(`PATCH ${address}`, { path, body: change }).catch((error: unknown) => {
		toast.error(strings.failed(errorText(error)));
		return client.client.request(`GET ${address}`, { path }).then((sidebar) => ({ sidebar }));
	});
	const answer = await asked.catch(() => undefined);
	waiting.splice(waiting.indexOf(change), 1);
	// without any answer the next snapshot tells
	if (answer) workspace.sidebar = waiting.reduce<Sidebar>(sidebarAfter, answer.sidebar);
}

/** As they are shown, whatever is folded. */
export const sectionsIn = ({ joined, directs, sidebar }: WorkspaceState): Section[] =>
	sectionsOf(joined, directs.sorted, sidebar);

export const sectionOf = (workspace: WorkspaceState, { id }: Conversation): Section | undefined =>
	sectionsIn(workspace).find(({ conversations }) => conversations.some((one) => one.id === id));

/** One's own order: not among direct conversations, where the newest come first, nor where channels name the section. */
export const hasOrder = (key: string): key is SectionKey => key === "starred" || key === "channels" || isOwn(key);

/** So many as it takes to say where one is; those after it follow as they do by themselves. */
function orderWith(workspace: WorkspaceState, key: SectionKey, shown: Conversation[], moved: Conversation): Order {
	const known = new Set<string>(workspace.sidebar.sections.find((one) => one.key === key)?.ids);
	const end = shown.findLastIndex(({ id }) => id === moved.id || known.has(id));
	return shown.slice(0, end + 1).map(({ id }) => id);
}

/** @param before the conversation that it will stand before; at the end without one */
export function moveInto(workspace: WorkspaceState, one: Conversation, key: string, before?: Conversation): void {
	const scope_id = one.id;
	if (!hasOrder(key)) return void arrange(workspace, { move: { scope_id } });
	const shown = sectionsIn(workspace).find((section) => section.key === key)?.conversations ?? [];
	const others = shown.filter(({ id }) => id !== scope_id);
	const at = before ? others.findIndex(({ id }) => id === before.id) : -1;
	const order = orderWith(workspace, key, others.toSpliced(at < 0 ? others.length : at, 0, one), one);
	void arrange(workspace, { move: { scope_id, section: key, order } });
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

export const isStarred = ({ sidebar }: WorkspaceState, { id }: Conversation): boolean =>
	sidebar.sections.some(({ key, ids }) => key === "starred" && ids.includes(id));

export function toggleStar(workspace: WorkspaceState, one: Conversation): void {
	if (isStarred(workspace, one)) void arrange(workspace, { move: { scope_id: one.id } });
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
	void arrange(workspace, { order: keys.toSpliced(at, 1).toSpliced(to, 0, keys[at]!) });
}

const letters = "0123456789abcdefghjkmnpqrstvwxyz";

/** A new one of my own. @returns its key */
export function createSection(workspace: WorkspaceState, name: string): SectionKey {
	const random = [...crypto.getRandomValues(new Uint8Array(25))].map((byte) => letters[byte % 32]).join("");
	const key: `sec_${string}` = `sec_0${random}`;
	void arrange(workspace, { put: { key, name } });
	return key;
}
