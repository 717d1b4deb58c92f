import type { Message } from "@clickclack/sdk";
import type { Row } from "./history.ts";

/** A message as a reader last found it. */
export interface Kept {
	id: string;
	channel: string;
	seq: number | undefined;
	author: string;
	words: string[];
	mentioned: string[];
	isDeleted: boolean;
}

/** Every message that was ever listed, as it was last found; and which have to be looked at again. */
export class Ledger {
	readonly #messages = new Map<string, Kept>();
	readonly #byWord = new Map<string, Set<string>>();

	/** of messages that are not as they were last found, their channel */
	readonly #changed = new Map<string, string>();

	/**
	 * Notes what the log tells of and the lists do not: changes of older messages, and all that was said where nobody can
	 * read now. Somebody may come back to such a channel, and bring others.
	 */
	noteChanges(rows: Row[], listed: ReadonlySet<string>, canRead: (channel: string) => boolean): void {
		for (const { type, nonce, message = "", channel = "" } of rows) {
			const isChange = type === "message.updated" || type === "message.deleted";
			const isUnread = nonce !== undefined && !canRead(channel);
			if (!listed.has(message) && (isChange || isUnread)) this.#changed.set(message, channel);
		}
	}

	get changed(): [message: string, channel: string][] {
		return [...this.#changed];
	}

	note({ id, channel_id, channel_seq, author_id, body, deleted_at, mentioned_user_ids }: Message): void {
		this.#changed.delete(id);
		for (const word of this.#messages.get(id)?.words ?? []) this.#byWord.get(word)?.delete(id);
		const words = body.split(" ").slice(0, 2).filter(Boolean);
		const isDeleted = deleted_at !== undefined;
		const kept = {
			id,
			channel: channel_id,
			seq: channel_seq,
			author: author_id,
			words,
			mentioned: mentioned_user_ids,
			isDeleted,
		};
		this.#messages.set(id, kept);
		for (const word of words) this.#byWord.set(word, (this.#byWord.get(word) ?? new Set()).add(id));
	}

	/** The live messages with a word in them. */
	with(word: string): Kept[] {
		return [...(this.#byWord.get(word) ?? [])].map((id) => this.#messages.get(id)!);
	}

	/** The live roots that call somebody, and that somebody else wrote. */
	calling(user: string): Kept[] {
		return [...this.#messages.values()].filter(
			({ mentioned, author, seq, isDeleted }) =>
				seq !== undefined && !isDeleted && author !== user && mentioned.includes(user),
		);
	}
}
