import type { EphemeralEvent, Message } from "@clickclack/sdk";
import { SvelteMap } from "svelte/reactivity";
import { client } from "../client.ts";
import type { Address } from "./outbox.svelte.ts";

type TypingEvent = Extract<EphemeralEvent, { type: "typing.started" | "typing.stopped" }>;

const expires_after_ms = 5_000;
const publish_every_ms = 3_000;

/** Who is writing where: a person is in one place at a time. */
export class Typing {
	/** user id → timeline key */
	readonly #places = new SvelteMap<string, string>();
	readonly #expiry = new Map<string, ReturnType<typeof setTimeout>>();
	#published = { key: "", at: 0 };

	/** Ids of those who write in a timeline, first come first. */
	in(key: string): string[] {
		return [...this.#places].filter(([, place]) => place === key).map(([user_id]) => user_id);
	}

	hear({ type, payload }: TypingEvent): void {
		const { user_id, channel_id, thread_root_id } = payload;
		clearTimeout(this.#expiry.get(user_id));
		if (type === "typing.stopped") return void this.#places.delete(user_id);
		this.#places.set(user_id, thread_root_id ?? channel_id);
		this.#expiry.set(
			user_id,
			setTimeout(() => this.#places.delete(user_id), expires_after_ms),
		);
	}

	/** A message came: its author writes no more. */
	stop({ author_id }: Message): void {
		clearTimeout(this.#expiry.get(author_id));
		this.#places.delete(author_id);
	}

	/** Tells the others that I write, every few seconds. It may be lost: nobody has to know. */
	publish({ workspace_id, channel_id, root_id }: Address): void {
		const key = root_id ?? channel_id;
		const now = Date.now();
		if (this.#published.key === key && now - this.#published.at < publish_every_ms) return;
		this.#published = { key, at: now };
		const payload = { thread_root_id: root_id };
		client.realtime.publish({ type: "typing.started", workspace_id, channel_id, payload }).catch(() => {});
	}

	/** I sent it: the next key pressed is news again. */
	published(): void {
		this.#published = { key: "", at: 0 };
	}
}
