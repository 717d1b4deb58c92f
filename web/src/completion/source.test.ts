import { expect, test } from "vitest";
import { begunChannel, begunEmoji } from "./source.ts";

const typed = (pattern: RegExp, text: string) => pattern.exec(text)?.[0];

test.each([
	"#",
	"#gen",
	"#一般",
	"#ガイ",
	"#हिन्दी",
	"#한국",
	"#🎉",
	"#❤",
	"#❤️",
	"#👩‍🚀",
	"#🇩🇪",
	"#日本🎉",
	"#c+",
	"#c++",
	"#c#",
	"#я++",
	"#.",
	"#.n",
	"#.нет",
	"＃.n",
])("%j begins a channel, also behind words that are joined", (name) => {
	for (const before of ["", "see ", "見て", "ดู", "보세요", "（", "🎉"])
		expect(typed(begunChannel, before + name)).toBe(name);
});

test.each(["##", "a#b", "я#б", "x/#a", "# a", "#a.", "#a b", "#+", "#a#b?"])("%j begins none", (text) => {
	expect(typed(begunChannel, text)).toBeUndefined();
});

test.each([":tad", ":+1", "：tad"])("%j begins an emoji, also behind words that are joined", (name) => {
	for (const before of ["", "see ", "ありがとう", "สวัสดี", "谢谢", "고마워", "ຂອບໃຈ", "👍"])
		expect(typed(begunEmoji, before + name)).toBe(name);
	for (const before of ["std:", "a", "й", "हि", "12", "ش", "https://x.test/"])
		expect(typed(begunEmoji, before + name)).toBeUndefined();
});
