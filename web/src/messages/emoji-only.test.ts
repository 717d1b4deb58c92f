import { expect, test } from "vitest";
import { isEmojiOnly } from "./emoji-only.ts";

test.each(["🦀", "👍🏽", "👩‍🚀", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🇩🇪🇫🇷", "1️⃣", "❤️", "🎉 🎉 🎉", " 🦀\n🦀 ", "👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦"])(
	"%s is nothing but emoji",
	(body) => {
		expect(isEmojiOnly(body)).toBe(true);
	},
);

test.each(["", " ", "1", "#", "©", "🦀!", "a🦀", "🦀🦀🦀🦀🦀🦀🦀", ":crab:", "🏽a", "🦀 ".repeat(4_000)])(
	"%j is not",
	(body) => {
		expect(isEmojiOnly(body)).toBe(false);
	},
);
