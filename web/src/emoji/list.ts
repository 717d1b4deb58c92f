import { SvelteMap } from "svelte/reactivity";
import address from "virtual:emoji";
import { canDraw } from "./can-draw.ts";

export interface Emoji {
	sign: string;
	/** as Unicode has it: "party popper" */
	name: string;
	/** what stands between colons, the usual one first */
	codes: string[];
	/** what people say at work; the others are those of emojibase */
	words: string[];
	tags: string[];
}

/** @see web/emoji-plugin.ts */
function toEmoji(line: string): Emoji & { version: string } {
	const [sign = "", name = "", codes = "", words = "", tags = "", version = "12"] = line.split("\t");
	const some = (text: string, mark: string) => (text ? text.split(mark) : []);
	const [first = ""] = codes.split(" ");
	return {
		sign,
		version,
		name: name || first.replaceAll("_", " "),
		codes: some(codes, " "),
		words: some(words, ","),
		tags: some(tags, ","),
	};
}

/** All emoji, by their categories. They are fetched once: with the picker, or with the first colon. */
class EmojiList {
	categories: Emoji[][] = [];
	/** by what stands between colons */
	readonly byCode = new Map<string, Emoji>();
	/** all, in their order; who reads it is told when they are there */
	readonly bySign = new SvelteMap<string, Emoji>();
	#loading: Promise<void> | undefined;

	/** After a failure, the next call tries again. */
	load(): Promise<void> {
		return (this.#loading ??= this.#fetch().catch((error: unknown) => {
			this.#loading = undefined;
			throw error;
		}));
	}

	async #fetch(): Promise<void> {
		const answer = await fetch(address);
		if (!answer.ok) throw new Error("the emoji are not there");
		this.categories = (await answer.text())
			.split("\n\n")
			.map((block) => block.split("\n").map(toEmoji).filter(canDraw));
		for (const emoji of this.categories.flat()) {
			for (const code of emoji.codes) this.byCode.set(code, emoji);
			this.bySign.set(emoji.sign, emoji);
		}
	}
}

export const emojiList = new EmojiList();
