import { beforeAll, describe, expect, test } from "vitest";
import { type Team, newTeam } from "../../test/people.ts";
import { foldCharacter } from "./fold.ts";
import { readQuery } from "./query.ts";
import { snippetOf } from "./snippet.ts";
import { tokenize } from "./tokenizer.ts";

let team: Team;
beforeAll(async () => {
	team = await newTeam();
});

/** Says something, finds it, and shows what is marked in [ ]. */
async function shown(body: string, q: string): Promise<string> {
	const { id: conversation_id, workspace_id } = team.general;
	const { message } = await team.ada.createMessage({ conversation_id, body });
	const { results } = await team.grace.searchMessages({ workspace_id, q, sort: "newest", limit: 1 });
	expect(results[0]?.id).toBe(message.id);
	const { snippet, highlights } = results[0]!;
	const points = Array.from(snippet);
	for (const { start, end } of highlights.toReversed()) {
		points.splice(end, 0, "]");
		points.splice(start, 0, "[");
	}
	return points.join("");
}

const nfd = (text: string) => text.normalize("NFD");

test.each([
	[
		"the marks of Markdown are not shown",
		"a **very** `bold_name` [link](https://x.test/hidden)",
		"bold_name",
		"a very [bold_name] link",
	],
	["a word with marks inside is one", "half**way** there", "halfway", "[halfway] there"],
	["an address behind words leads to them", "the [handbook](https://x.test/secretpath)", "secretpath", "the handbook"],
	["code is shown without its fence", "```ts\nlet whelk = 1\n```", "whelk", "let [whelk] = 1"],
	["phrases are marked as one", "an error, an error 500, 500", '"error 500"', "an error, an [error 500], 500"],
	["those that overlap are one", "an echo echo echo", '"echo echo"', "an [echo echo echo]"],
	["so is what is written together", "foo, foo_bar and bar", "foo_bar", "foo, [foo_bar] and bar"],
	["C++ with its signs", "C and C++.", "c++", "C and [C++]."],
	["decomposed Latin", nfd("La crème brûlée"), "creme", nfd("La [crème] brûlée")],
	["half width", "新しいﾃﾞｰﾀです", "データ", "新しい[ﾃﾞｰﾀ]です"],
	["decomposed kana", nfd("このガイドブック"), "ガイド", nfd("この[ガイド]ブック")],
	["decomposed Korean", nfd("새 데이터베이스"), "이터", nfd("새 데[이터]베이스")],
	["full width", "ＦＵＬＬ　ｗｉｄｔｈ", "width", "ＦＵＬＬ　[ｗｉｄｔｈ]"],
	["a Thai letter keeps its tone", "ดื่มน้ำเย็น", "น้", "ดื่ม[น้ำ]เย็น"],
	["Hindi", "आज हिन्दी में", "हिन्दी", "आज [हिन्दी] में"],
	["Burmese syllables", "ဒီ သင်္ဘော ပါ", "သင်္ဘော", "ဒီ [သင်္ဘော] ပါ"],
	["Arabic with its points", "هذا كِتَابٌ جديد", "كتاب", "هذا [كِتَابٌ] جديد"],
	["unseen characters stay in their word", "a soft\u00adhy\u2060phen", "softhyphen", "a [soft\u00adhy\u2060phen]"],
	["an emoji with its tone", "well 👍🏽 done", "👍", "well [👍🏽] done"],
	["people with joiners", "a 👩🏽‍💻 here", "👩‍💻", "a [👩🏽‍💻] here"],
	["a heart with its selector", "my ❤️ is", "❤", "my [❤️] is"],
	["behind an emoji", "👨‍👩‍👧‍👦👨‍👩‍👧‍👦 whelk", "whelk", "👨‍👩‍👧‍👦👨‍👩‍👧‍👦 [whelk]"],
	["what ends a line", "first\nwhelk\nlast", "whelk", "first\n[whelk]\nlast"],
])("%s", async (_, body, q, expected) => {
	expect(await shown(body, q)).toBe(expected);
});

describe("a snippet of a long message", () => {
	const segmenter = new Intl.Segmenter();
	const charactersOf = (text: string) => Array.from(segmenter.segment(text), ({ segment }) => segment);

	test.each(["🇩🇪", "👩🏽‍💻", "e\u0301\u0323", nfd("한"), "ก็", "ﾀﾞ", "हि", "❤️", "🦀"])(
		"is cut between characters as people see them: %s",
		async (character) => {
			for (const shift of ["", "x", "xx ", "\n"]) {
				const text = `${shift}${character.repeat(150)} anemone ${character.repeat(300)}`;
				const { snippet } = { snippet: (await shown(text, "anemone")).replace(/[[\]]/g, "") };
				const inside = snippet.replace(/^…|…$/g, "").replace("anemone", " ");
				const seen = new Set(charactersOf(inside).filter((one) => !/^[x\s]$/.test(one)));
				expect([...seen].every((one) => one === character || one === charactersOf(character.repeat(2))[0])).toBe(true);
				expect(snippet).toContain(" anemone ");
			}
		},
	);
});

test("a letter of many words counts as them", () => {
	const tokenized = (text: string) => snippetOf(text, readQuery("whelk")!).tokenized;
	expect(["上海", "a shell", "ﷺ ".repeat(100)].map(tokenized)).toEqual([2, 7, 400]);
});

test("every character of a run is what it folds to, also where that is not looked up", () => {
	const all = Array.from({ length: 0x2a6e0 - 0x3041 }, (_, i) => String.fromCodePoint(0x3041 + i));
	const differ = all.filter((one) => {
		const [token, ...more] = tokenize(one);
		return token?.kind === "character" && token.text + more.map(({ text }) => text).join("") !== foldCharacter(one);
	});
	expect(differ).toEqual([]);
});
