import { type Message, type UserId, emojiKey } from "@clickclack/sdk";
import { SvelteMap } from "svelte/reactivity";

/** A message's reactions as they are drawn. */
export interface ShownReaction {
	emoji: string;
	count: number;
	isMine: boolean;
	user_ids: UserId[];
}

/** Whether a reaction looks like this emoji. */
export const isSame = (emoji: string) => (one: ShownReaction) => emojiKey(one.emoji) === emojiKey(emoji);

/** My reactions: drawn at once, taken back when the server refuses them. */
class Reactions {
	/** what I want, by message and key of the emoji, until the server has answered */
	readonly wanted = new SvelteMap<string, { emoji: string; isWanted: boolean }>();

	/** With what is on its way to the server. */
	of(message: Message, me: UserId): ShownReaction[] {
		const known = message.reactions.map(({ emoji, count, reacted_by_me }) => ({
			emoji,
			count,
			isMine: reacted_by_me,
			user_ids: message.reacted_by.find((reaction) => reaction.emoji === emoji)?.user_ids ?? [],
		}));
		if (this.wanted.size === 0) return known;
		const added = this.#added(message).filter((emoji) => !known.some(isSame(emoji)));
		const all = [...known, ...added.map((emoji) => ({ emoji, count: 0, isMine: false, user_ids: [] }))];
		return all.map((one) => this.#changed(message, one, me)).filter(({ count }) => count > 0);
	}

	#added({ id }: Message): string[] {
		const prefix = `${id} `;
		const mine = [...this.wanted].filter(([key, { isWanted }]) => isWanted && key.startsWith(prefix));
		return mine.map(([, { emoji }]) => emoji);
	}

	#changed({ id }: Message, one: ShownReaction, me: UserId): ShownReaction {
		const wanted = this.wanted.get(`${id} ${emojiKey(one.emoji)}`)?.isWanted;
		if (wanted === undefined || wanted === one.isMine) return one;
		const others = one.user_ids.filter((user_id) => user_id !== me);
		return {
			...one,
			isMine: wanted,
			count: one.count + (wanted ? 1 : -1),
			user_ids: wanted ? [me, ...others] : others,
		};
	}
}

export const reactions = new Reactions();
