import all from "emojibase-data/en/data.json";
import { expect, test } from "vitest";
import { skinTones, toned, untoned } from "./tones.ts";

const emoji = all
	.filter(({ group }) => group !== undefined && group !== 2)
	.map(({ emoji, ...rest }) => ({ sign: emoji.replace(/^(\p{Emoji_Presentation})\ufe0f$/u, "$1"), ...rest }));

test("every emoji that comes in skin tones takes each, and gives it back", () => {
	const coloured = emoji.filter(({ skins }) => skins);
	expect(coloured.length).toBeGreaterThan(300);
	for (const { sign, skins } of coloured)
		for (const [tone, modifier] of skinTones.entries()) {
			const one = tone === 0 ? sign : skins!.find((skin) => [skin.tone].flat().every((each) => each === tone))!.emoji;
			expect(toned(sign, modifier)).toBe(one);
			expect(untoned(one)).toBe(sign);
		}
});

test("the others stay as they are", () => {
	for (const { sign } of emoji.filter(({ skins }) => !skins)) {
		expect(toned(sign, "🏽")).toBe(sign);
		expect(untoned(sign)).toBe(sign);
	}
});
