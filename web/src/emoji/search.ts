import { type Emoji, emojiList } from "./list.ts";

/** As names are compared: `thumbs_up` is `thumbs up`, `Åland` is `aland`; `-1` stays. */
const plain = (text: string): string =>
	text
		.normalize("NFD")
		.replace(/\p{M}/gu, "")
		.toLowerCase()
		.replace(/[_\s:]+|-(?!1$)/g, " ")
		.trim();

type Plain = Pick<Emoji, "name" | "codes" | "words" | "tags">;
const plains = new WeakMap<Emoji, Plain>();

function plainOf(emoji: Emoji): Plain {
	let known = plains.get(emoji);
	if (!known) {
		const [codes, words, tags] = [emoji.codes, emoji.words, emoji.tags].map((texts) => texts.map(plain));
		plains.set(emoji, (known = { name: plain(emoji.name), codes: codes!, words: words!, tags: tags! }));
	}
	return known;
}

const beginsWord = (sought: string) => (text: string) => ` ${text}`.includes(` ${sought}`);

/** The nearer to what was typed, the sooner. */
const matches: ((emoji: Plain, sought: string) => boolean)[] = [
	({ codes }, sought) => codes.includes(sought),
	({ name, words }, sought) => name === sought || words.includes(sought),
	({ name, codes }, sought) => [name, ...codes].some((text) => text.startsWith(sought)),
	({ name, codes, words }, sought) => [name, ...codes, ...words].some(beginsWord(sought)),
	({ tags }, sought) => tags.includes(sought),
	({ tags }, sought) => tags.some(beginsWord(sought)),
	// some words of several names
	({ name, codes, words, tags }, sought) =>
		sought.split(" ").every((word) => [name, ...codes, ...words, ...tags].some(beginsWord(word))),
];

/**
 * Those that were used last come before others that are as near, then those with our own words.
 * @param more besides those that everybody has
 */
export function findEmoji(typed: string, recent: string[] = [], more: Emoji[] = []): Emoji[] {
	const sought = plain(typed);
	if (!sought) return [];
	const age = ({ sign }: Emoji) => (recent.includes(sign) ? recent.indexOf(sign) : recent.length);
	const own = ({ words }: Emoji) => (words.length > 0 ? 0 : 1);
	return [...emojiList.bySign.values(), ...more]
		.map((emoji) => ({ emoji, rank: matches.findIndex((isMatch) => isMatch(plainOf(emoji), sought)) }))
		.filter(({ rank }) => rank >= 0)
		.toSorted((a, b) => a.rank - b.rank || age(a.emoji) - age(b.emoji) || own(a.emoji) - own(b.emoji))
		.map(({ emoji }) => emoji);
}
