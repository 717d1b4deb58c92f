import data from "emojibase-data/en/data.json";
import { beforeAll, expect, test } from "vitest";
import { categoryNames } from "../strings/emoji.ts";
import { type Emoji, emojiList } from "./list.ts";

beforeAll(() => emojiList.load());

test("every emoji is one that Unicode recommends, is there once and has a name and a code", () => {
	expect(emojiList.categories).toHaveLength(categoryNames.length);
	const all = emojiList.categories.flat();
	expect(all.length).toBeGreaterThan(1_850);
	expect(emojiList.bySign.size).toBe(all.length);
	const isWhole = ({ sign, name, codes }: Emoji) =>
		/^\p{RGI_Emoji}$/v.test(sign) && name !== "" && codes.length > 0 && codes.every((code) => /^[\w+-]+$/.test(code));
	expect(all.filter((emoji) => !isWhole(emoji))).toEqual([]);
});

test.each([
	["tada", "🎉"],
	["+1", "👍"],
	["thumbsup", "👍"],
	["-1", "👎"],
	["heart", "❤️"],
	["joy", "😂"],
	["smile", "😄"],
	["rofl", "🤣"],
	["eyes", "👀"],
	["100", "💯"],
	["x", "❌"],
	["white_check_mark", "✅"],
	["de", "🇩🇪"],
	["rainbow_flag", "🏳️‍🌈"],
	["dog", "🐶"],
	["sunglasses", "😎"],
])(":%s: is %s, as on GitHub", (code, sign) => {
	expect(emojiList.byCode.get(code)?.sign).toBe(sign);
});

test("all are there but those that came after most systems were made, where nobody can tell", () => {
	const plain = (sign: string) => sign.replaceAll("\ufe0f", "");
	const known = new Set([...emojiList.bySign.keys()].map(plain));
	const missing = data.filter(({ emoji, group }) => group !== undefined && group !== 2 && !known.has(plain(emoji)));
	expect(new Set(missing.map(({ version }) => version))).toEqual(new Set([16, 17]));
	expect(known.has("🐦\u200d🔥")).toBe(true);
});
