import { type Address, addressAt, autolinkAt, emailAt, phoneAt, wwwAt } from "./addresses.ts";
import { CodeSpans } from "./code-spans.ts";
import { Brackets } from "./links.ts";
import { escapeAt, faceAt, literalAt, timesAt } from "./literals.ts";
import { channelAt, handleAt } from "./names.ts";
import { textAt } from "./sticky.ts";
import type { Token } from "./token.ts";

/** Where a token may begin; of an e-mail address, its sign. */
const beginnings =
	/[\\`<@#\]¯]|!?\[|(?<=[\p{L}\p{M}\p{N}])\*{1,2}(?=[\p{L}\p{N}])|(?<!\*)\*(?=[[\p{P}\p{S}ﾟ]--[*]])|(?<![a-z0-9+.\-])[a-z][a-z0-9+.\-]{0,40}:\/\/|www\.|tel:|[\p{Extended_Pictographic}\p{Regional_Indicator}]|[*0-9](?=\ufe0f?\u20e3)/giv;
/** All that follow each other, as Unicode recommends them, without its list, which takes long to search. */
const emoji =
	/(?:\p{Regional_Indicator}{2}|[#*0-9]\ufe0f?\u20e3|(?:\p{Emoji_Presentation}|\p{Extended_Pictographic}(?=[\ufe0f\p{Emoji_Modifier}]))[\ufe0f\p{Emoji_Modifier}\u{e0020}-\u{e007f}]*(?:\u200d\p{Extended_Pictographic}[\ufe0f\p{Emoji_Modifier}]*)*)+/uy;

/** Reads a text without blocks. */
class Inline {
	readonly tokens: Token[] = [];
	readonly #brackets = new Brackets();
	readonly #code: CodeSpans;
	/** where the last token ended */
	#from = 0;

	readonly #text: string;

	constructor(text: string) {
		this.#text = text;
		this.#code = new CodeSpans(text);
		let at = 0;
		for (;;) {
			beginnings.lastIndex = at;
			const found = beginnings.exec(text);
			if (!found) return;
			const { index, 0: sign } = found;
			at = this.#take(sign, index);
		}
	}

	/** Says where to read on. */
	#take(sign: string, start: number): number {
		const token = this.#read(sign, start);
		if (!token) return start + (sign === "`" ? this.#code.length(start) : sign.startsWith("!") ? 2 : 1);
		this.tokens.push(token);
		return (this.#from = token.end);
	}

	#read(sign: string, start: number): Token | undefined {
		const text = this.#text;
		if (sign === "\\") return escapeAt(text, start);
		if (sign === "`") return this.#code.at(start);
		if (sign === "¯") return literalAt(text, start);
		if (sign === "<") return this.#shown(autolinkAt(text, start)) ?? literalAt(text, start);
		if (sign === "]") return this.#brackets.end(text, start, this.tokens);
		if (sign.endsWith("[")) return this.#brackets.begin(start, sign !== "[", this.tokens.length);
		if (sign === "@") return this.#shown(emailAt(text, start, this.#from)) ?? this.#mention(start);
		if (sign === "#") return this.#emoji(start) ?? this.#channel(start);
		if (sign.startsWith("*")) return this.#star(sign, start);
		return /^[a-z]/i.test(sign) ? this.#shown(this.#address(sign, start)) : this.#emoji(start);
	}

	#star(sign: string, start: number): Token | undefined {
		const isKey = /[\ufe0f\u20e3]/.test(this.#text[start + 1] ?? "");
		return (isKey ? this.#emoji(start) : undefined) ?? timesAt(this.#text, start, sign) ?? faceAt(this.#text, start);
	}

	#address(sign: string, start: number): Address | undefined {
		if (sign.endsWith("://")) return addressAt(this.#text, start, sign);
		if (/^www/i.test(sign)) return wwwAt(this.#text, start);
		return /^tel/i.test(sign) ? phoneAt(this.#text, start) : undefined;
	}

	#shown(address: Address | undefined): Token | undefined {
		return address && { text: this.#text.slice(address.start, address.end), ...address };
	}

	#mention(start: number): Token | undefined {
		const handle = handleAt(this.#text, start);
		if (handle === undefined) return undefined;
		const end = start + 1 + handle.length;
		return { kind: "mention", start, end, text: this.#text.slice(start, end), handle };
	}

	#channel(start: number): Token | undefined {
		const name = channelAt(this.#text, start);
		return name === undefined
			? undefined
			: { kind: "channel", start, end: start + 1 + name.length, text: `#${name}`, name };
	}

	#emoji(start: number): Token | undefined {
		const text = textAt(emoji, this.#text, start);
		return text === "" ? undefined : { kind: "emoji", start, end: start + text.length, text };
	}
}

/** The tokens of a text without blocks, in their order. */
export const inlineTokens = (text: string): Token[] => new Inline(text).tokens;
