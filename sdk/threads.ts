import type { Client } from "./client.ts";
import { type ConversationId, isDirect } from "./conversations.ts";
import { pages, type Pages } from "./pages.ts";
import type { Answer } from "./routes.ts";
import type {
	CreateReply,
	FollowedThreads,
	ListFollowed,
	ListThreads,
	ListedThread,
	MessageId,
	MyThread,
	OpenThread,
	Thread,
	ThreadPage,
	WorkspaceId,
} from "./types.ts";

export class Threads {
	readonly #client: Client;
	constructor(client: Client) {
		this.#client = client;
	}

	/** The thread that a message belongs to, with a window on its replies: the earliest by default. */
	get(message_id: MessageId, window: OpenThread = {}): Promise<Thread> {
		const path = { message_id };
		return this.#client.request("GET /api/messages/{message_id}/thread", { path, query: window });
	}

	/** Replies to a root message. With a `nonce` it is idempotent; a repeat's answer has no `events`. */
	reply(
		message_id: MessageId,
		message: CreateReply,
	): Promise<Answer<"POST /api/messages/{message_id}/thread/replies">> {
		const path = { message_id };
		return this.#client.request("POST /api/messages/{message_id}/thread/replies", { path, body: message });
	}

	/** The threads that the caller follows, newest activity first. */
	list(workspace_id: WorkspaceId, query: ListFollowed = {}): Pages<ThreadPage, ListedThread> {
		const read = (query: ListFollowed) =>
			this.#client.request("GET /api/workspaces/{workspace_id}/threads", { path: { workspace_id }, query });
		return threadPages(query, read);
	}

	/** The threads of a conversation, newest root first. */
	listIn(id: ConversationId, query: ListThreads = {}): Pages<ThreadPage, ListedThread> {
		return threadPages(query, (query) => {
			if (!isDirect(id))
				return this.#client.request("GET /api/channels/{channel_id}/threads", { path: { channel_id: id }, query });
			const path = { direct_conversation_id: id };
			return this.#client.request("GET /api/dms/{direct_conversation_id}/threads", { path, query });
		});
	}

	/** What is unread in the followed threads, without their messages: for `FollowedThreadList`. */
	followed(workspace_id: WorkspaceId): Promise<FollowedThreads> {
		return this.#client.request("GET /api/workspaces/{workspace_id}/threads/followed", { path: { workspace_id } });
	}

	/** What a thread is to the caller. */
	mine(message_id: MessageId): Promise<MyThread> {
		return this.#follow("GET", message_id);
	}

	/** Follows a thread from now on. */
	follow(message_id: MessageId): Promise<MyThread> {
		return this.#follow("POST", message_id);
	}

	/** Stops following it, until the caller replies or is mentioned. */
	unfollow(message_id: MessageId): Promise<MyThread> {
		return this.#follow("DELETE", message_id);
	}

	async #follow(method: "GET" | "POST" | "DELETE", message_id: MessageId): Promise<MyThread> {
		const path = { message_id };
		return (await this.#client.request(`${method} /api/messages/{message_id}/thread/follow`, { path })).thread;
	}

	/** Sets the position in a thread that the caller follows: never back, never past the end. */
	markRead(message_id: MessageId, seq: number): Promise<MyThread> {
		return this.#move("read", message_id, seq);
	}

	/** Marks the reply at this seq, and what others have written after it, as unread in a thread that the caller follows. */
	markUnread(message_id: MessageId, seq: number): Promise<MyThread> {
		return this.#move("unread", message_id, seq);
	}

	async #move(to: "read" | "unread", message_id: MessageId, seq: number): Promise<MyThread> {
		const path = { message_id };
		return (await this.#client.request(`POST /api/messages/{message_id}/thread/${to}`, { path, body: { seq } })).thread;
	}
}

const threadPages = <Query extends ListThreads>(
	first: Query,
	read: (query: Query) => Promise<ThreadPage>,
): Pages<ThreadPage, ListedThread> =>
	pages({
		first,
		read,
		items: (page) => page.threads,
		next: (page) => (page.has_more ? { ...first, cursor: page.next_cursor } : undefined),
	});
