import type { Message, UserId } from "@clickclack/sdk";
import type { Row } from "./history.ts";

/** Every message that was ever listed, as a reader last found it; and which have to be looked at again. */
export class Ledger {
	readonly #messages = new Map<string, Message>();
	/** of messages that are not as they were last found, their channel */
	readonly changed = new Map<string, string>();

	/**
	 * Notes what the log tells of and the lists do not: changes of older messages, and all that was said where nobody can
	 * read now. Somebody may come back to such a channel, and bring others.
	 */
	noteChanges(rows: Row[], listed: ReadonlySet<string>, canRead: (channel: string) => boolean): void {
		for (const { type, nonce, message = "", channel = "" } of rows) {
			const isChange = type === "message.updated" || type === "message.deleted";
			const isUnread = nonce !== undefined && !canRead(channel);
			if (!listed.has(message) && (isChange || isUnread)) this.changed.set(message, channel);
		}
	}

	note(message: Message): void {
		this.changed.delete(message.id);
		this.#messages.set(message.id, message);
	}

	/** The live messages that begin with a word, or have it in the second place. */
	with(word: string): Message[] {
		return [...this.#messages.values()].filter(({ body }) => body.split(" ", 2).includes(word));
	}

	/** The live roots that call somebody, and that somebody else wrote. */
	calling(user: UserId): Message[] {
		return [...this.#messages.values()].filter(
			({ channel_seq, deleted_at, author_id, mentioned_user_ids }) =>
				channel_seq !== undefined &&
				deleted_at === undefined &&
				author_id !== user &&
				mentioned_user_ids.includes(user),
		);
	}
}
