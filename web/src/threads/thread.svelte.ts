import type { ConversationId, Message, MessageId, MyThread, Timeline } from "@clickclack/sdk";
import { client } from "../client.ts";
import { TimelineWindow, type ReadPage } from "../state/timeline.svelte.ts";
import type { WorkspaceState } from "../state/workspace.svelte.ts";

/** A thread that is open: its root, the window on its replies, and what it is to me. */
export class ThreadState {
	readonly replies: TimelineWindow;
	readonly #workspace: WorkspaceState;
	readonly #conversation_id: ConversationId;
	readonly #root_id: MessageId;
	/** as it came with the replies: before the list of my threads has come, it is all that is known */
	#answered = $state.raw<MyThread>();

	constructor(workspace: WorkspaceState, conversation_id: ConversationId, root_id: MessageId) {
		this.#workspace = workspace;
		this.#conversation_id = conversation_id;
		this.#root_id = root_id;
		this.replies = new TimelineWindow(workspace, root_id, this.#read);
	}

	/** The conversation's own copy; if that is not loaded that far back, the one that came with the thread. */
	get root(): Message | undefined {
		return this.#rootIn(this.#conversation_id) ?? this.#rootIn(this.#rootKey);
	}

	/** Undefined until it is known. */
	get mine(): MyThread | undefined {
		return this.#workspace.followed?.threads.get(this.#root_id) ?? this.#answered;
	}

	#rootIn(key: string): Message | undefined {
		return this.#workspace.timelines.get(key)?.messages.find((message) => message.id === this.#root_id);
	}

	/** A timeline of one message, which events reach like any other. */
	get #rootKey(): string {
		return `root of ${this.#root_id}`;
	}

	readonly #read: ReadPage = async (window): Promise<Timeline> => {
		const isNewest = Object.keys(window).length === 0;
		const thread = await client.threads.get(this.#root_id, isNewest ? { latest: "true" } : window);
		const { root, replies, mine, has_older, has_newer } = thread;
		this.#answered ??= mine;
		this.#workspace.timelines.set(this.#rootKey, { messages: [root], has_older: true, has_newer: true });
		return { messages: replies, has_older, has_newer };
	};
}
