import { beforeAll, describe, expect, test } from "vitest";
import { type Team, newTeam } from "../../test/people.ts";

/** What is said in one channel, in many scripts. */
const said = [
	"general rules of the harbour",
	"we generate the report",
	"the deployment failed at noon",
	"we deployed it again",
	"an error 500 from the server",
	"500 people saw the error",
	"ping 192.168.1.10 first",
	"ping 192.168.1.1, then 10 others",
	"call foo_bar in the loop",
	"foo and bar apart",
	"upgrade to v2.10.3",
	"node.js or Deno",
	"C++ is fast",
	"C is faster than C++17",
	"C# and F# in .NET",
	"net of the fisher",
	"mail ada@example.com about it",
	"see https://docs.example.com/guide/Setup_Notes?page=2",
	"read the [manual](https://example.org/handbook) please",
	"**bold** and `inlineCode` and ~~struck~~",
	"half**way** there",
	"party 🎉 tonight",
	"with love ❤️",
	"plain heart ❤ here",
	"thumbs 👍🏽 up",
	"a coder 👩‍💻 types",
	"flags 🇩🇪🇫🇷 wave",
	"ship it → today",
	"price 50€ each",
	"a => b when a && b",
	"Łódź i Kraków",
	"Straße und Größe",
	"Ørsted på Færøerne",
	"đường phố Hà Nội",
	"cœur d'œuvre",
	"ışık ve İstanbul",
	"Crème brûlée".normalize("NFD"),
	"ΟΔΟΣ ΑΘΗΝΑΣ και ο δρόμος",
	"Съёмка ещё идёт",
	"мой й краткий".normalize("NFD"),
	"كِتَابٌ جَدِيدٌ",
	"مـحـمـد هنا",
	"می‌خواهم بروم",
	"שָׁלוֹם עֲלֵיכֶם",
	'צה"ל הודיע',
	"हिन्दी में लिखो",
	"தமிழ் மொழி",
	"ผมอ่านข้อความทุกวัน",
	"น้ำแข็ง",
	"ພາສາລາວ",
	"ភាសា\u200bខ្មែរ",
	"မြန်မာဘာသာ",
	"我们明天去上海市开会",
	"请看「重要」通知",
	"于2024年买了iPhone手机",
	"東京タワーで会いましょう",
	"ｶﾀｶﾅﾃﾞｰﾀ",
	"ガイドブック".normalize("NFD"),
	"ＦＵＬＬ　ｗｉｄｔｈ １２３",
	"한국어 공부",
	"데이터베이스".normalize("NFD"),
	"soft\u00adhyphen and zero\u200bwidth and join\u2060er",
	"bidi \u202eoverride\u202c text",
	"the crab's shell’s edge",
	"numbers 1,000,000 here",
	"@grace look at #general now",
] as const;

let team: Team;
beforeAll(async () => {
	team = await newTeam();
	for (const body of said) await team.ada.createMessage({ conversation_id: team.general.id, body });
});

const search = async (q: string, more: { sort?: "relevance" | "newest"; typing?: "true" } = {}) => {
	const { workspace_id } = team.general;
	const { results } = await team.grace.searchMessages({ workspace_id, q, sort: "newest", limit: 50, ...more });
	return results;
};
/** The messages that were found, by their first words, as they were written. */
const found = async (q: string, more?: object) => {
	const results = await search(q, more);
	const { messages } = await team.grace.listMessages({ conversation_id: team.general.id, limit: 200 });
	return results
		.map(({ id }) => said.indexOf(messages.find((message) => message.id === id)!.body as never))
		.map((i) => said[i]);
};
const starting = (...beginnings: string[]) =>
	beginnings.map((text) => said.find((body) => body.startsWith(text))!).toReversed();

