import { seqOf, type Message, type MessageId } from "@clickclack/sdk";
import { client } from "../client.ts";
import type { UnreadEntry } from "./entries.ts";
import { unlessGone } from "../state/unless-gone.ts";

export const page_size = 20;

/** A window on what comes after a position. */
export interface Read {
	from: number;
	messages: Message[];
	has_newer: boolean;
	/** the newest of all */
	last: Message | undefined;
	/** of a thread */
	root: Message | undefined;
}

interface Page {
	messages: Message[];
	has_newer: boolean;
	root?: Message;
}

/** At most so many as a page has, and the newest one. */
export async function readAfter(entry: UnreadEntry, seq: number): Promise<Read> {
	const { messages, has_newer, root } = await pageOf(entry, { after_seq: seq, limit: page_size });
	const newest = has_newer ? (await pageOf(entry, { limit: 1 })).messages : messages;
	return { from: seq, messages, has_newer, last: newest.at(-1), root };
}

async function pageOf(
	{ key, thread, conversation }: UnreadEntry,
	window: { after_seq?: number; limit: number },
): Promise<Page> {
	if (!thread) return await client.messages.list(conversation!.id, window);
	const isNewest = window.after_seq === undefined;
	const { root, replies, has_newer } = await client.threads.get(
		key as MessageId,
		isNewest ? { ...window, latest: "true" } : window,
	);
	return { root, messages: replies, has_newer };
}

/** Those that are still there for me. */
export async function readMentions(ids: string[]): Promise<Message[]> {
	const found = await Promise.all(ids.map((id) => unlessGone(client.messages.get(id as MessageId))));
	return found.filter((one) => one !== undefined).toSorted((a, b) => seqOf(a) - seqOf(b));
}
