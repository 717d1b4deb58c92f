import { beforeAll, expect, test } from "vitest";
import { emojiList } from "./list.ts";
import { findEmoji } from "./search.ts";

beforeAll(() => emojiList.load());
const signs = (typed: string) => findEmoji(typed).map(({ sign }) => sign);

test.each([
	["crab", ["🦀", "🐚", "🦞", "🦐"]],
	["claw", ["🦀", "🦞"]],
	["shell", ["🐚", "🦀", "🦞", "🦐"]],
	["heart", ["❤️"]],
	["party", ["🎉"]],
	["lol", ["😆", "😂"]],
	["+1", ["👍"]],
	["-1", ["👎"]],
	["thumbs up", ["👍"]],
	["thumbs_up", ["👍"]],
	["thumbsdown", ["👎"]],
	[":tada:", ["🎉"]],
	["germany", ["🇩🇪"]],
	["flag germany", ["🇩🇪"]],
	["Åland", ["🇦🇽"]],
	["cote d’ivoire", ["🇨🇮"]],
	["united states", ["🇺🇸"]],
	["england", ["🏴󠁧󠁢󠁥󠁮󠁧󠁿"]],
	["rainbow flag", ["🏳️‍🌈"]],
	["polar bear", ["🐻‍❄️"]],
	["100", ["💯"]],
	["SHIP", ["🚢"]],
	["rocket", ["🚀"]],
	["facepalm", ["🤦"]],
	["family", ["👪"]],
	["wave", ["👋"]],
	["lgbt", ["🌈", "🏳️‍🌈"]],
	["birthday", ["🎂"]],
])("under “%s” %j come first", (sought, first) => {
	expect(signs(sought).slice(0, first.length)).toEqual(first);
});

test.each(["", " ", "::", "no such emoji", "xyzzy", "🦀"])("under “%s” there is none", (sought) => {
	expect(signs(sought)).toEqual([]);
});

const some = <T>(all: Iterable<T>) => [...all].filter((_, at) => at % 20 === 0);

test("an emoji is the first under each of its codes, and among those under each beginning of its name", () => {
	for (const [code, { sign }] of some(emojiList.byCode)) expect(signs(code)[0], code).toBe(sign);
	for (const { sign, name } of some(emojiList.bySign.values()))
		for (const end of [3, 6, name.length]) expect(signs(name.slice(0, end)), name).toContain(sign);
});

test("of those that are as near, the ones that were used last come first", () => {
	const found = findEmoji("blue", ["💙", "🔵"]).map(({ sign }) => sign);
	expect(found.slice(0, 2)).toEqual(["💙", "🔵"]);
	expect(signs("blue")[0]).not.toBe("🔵");
});