describe("what is found", () => {
	test.each<[what: string, q: string, ...beginnings: string[]]>([
		["a word by its other forms", "deploy", "the deployment", "we deployed"],
		["and back", "deployments", "the deployment", "we deployed"],
		["but no word that only begins alike", "general", "general rules", "@grace"],
		["nor this one", "generating", "we generate"],
		["a quotation in its order", '"error 500"', "an error"],
		["words apart in any order", "error 500", "an error", "500 people"],
		["a quotation of German", "„error 500“", "an error"],
		["of France", "« error 500 »", "an error"],
		["of England", "“error 500”", "an error"],
		["of Japan", "「error 500」", "an error"],
		["one without its end", '"error 500', "an error"],
		["a number of a machine", "192.168.1.10", "ping 192.168.1.10"],
		["its beginning", "192.168.1", "ping 192.168.1.10", "ping 192.168.1.1,"],
		["what is joined by a stroke", "foo_bar", "call"],
		["or by another one", "foo-bar", "call"],
		["a version", "v2.10.3", "upgrade"],
		["a part of one", "2.10"],
		["a name with a dot", "node.js", "node.js"],
		["C++ and not C", "c++", "C++ is", "C is"],
		["in full width", "Ｃ＋＋", "C++ is", "C is"],
		["a version of it", "C++17", "C is"],
		["C", "c", "C++ is", "C is", "C# and"],
		["C#", "C#", "C# and"],
		["F#", "f#", "C# and"],
		[".NET and not a net", ".net", "C# and"],
		["a net", "net", "C# and", "net of"],
		["an e-mail address", "ada@example.com", "mail ada"],
		["a person of one", "ada", "mail ada"],
		["an address", "https://docs.example.com/guide", "see https"],
		["a part of one", "setup_notes", "see https"],
		["the address behind words", "example.org/handbook", "read the"],
		["the words before it", "manual", "read the"],
		["a host", "example.com", "mail ada", "see https"],
		["words with marks", "bold inlinecode struck", "**bold"],
		["a word with marks inside", "halfway", "half**way"],
		["an emoji", "🎉", "party"],
		["a heart", "❤", "with love", "plain heart"],
		["a red heart", "❤️", "with love", "plain heart"],
		["a hand of any colour", "👍", "thumbs"],
		["of another one", "👍🏿", "thumbs"],
		["people who do something", "👩‍💻", "a coder"],
		["a flag", "🇫🇷", "flags"],
		["no flag of two others", "🇪🇫"],
		["an arrow", "→", "ship it"],
		["a price", "50€", "price"],
		["an operator", "=>", "a =>"],
		["another operator", "a && b", "a =>"],
		["Polish", "lodz", "Łódź"],
		["German", "STRASSE", "Straße"],
		["with a capital", "STRAẞE", "Straße"],
		["Danish", "orsted faeroerne", "Ørsted"],
		["Vietnamese", "duong ha noi", "đường"],
		["French", "coeur oeuvre", "cœur"],
		["a word behind an elision", "œuvre", "cœur"],
		["Turkish", "isik istanbul", "ışık"],
		["Turkish capitals", "IŞIK", "ışık"],
		["decomposed Latin", "crème", "Crème".normalize("NFD")],
		["Greek", "οδός", "ΟΔΟΣ"],
		["Greek with a tonos", "ΔΡΟΜΟΣ αθηνασ", "ΟΔΟΣ"],
		["Cyrillic", "съемка еще", "Съёмка"],
		["й is a letter", "мой й", "мой".normalize("NFD")],
		["and not и", "мои"],
		["Arabic without points", "كتاب جديد", "كِ"],
		["with a stretched word", "محمد", "مـ"],
		["Persian without the joiner", "میخواهم", "می"],
		["with Arabic letters", "مي‌خواهم", "می"],
		["Hebrew", "שלום עליכם", "שָׁ"],
		["a Hebrew acronym", "צה״ל", "צה"],
		["Hindi", "हिन्दी", "हिन्दी"],
		["not without its vowels", "हनद"],
		["Tamil", "மொழி", "தமிழ்"],
		["Thai inside a sentence", "ข้อความ", "ผม"],
		["Thai in its two spellings", "น้ํา", "น้ำ"],
		["not without its vowels either", "มอคว"],
		["Lao", "ລາວ", "ພາ"],
		["Khmer over an unseen blank", "សាខ្មែ", "ភា"],
		["Burmese", "ဘာသာ", "မြန်"],
		["Chinese", "上海", "我们"],
		["not apart", "上开"],
		["one character", "海", "我们"],
		["a Chinese quotation", "看「重要」", "请看"],
		["scripts together", "2024年", "于2024"],
		["beside each other", "iPhone手机", "于2024"],
		["not in another order", "手机iPhone"],
		["Japanese in half width", "ﾀﾜｰ", "東京"],
		["half width in full", "データ", "ｶﾀｶﾅ"],
		["voiced by half", "ﾃﾞｰﾀ", "ｶﾀｶﾅ"],
		["decomposed kana", "ガイド", "ガイド".normalize("NFD")],
		["not unvoiced", "カイト"],
		["full width in half", "full WIDTH 123", "ＦＵＬＬ"],
		["Korean", "국어", "한국어"],
		["Korean decomposed", "한국".normalize("NFD"), "한국어"],
		["decomposed Korean", "베이스", "데이".normalize("NFD")],
		["over soft hyphens", "softhyphen zerowidth joiner", "soft"],
		["with soft hyphens", "soft\u00adhy\u200dphen", "soft"],
		["through overrides", "override", "bidi"],
		["the owner of something", "crab shell", "the crab"],
		["and as it was written", "crab’s", "the crab"],
		["a long number", "1,000,000", "numbers"],
		["a mention", "@grace", "@grace"],
		["a channel", "#general", "general rules", "@grace"],
	])("%s: %s", async (_, q, ...beginnings) => {
		expect(await found(q)).toEqual(starting(...beginnings));
	});

	test("the same form comes first, whatever is newer", async () => {
		expect(await found("deployment", { sort: "relevance" })).toEqual([
			"the deployment failed at noon",
			"we deployed it again",
		]);
		expect(await found("deployed", { sort: "relevance" })).toEqual([
			"we deployed it again",
			"the deployment failed at noon",
		]);
	});

	test("every message is found by all of its words, and by each, in any spelling that looks the same", async () => {
		const { messages } = await team.grace.listMessages({ conversation_id: team.general.id, limit: 200 });
		const spellings = [
			(text: string) => text,
			(text: string) => text.normalize("NFD"),
			(text: string) => text.normalize("NFC"),
			(text: string) => text.toUpperCase(),
			(text: string) => text.replace(/(\p{L})(\p{L})/gu, "$1\u00ad\u2060$2"),
		];
		const spelled = (text: string, i: number) => spellings[i % spellings.length]!(text);
		for (const { id, body } of messages.filter((one) => !/[[*~`"]/u.test(one.body))) {
			const all = spellings.map((spell) => spell(body));
			for (const q of [...all, ...body.split(/\s+/).map(spelled)])
				expect(
					(await search(q)).map((hit) => hit.id),
					`${q} in ${body}`,
				).toContain(id);
		}
	});
});

describe("while somebody types", () => {
	test.each([
		["deployment", "the deployment"],
		["generate", "we generate"],
		["Strasse", "Straße"],
		["Færø", "Ørsted"],
		["δρόμος", "ΟΔΟΣ"],
		["Съёмка", "Съёмка"],
		["كتاب", "كِ"],
		["עליכם", "שָׁ"],
		["हिन्दी", "हिन्दी"],
		["மொழி", "தமிழ்"],
		["ข้อความ", "ผม"],
		["데이터", "데이".normalize("NFD")],
		["node.js", "node.js"],
		["v2.10.3", "upgrade"],
		["192.168.1.10", "ping 192.168.1.10"],
		["foo_bar", "call"],
		["docs.example.com/guide", "see https"],
	])("every beginning of %s from three letters on finds it", async (word, beginning) => {
		for (let end = 3; end <= word.length; end++)
			expect(await found(word.slice(0, end), { typing: "true" }), word.slice(0, end)).toContain(starting(beginning)[0]);
	});

	test("only the last word may be unfinished, if nothing ends it, and only while somebody types", async () => {
		expect(await found("deploym")).toEqual([]);
		expect(await found("deploym failed", { typing: "true" })).toEqual([]);
		expect(await found('"error 50"', { typing: "true" })).toEqual([]);
		expect(await found('"error 500', { typing: "true" })).toEqual(["an error 500 from the server"]);
		expect(await found("error deploym", { typing: "true" })).toEqual([]);
		expect(await found("fa", { typing: "true" })).toEqual([]);
	});

	test("the first letters of a further word change nothing yet", async () => {
		const report = "the deployment failed at noon";
		for (const q of ["deployed n", "deployed no"])
			expect(await found(q, { typing: "true" })).toEqual(["we deployed it again", report]);
		expect(await found("deployed no")).toEqual([]);
		expect(await found("deploy failed a", { typing: "true", sort: "relevance" })).toEqual([report]);
		expect((await found("error 50", { typing: "true", sort: "relevance" })).length).toBe(2);
	});

	test("the word is marked that begins so", async () => {
		const [hit] = await search("harb", { typing: "true" });
		const [range] = hit!.highlights;
		expect(Array.from(hit!.snippet).slice(range!.start, range!.end).join("")).toBe("harbour");
	});
});
