import { conversationOf, type EphemeralEvent, type Message, type UserId } from "@clickclack/sdk";
import { SvelteMap } from "svelte/reactivity";
import { isDirectId } from "./conversations.ts";
import { timelineKey, type Address } from "./outbox.svelte.ts";

type TypingEvent = Extract<EphemeralEvent, { type: "typing.started" | "typing.stopped" }>;

const expires_after_ms = 5_000;
const publish_every_ms = 3_000;

/** Who is typing where: a person types in one timeline at a time. */
export class Typing {
	/** user id → timeline key */
	readonly #timelines = new SvelteMap<UserId, string>();
	readonly #expiry = new Map<UserId, ReturnType<typeof setTimeout>>();
	#published = { key: "", at: 0 };

	/** Ids of those who are typing in a timeline, in the order in which they began. */
	in(key: string): UserId[] {
		return [...this.#timelines].filter(([, timeline]) => timeline === key).map(([user_id]) => user_id);
	}

	/** @param my_id what I type comes back to me, from this tab or another one */
	receive({ type, payload }: TypingEvent, my_id: string): void {
		const { user_id, thread_root_id } = payload;
		if (user_id === my_id) return;
		clearTimeout(this.#expiry.get(user_id));
		if (type === "typing.stopped") return void this.#timelines.delete(user_id);
		this.#timelines.set(user_id, thread_root_id ?? conversationOf(payload));
		this.#expiry.set(
			user_id,
			setTimeout(() => this.#timelines.delete(user_id), expires_after_ms),
		);
	}

	/** A message came: its author has stopped typing. */
	stop({ author_id }: Message): void {
		clearTimeout(this.#expiry.get(author_id));
		this.#timelines.delete(author_id);
	}

	/** Tells the others that I am typing, every few seconds. No harm is done if it is lost. */
	publish(address: Address): void {
		const key = timelineKey(address);
		const now = Date.now();
		if (this.#published.key === key && now - this.#published.at < publish_every_ms) return;
		this.#published = { key, at: now };
		const { workspace_id, conversation_id: id, root_id: thread_root_id } = address;
		const place = isDirectId(id) ? { direct_conversation_id: id } : { channel_id: id };
		const payload = { thread_root_id };
		const event = { type: "typing.started", workspace_id, ...place, payload } as const;
		import("./later-client.ts").then(({ laterClient }) => laterClient.realtime.publish(event)).catch(() => {});
	}

	/** I sent it: the next key pressed is published again. */
	reset(): void {
		this.#published = { key: "", at: 0 };
	}
}
