import { conversationOf, mentions, seqOf, type Message, type ServerEvent } from "@clickclack/sdk";
import { SvelteMap, SvelteSet } from "svelte/reactivity";
import { isDirect } from "../state/conversations.ts";
import { isMove } from "../state/is-move.ts";
import { isWritten } from "../state/news.ts";
import { isNewTo } from "../state/unread.ts";
import { oneFor } from "../state/one-for.ts";
import type { WorkspaceState } from "../state/workspace.svelte.ts";
import type { UnreadEntry } from "./entries.ts";
import { page_size, readAfter, readMentions, type Read } from "./read-words.ts";

/** So many pages are looked through at once for what mentions me. */
const most_pages = 5;

const keyOf = (message: Message): string => message.parent_message_id ?? conversationOf(message);

/** The first unread messages of what is in the inbox, as far as they were on the screen. Events keep them current. */
class Words {
	readonly #workspace: WorkspaceState;
	readonly #read = new SvelteMap<string, Read>();
	/** those that mention me and that the server was asked for one by one */
	readonly #mentions = new SvelteMap<string, Message>();
	/** when something was said there last: known from the beginning, or as it happens, so that nothing moves by being seen */
	readonly #times = new SvelteMap<string, string>();
	/** what came while the server was asked, by what it was asked for */
	readonly #asked = new Map<string, Message[]>();
	/** by what is loaded: one after the other, each looks for what is there by then */
	readonly #loading = new Map<string, Promise<void>>();
	readonly failed = new SvelteSet<string>();
	#epoch = 0;

	constructor(workspace: WorkspaceState) {
		this.#workspace = workspace;
		workspace.followers.push(this);
	}

	of({ key }: UnreadEntry): Read | undefined {
		return this.#read.get(key);
	}

	timeOf({ key, conversation, thread }: UnreadEntry): string {
		const known = this.#times.get(key);
		if (known) return known;
		return (!thread && conversation && isDirect(conversation) && conversation.last_message_at) || "";
	}

	/** What is unread of those that are loaded. */
	unreadOf({ key, read_seq }: UnreadEntry): Message[] {
		const { me } = this.#workspace;
		return (this.#read.get(key)?.messages ?? []).filter((one) => seqOf(one) > read_seq && isNewTo(one, me.user));
	}

	/** Those that mention me. */
	mentionsOf(entry: UnreadEntry): Message[] {
		const { me } = this.#workspace;
		const asked = [...this.#mentions.values()].filter((one) => keyOf(one) === entry.key);
		const all = new Map([...asked, ...this.unreadOf(entry)].map((one) => [one.id, one]));
		return [...all.values()]
			.filter((one) => seqOf(one) > entry.read_seq && isNewTo(one, me.user) && mentions(one, me.user))
			.toSorted((a, b) => seqOf(a) - seqOf(b));
	}

	/** Of the first ones, before the list is shown: they say in which order they are. */
	async begin(entries: UnreadEntry[]): Promise<void> {
		await Promise.all(entries.map((entry) => this.load(entry)));
		for (const { key } of entries) {
			const last = this.#read.get(key)?.last;
			if (last) this.#times.set(key, last.created_at);
		}
	}

	/** So many messages of an entry, or of those in it that mention me; at least the first page. Again after a failure. */
	load(entry: UnreadEntry, most = 0, onlyMentions = false): Promise<void> {
		const before = this.#loading.get(entry.key);
		const loading = (async () => {
			await before;
			await this.#load(entry, most, onlyMentions);
		})();
		this.#loading.set(entry.key, loading);
		return loading;
	}

	async #load(entry: UnreadEntry, most: number, onlyMentions: boolean): Promise<void> {
		this.#forgetMissed();
		try {
			await this.#begin(entry);
			if (onlyMentions) await this.#findMentions(entry, Math.min(most, entry.mentions));
			else if (this.unreadOf(entry).length < most) await this.#more(entry);
			this.failed.delete(entry.key);
		} catch {
			this.failed.add(entry.key);
		}
	}

	/** The first page, unless that is there. */
	async #begin(entry: UnreadEntry): Promise<void> {
		const known = this.#read.get(entry.key);
		const isThere = known && known.from <= entry.read_seq && (!known.has_newer || this.unreadOf(entry).length > 0);
		if (!isThere) await this.#ask(entry.key, () => readAfter(entry, entry.read_seq));
	}

