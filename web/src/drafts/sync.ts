import {
	Chat,
	conversationOf,
	Drafts,
	isPassing,
	pause,
	type Draft,
	type MessageId,
	type ConversationId,
	type ServerEvent,
	type WorkspaceId,
} from "@clickclack/sdk";
import { drafts } from "../state/drafts.svelte.ts";
import { session } from "../state/session.svelte.ts";
import { laterClient } from "../state/later-client.ts";
import type { WorkspaceState } from "../state/workspace.svelte.ts";
import { alone } from "../store/lock.ts";
import { isStillHere } from "../store/person.ts";
import { Device, type Save } from "./device.ts";
import { tagOf } from "./targets.ts";
import { oneFor } from "../state/one-for.ts";

/** A text is saved when nothing was typed for so long, and at most this late. */
const pause_ms = 3_000;
const longest_ms = 15_000;
const typing_ms = 5_000;
const sign_out_ms = 2_000;
/** in place of a tab's: what came from another device is one copy, whichever tabs take it */
const synced = "synced";

type Target = ConversationId | MessageId;
const timelineOf = (draft: Draft): Target => draft.thread_root_id ?? conversationOf(draft);

/** by workspace: when the list was made that was asked for last */
const listed = new Map<string | undefined, number>();

const device = new Device(
	{
		all: (timeline) => drafts.all(timeline).map(({ body }) => body),
		take(timeline, { version, body }) {
			const mine = drafts.all(timeline)[0];
			drafts.replace(mine, body ? { timeline, tab: synced, at: version, body } : undefined);
		},
		isTyping(timeline) {
			const { tab, at } = drafts.all(timeline)[0] ?? { tab: synced, at: 0 };
			return tab !== synced && Date.now() - at < typing_ms;
		},
	},
	drafts.bases,
	(timeline) => listed.get(tagOf(timeline)) ?? 0,
);

const saveBy =
	(client: Drafts): Save =>
	async (timeline, body, version) => {
		// another tab may have signed in as somebody else: it would become a draft of theirs
		if (!isStillHere(session.user.id)) throw new Error("another person has signed in");
		return (await client.save(timeline as Target, { body, ...(version && { version }) })).draft;
	};
const saved = saveBy(laterClient.drafts);
/** Over HTTP: what is under way when the page is closed still arrives. */
const last = saveBy(
	new Drafts(
		new Chat({ baseUrl: location.origin, fetch: (url, init) => fetch(url, { ...init, keepalive: true }) }).client,
	),
);

const waiting = new Set<string>();
let waits_since = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

/** One that is refused is tried again after the next edit and with the next connection. */
const save = (timeline: string): Promise<void> =>
	alone(`draft.${timeline}`, () => device.save(timeline, saved)).catch((error: unknown) => {
		if (isPassing(error) && navigator.onLine) setTimeout(saveLater, longest_ms, timeline);
	});

const saveBoth = (timeline: string): Promise<void> =>
	alone(`draft.${timeline}`, () => device.saveBoth(timeline, saved)).catch(() => {});

async function saveWaiting(): Promise<void> {
	const all = [...waiting];
	waiting.clear();
	await Promise.all(all.map(save));
}

function saveLater(timeline: string): void {
	if (waiting.size === 0) waits_since = Date.now();
	waiting.add(timeline);
	clearTimeout(timer);
	timer = setTimeout(() => void saveWaiting(), Math.min(pause_ms, waits_since + longest_ms - Date.now()));
}

/** A page that is being closed saves without waiting for the answer: the next one may send the text before it is told of that. */
function receive(timeline: string, told: { version: number; body: string }): void {
	if (drafts.early.get(timeline)?.includes(told.body)) device.noteSent(timeline, told.body);
	device.receive(timeline, told);
	if (device.isUnsaved(timeline)) saveLater(timeline);
}

/** Those in a workspace of which something is here. */
const targetsIn = (tag: string | undefined): string[] =>
	[...new Set([...drafts.keys(), ...drafts.bases.keys()])].filter((timeline) => {
		const own = tagOf(timeline);
		return own !== undefined && (tag === undefined || own === tag);
	});

drafts.onedit = (timeline) => {
	if (tagOf(timeline) === undefined) return;
	device.reconsider(timeline);
	if (device.isUnsaved(timeline)) saveLater(timeline);
};
drafts.isListed = (timeline) => listed.has(tagOf(timeline));
drafts.finish = async (isSure) => {
	clearTimeout(timer);
	waiting.clear();
	const all = targetsIn(undefined);
	const late = pause(sign_out_ms);
	await Promise.race([Promise.all(all.map(save)), late]);
	const unsaved = all.filter((timeline) => device.isUnsaved(timeline));
	// who may stay is not to find two texts in one
	if (isSure || unsaved.length === 0) await Promise.race([Promise.all(all.map(saveBoth)), late]);
	for (const timeline of unsaved) saveLater(timeline);
	return !all.some((timeline) => device.isOnlyHere(timeline));
};

/** The page may be gone before the next turn. */
function saveNow(): void {
	for (const timeline of waiting) void device.save(timeline, last).catch(() => saveLater(timeline));
	waiting.clear();
}
addEventListener("pagehide", saveNow);
document.addEventListener("visibilitychange", () => document.hidden && saveNow());

const follow = oneFor(({ followers }) => followers.push({ receive: takeFrom }));

/** What other devices wrote, and what was written here while there was no connection. */
export async function syncDrafts(workspace: WorkspaceState): Promise<void> {
	follow(workspace);
	const { id } = workspace.workspace;
	await load(id).catch(() => {});
	for (const timeline of targetsIn(tagOf(id))) if (device.isUnsaved(timeline)) void save(timeline);
}

function takeFrom(events: ServerEvent[]): void {
	for (const { type, payload } of events)
		if (type === "draft.updated") receive(timelineOf(payload.draft), payload.draft);
}

async function load(workspace_id: WorkspaceId): Promise<void> {
	const known = targetsIn(tagOf(workspace_id)).filter((timeline) => drafts.bases.get(timeline));
	const first = await laterClient.drafts.list(workspace_id);
	listed.set(tagOf(workspace_id), first.as_of - 1);
	const found = new Set<string>();
	for (let page = first; ; page = await laterClient.drafts.list(workspace_id, { cursor: page.next_cursor })) {
		for (const draft of page.drafts) {
			found.add(timelineOf(draft));
			receive(timelineOf(draft), draft);
		}
		if (!page.has_more) break;
	}
	for (const timeline of drafts.early.keys())
		if ([undefined, tagOf(workspace_id)].includes(tagOf(timeline))) drafts.early.delete(timeline);
	for (const timeline of known) if (!found.has(timeline)) device.forget(timeline, first.as_of - 1);
}

export const useOther = (timeline: string): void => device.useOther(timeline);

export function dropOther(timeline: string): void {
	device.dropOther(timeline);
	saveLater(timeline);
}
