import type { ListedThread, Message, MyThread, ServerEvent, ThreadPage } from "@clickclack/sdk";
import { client } from "../client.ts";
import type { WorkspaceState } from "../state/workspace.svelte.ts";
import { Attempt } from "../ui/attempt.svelte.ts";

export const page_size = 20;

/** Reads the page that a cursor leads to; without one, the first. */
type ReadThreads = (cursor: string | undefined) => PromiseLike<ThreadPage>;

/** A list of threads, as far as it is loaded, kept current by the events. */
export class ThreadList {
	threads = $state.raw<ListedThread[]>();
	/** where the next page begins */
	next = $state.raw<string>();
	readonly attempt = new Attempt();
	readonly #workspace: WorkspaceState;
	readonly #read: ReadThreads;
	/** something has changed while a page was on its way */
	#isOutdated = false;

	constructor(workspace: WorkspaceState, read: ReadThreads) {
		this.#workspace = workspace;
		this.#read = read;
	}

	/** The first page again. What is listed after it stays, unless it has come to the top. */
	async load(): Promise<void> {
		this.#isOutdated = true;
		await this.attempt.run(() => this.#catchUp());
	}

	async more(): Promise<void> {
		await this.attempt.run(async () => {
			const { threads, next_cursor } = await this.#page(this.next);
			const known = new Set(this.threads?.map((one) => one.root_message_id));
			this.next = next_cursor;
			this.threads = [...(this.threads ?? []), ...threads.filter((one) => !known.has(one.root_message_id))];
			await this.#catchUp();
		});
	}

	/** What is unread in it now. */
	standing(listed: ListedThread): MyThread {
		return this.#workspace.followed?.threads.get(listed.root_message_id) ?? listed;
	}

	/**
	 * Keeps what is listed current, as long as it is shown.
	 * @param isWanted whether a thread that is not listed yet has its place here, by a reply to it
	 * @returns what ends it
	 */
	follow(isWanted: (reply: Message) => boolean = () => false): () => void {
		const { followers } = this.#workspace;
		const receive = (events: ServerEvent[]) => events.forEach((event) => this.#apply(event, isWanted));
		const follower = { receive };
		followers.push(follower);
		return () => void followers.splice(followers.indexOf(follower), 1);
	}

	async #catchUp(): Promise<void> {
		while (this.#isOutdated) {
			this.#isOutdated = false;
			const { threads, next_cursor } = await this.#page(undefined);
			const isNew = this.threads === undefined || this.threads.length <= page_size;
			const ids = new Set(threads.map((one) => one.root_message_id));
			const rest = isNew ? [] : this.threads!.filter((one) => !ids.has(one.root_message_id));
			if (isNew) this.next = next_cursor;
			this.threads = [...threads, ...rest];
		}
	}

	/** A page may be empty although there are more. */
	async #page(cursor: string | undefined): Promise<ThreadPage> {
		const page = await this.#read(cursor);
		return page.threads.length > 0 || page.next_cursor === undefined ? page : await this.#page(page.next_cursor);
	}

	#apply({ type, payload }: ServerEvent, isWanted: (reply: Message) => boolean): void {
		if (type === "thread.reply_created") {
			const { message, root_message_id: id } = payload;
			if (!this.#has(id) && isWanted(message)) void this.load();
			return this.#change(id, (one) => withReply(one, message));
		}
		if (type === "thread.state_updated") {
			const { root_message_id, thread_state } = payload;
			return this.#change(root_message_id, (one) => ({ ...one, root: { ...one.root, thread_state } }));
		}
		if (type !== "message.updated" && type !== "message.deleted") return;
		const { message } = payload;
		if (message.deleted_at && message.parent_message_id) void this.#replaceLast(message);
		else this.#change(message.thread_root_id, (one) => withMessage(one, message));
	}

	#has(id: string): boolean {
		return this.threads?.some((one) => one.root_message_id === id) ?? false;
	}

	#change(id: string, changed: (thread: ListedThread) => ListedThread): void {
		// what is on its way may be from before
		if (this.attempt.busy) this.#isOutdated = true;
		this.threads = this.threads?.map((one) => (one.root_message_id === id ? changed(one) : one));
	}

	/** The reply before a deleted one. */
	async #replaceLast({ id, thread_root_id }: Message): Promise<void> {
		if (!this.threads?.some(({ last_reply }) => last_reply?.id === id)) return;
		const { replies } = await client.threads.get(thread_root_id, { latest: "true" }).catch(() => ({ replies: [] }));
		const last_reply = replies.findLast(({ deleted_at }) => !deleted_at);
		this.#change(thread_root_id, ({ last_reply: _, ...one }) => ({ ...one, ...(last_reply && { last_reply }) }));
	}
}

function withReply(one: ListedThread, reply: Message): ListedThread {
	const { thread_seq: last = 0 } = one.last_reply ?? {};
	return (reply.thread_seq ?? 0) > last ? { ...one, last_reply: reply } : one;
}

/** With a message of it as it is now. */
function withMessage(one: ListedThread, message: Message): ListedThread {
	const { thread_state } = one.root;
	if (one.root.id === message.id) return { ...one, root: { ...message, thread_state } };
	return one.last_reply?.id === message.id ? { ...one, last_reply: message } : one;
}