	async #more(entry: UnreadEntry): Promise<void> {
		const known = this.#read.get(entry.key);
		if (!known?.has_newer) return;
		await this.#ask(entry.key, async () => {
			const next = await readAfter(entry, seqOf(known.messages.at(-1)!));
			return { ...next, from: known.from, messages: [...known.messages, ...next.messages] };
		});
	}

	/** The first of those that mention me: they are asked for wherever they are known to stand, and looked for elsewhere. */
	async #findMentions(entry: UnreadEntry, most: number): Promise<void> {
		await this.#askForMentions(entry, most);
		const has = () => this.mentionsOf(entry).length >= most;
		for (let page = 0; page < most_pages && !has(); page++) await this.#more(entry);
	}

	async #askForMentions(entry: UnreadEntry, most: number): Promise<void> {
		const known = new Set<string>(this.mentionsOf(entry).map(({ id }) => id));
		const ids = [...this.#workspace.mentions.values()]
			.filter((one) => one.conversation_id === entry.key && one.seq > entry.read_seq)
			.toSorted((a, b) => a.seq - b.seq)
			.slice(0, most)
			.map(({ message_id }) => message_id);
		const missing = ids.filter((id) => !known.has(id));
		for (const message of await readMentions(missing)) this.#mentions.set(message.id, message);
	}

	receive(events: ServerEvent[]): void {
		for (const event of events) {
			if (isMove(event, this.#workspace.me.user.id)) this.#forget(event.channel_id);
			const isChanged = event.type === "message.updated" || event.type === "message.deleted";
			if (!isChanged && !isWritten(event)) continue;
			const { message } = event.payload;
			const key = keyOf(message);
			if (!isChanged) this.#times.set(key, message.created_at);
			this.#asked.get(key)?.push(message);
			this.#note(key, message);
		}
	}

	#note(key: string, message: Message): void {
		if (this.#mentions.has(message.id)) this.#mentions.set(message.id, message);
		const read = this.#read.get(key);
		if (read) this.#read.set(key, withMessage(read, message));
	}

	async #ask(key: string, read: () => Promise<Read>): Promise<void> {
		const came: Message[] = [];
		this.#asked.set(key, came);
		try {
			this.#read.set(key, await read());
			for (const message of came) this.#note(key, message);
		} finally {
			this.#asked.delete(key);
		}
	}

	/** Nobody told what was missed. */
	#forgetMissed(): void {
		if (this.#epoch === this.#workspace.epoch) return;
		this.#epoch = this.#workspace.epoch;
		this.#read.clear();
		this.#mentions.clear();
	}

	/** What was said in a channel, and in its threads: what is in other places stays. */
	#forget(place: ServerEvent["channel_id"]): void {
		for (const [key, { root, last }] of this.#read)
			if ([root, last].some((one) => one && conversationOf(one) === place)) this.#read.delete(key);
		for (const [id, message] of this.#mentions) if (conversationOf(message) === place) this.#mentions.delete(id);
	}
}

export const wordsIn = oneFor((workspace) => new Words(workspace));

/** With a message as it is now; a new one where all before it are loaded. */
function withMessage(read: Read, message: Message): Read {
	const seq = seqOf(message);
	const last = !read.last || seq >= seqOf(read.last) ? message : read.last;
	const root = read.root?.id === message.id ? message : read.root;
	if (read.messages.some(({ id }) => id === message.id))
		return { ...read, root, last, messages: read.messages.map((one) => (one.id === message.id ? message : one)) };
	const isNext = seq > (read.last ? seqOf(read.last) : read.from);
	if (!isNext) return { ...read, root };
	// a page too long: the rest is asked for
	if (read.has_newer || read.messages.length >= page_size) return { ...read, root, last, has_newer: true };
	return { ...read, root, last, messages: [...read.messages, message] };
}
