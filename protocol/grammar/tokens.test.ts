import { describe, expect, test } from "vitest";
import { type Token, tokensOf } from "../index.ts";

const found = (body: string, kind: Token["kind"]) =>
	tokensOf(body).flatMap((token) => (token.kind === kind ? [body.slice(token.start, token.end)] : []));
const handles = (body: string) => tokensOf(body).flatMap((token) => (token.kind === "mention" ? [token.handle] : []));
const hrefs = (body: string) => tokensOf(body).flatMap((token) => ("href" in token && token.href ? [token.href] : []));

describe("a mention", () => {
	test.each([
		"@gus",
		"Hi @gus!",
		"(@gus)",
		"おはよう@gusさん",
		"ｵﾊﾖｳ@gusｻﾝ",
		"か\u3099@gus",
		"（@gus）",
		"「@gus」です",
		"你好@gus，再见",
		"你好@gus.再见",
		"안녕@gus님",
		"안녕".normalize("NFD") + "@gus",
		"สวัสดี@gusครับ",
		"ສະບາຍດີ@gus",
		"សួស្ដី@gus",
		"မင်္ဂလာပါ@gus",
		"नमस्ते @gus जी",
		"வணக்கம் @gus",
		"שלום @gus,",
		"مرحبا @gus، كيف",
		"Привет, @gus.",
		"γεια @gus;",
		"¡@gus!",
		"«@gus»",
		"🎉@gus🎉",
		"👩🏽‍🚀@gus",
		"❤️@gus",
		"1️⃣@gus",
		"\u200b@gus",
		"\u2067@gus\u2069",
		"*@gus*",
		"**@gus**",
		"_@gus",
		"~~@gus~~",
		"> @gus",
		"- @gus",
		"1. @gus",
		"# @gus",
		"| @gus | b |\n|---|---|",
		"[x] @gus",
		"a\n    @gus",
		"`code` @gus `code`",
		"@gus's",
		"@gus.thanks",
		"コード```\nx\n```です\n@gus",
		"実行：```\nls\n```。`a`\n@gus お願い",
		"> a```\n> x\n> ```です\n> @gus",
		"コード```\nx\n```と```\ny\n```です @gus",
		"see ``` bash\ny\n```\n@gus thanks",
		"see ```a b\ny\n```\n@gus thanks ",
		"Use ``` for code:\n```js\nx\n```\n@gus",
		"see ~~~\nx\n~~~\n@gus",
		"text\n\n> ```\n\n@gus",
	])("is in %j", (body) => {
		expect(handles(body)).toEqual(["gus"]);
	});

	test.each([
		"`@gus`",
		"`` ` @gus ``",
		"`a\n@gus`",
		"> `a\n> @gus`",
		"```\n@gus\n```",
		"~~~\n@gus\n~~~",
		"```js\n@gus",
		"> ```\n> @gus\n> ```",
		"- a\n  ```\n  @gus\n  ```",
		"1. > ```\n   > @gus",
		"    @gus",
		"\t@gus",
		"a\n\n    @gus",
		"- a\n\n      @gus",
		"see ```\n@gus\n```",
		"```@gus```",
		"\\@gus",
		"ada@gus.dev",
		"用户@gus.com",
		"josé@gus",
		"αβ@gus",
		"й@gus",
		"7@gus",
		"a_@gus",
		"x.@gus",
		"a/@gus",
		"-@gus",
		"@@gus",
		"@gusé",
		"@gus\u0301",
		"@g",
		`@${"g".repeat(33)}`,
		"https://x.test/@gus",
		"见https://x.test/@gus",
		"www.x.test/@gus",
		"slack://x/@gus",
		"<https://x.test/@gus>",
		"[@gus](https://x.test)",
		"[a](https://x.test/@gus)",
		"![@gus](https://x.test)",
		'<a title="@gus">',
	])("is not in %j", (body) => {
		expect(handles(body)).toEqual([]);
	});

	test("may end in signs that are not of the handle", () => {
		expect(handles("_@ada_ @bob- **@c-d__**")).toEqual(["ada_", "bob-", "c-d__"]);
	});
});

describe("an address", () => {
	test.each([
		["见https://example.com，谢谢", "https://example.com"],
		["https://example.comを見て", "https://example.com"],
		["https://example.com谢谢", "https://example.com"],
		["(https://x.test/a)", "https://x.test/a"],
		["（https://x.test/a）", "https://x.test/a"],
		["https://x.test/a_(b)", "https://x.test/a_(b)"],
		["https://x.test/a（b）", "https://x.test/a（b）"],
		["https://x.test/a）b", "https://x.test/a"],
		["“https://x.test/a”", "https://x.test/a"],
		["«https://x.test/a»", "https://x.test/a"],
		["„https://x.test/a“", "https://x.test/a"],
		["「https://x.test/a」", "https://x.test/a"],
		["https://x.test/a。", "https://x.test/a"],
		["https://x.test/a｡", "https://x.test/a"],
		["https://x.test/a、b", "https://x.test/a"],
		["https://x.test/a؟", "https://x.test/a"],
		["https://x.test/a، b", "https://x.test/a"],
		["https://x.test/a।", "https://x.test/a"],
		["https://x.test/a၊", "https://x.test/a"],
		["https://x.test/a។", "https://x.test/a"],
		["https://x.test/a׃", "https://x.test/a"],
		["https://x.test/a…", "https://x.test/a"],
		["https://x.test/a’s", "https://x.test/a"],
		["https://x.test/a?b=c&d=[e]#f!", "https://x.test/a?b=c&d=[e]#f"],
		["**https://x.test**", "https://x.test"],
		["'https://x.test','b'", "https://x.test"],
		["https://x.test🎉", "https://x.test"],
		["https://x.test/👩‍🚀 go", "https://x.test/👩‍🚀"],
		["https://x.test/🏳️‍🌈/🏴󠁧󠁢󠁷󠁬󠁳󠁿/👩🏽‍🚀/#️⃣.", "https://x.test/🏳️‍🌈/🏴󠁧󠁢󠁷󠁬󠁳󠁿/👩🏽‍🚀/#️⃣"],
		["https://x.test/🎉\u200d a", "https://x.test/🎉"],
		["https://x.test/a‼️", "https://x.test/a"],
		["https://παράδειγμα.ελ/σελίδα· ναι", "https://παράδειγμα.ελ/σελίδα"],
		["https://x.test/a・", "https://x.test/a"],
		["https://x.test/a־", "https://x.test/a"],
		["https://x.test/a‐ b", "https://x.test/a"],
		["https://x.test/a｜題名", "https://x.test/a"],
		["https://x.test/a～次", "https://x.test/a"],
		["https://x.test/a＝次", "https://x.test/a"],
		["＜https://x.test/a＞次", "https://x.test/a"],
		["https://x.test:8080を見て", "https://x.test:8080"],
		["http://192.168.1.10:8080です", "http://192.168.1.10:8080"],
		["https://10.0.0.1を見て", "https://10.0.0.1"],
		["https://localhost:3000を見て", "https://localhost:3000"],
		["https://例え.テスト:80です", "https://例え.テスト:80"],
		["https://a:1é@x.test:80/é", "https://a:1é@x.test:80/é"],
		["ada@example.com-", "mailto:ada@example.com"],
		["tel:112、3", "tel:112"],
		["网址:www.x.test", "http://www.x.test"],
		["Website:www.x.test", "http://www.x.test"],
		["_www.x.test_", "http://www.x.test"],
		["https://👍.la", "https://👍.la"],
		["https://👩🏽‍🚀.x.test:80/a", "https://👩🏽‍🚀.x.test:80/a"],
		["https://i❤️.test🎉🎉.", "https://i❤️.test"],
		["https://x.test.🎉", "https://x.test"],
		["https://例え.テスト🎉", "https://例え.テスト"],
		["用户@例子.广告", "mailto:用户@例子.广告"],
		["https://x.test\u202e", "https://x.test"],
		["https://x.test\u200b", "https://x.test"],
		["https://例え.テスト/パス/モーニング・娘", "https://例え.テスト/パス/モーニング・娘"],
		["https://пример.рф/путь?я=ё", "https://пример.рф/путь?я=ё"],
		["https://हिन्दी.test/पथ", "https://हिन्दी.test/पथ"],
		["https://مثال.test/می\u200cخواهم", "https://مثال.test/می\u200cخواهم"],
		["https://한국.test/길", "https://한국.test/길"],
		["http://[::1]:8080/x", "http://[::1]:8080/x"],
		["www.example.com/a.", "http://www.example.com/a"],
		["见www.example.com。", "http://www.example.com"],
		["mail ada@example.com.", "mailto:ada@example.com"],
		["ada+b@sub.example.co.uk", "mailto:ada+b@sub.example.co.uk"],
		["josé@例え.jp", "mailto:josé@例え.jp"],
		["ada@example.comへ", "mailto:ada@example.com"],
		["連絡はada@example.comまで", "mailto:ada@example.com"],
		["请发邮件到ada@example.com。", "mailto:ada@example.com"],
		["이메일은ada.b@example.com입니다", "mailto:ada.b@example.com"],
		["ติดต่อada@example.com", "mailto:ada@example.com"],
		["ຕິດຕໍ່ada@example.com", "mailto:ada@example.com"],
		["ទាក់ទងada@example.com", "mailto:ada@example.com"],
		["ဆက်သွယ်ada@example.com", "mailto:ada@example.com"],
		["連絡はjose\u0301@example.com", "mailto:jose\u0301@example.com"],
		["𠮷田@例え.jp", "mailto:𠮷田@例え.jp"],
		["1️⃣ada@example.com", "mailto:ada@example.com"],
		["田中.ichiro@例え.jp", "mailto:田中.ichiro@例え.jp"],
		[`=${"x".repeat(63)}@example.com`, `mailto:${"x".repeat(63)}@example.com`],
		["mailto:ada@example.com?subject=hi", "mailto:ada@example.com?subject=hi"],
		["call tel:+49-30-123456.", "tel:+49-30-123456"],
		["<https://x.test/a>", "https://x.test/a"],
		["<ada@example.com>", "mailto:ada@example.com"],
		["[a](https://x.test/(b))", "https://x.test/(b)"],
		["[a](<https://x.test/b c>)", "https://x.test/b c"],
		["[a](tel:112)", "tel:112"],
		["![a](https://x.test/a.png)", "https://x.test/a.png"],
	])("in %j is %j", (body, href) => {
		expect(hrefs(body)).toEqual([href]);
	});

	test.each([
		"example.com",
		"www.",
		"www.example",
		"a@b",
		"a@b.c",
		`${"x".repeat(70)}@example.com`,
		"http://",
		"hotel:12",
		"tel:x",
		"https://🎉",
		"a_www.x.test",
		"你好@gus.再见",
		"tel:+49 30 1234567",
		"tel:+49 (30) 1234567",
		"handlers[name](event)",
		"[a](javascript:alert)",
		"[a](/b)",
		"[](https)",
		"[ada]: hello",
		"javascript://x",
		"`https://x.test`",
		"    https://x.test",
	])("is not in %j", (body) => {
		expect(hrefs(body)).toEqual([]);
	});
});

describe("the name of a channel", () => {
	test.each([
		["see #general.", "#general"],
		["（#一般）", "#一般"],
		["#हिन्दी और", "#हिन्दी"],
		["#ガイド", "#ガイド"],
		["#한국어", "#한국어"],
		["#日本🎉", "#日本🎉"],
		["_#dev-ops_", "#dev-ops"],
		["*#ไทย*", "#ไทย"],
		["see #C++, and", "#C++"],
		["#C#.", "#C#"],
		["#général", "#général"],
		["#❤ #️⃣", "#❤"],
		["#a#️⃣", "#a"],
		["#.net...", "#.net"],
		["#general+@gus", "#general"],
		["#ガイ\u200bド\u200b", "#ガイ\u200bド"],
		[`#a${"🎉".repeat(85)}`, `#a${"🎉".repeat(85)}`],
		[`#${"👨‍👩‍👧‍👦".repeat(16)}`, `#${"👨‍👩‍👧‍👦".repeat(16)}`],
		[`#${"👩‍🚀".repeat(300)}`, `#${"👩‍🚀".repeat(233)}`],
		[`#ab${"👩🏽‍🚀".repeat(30)}`, `#ab${"👩🏽‍🚀".repeat(30)}`],
	])("in %j is %j", (body, name) => {
		expect(found(body, "channel")).toEqual([name]);
	});

	test.each([
		"# title",
		"a#b",
		"##x",
		"&#39;",
		"https://x.test/#a",
		"`#a`",
		"\\#a",
		"#️⃣",
		"#...",
		"#+",
		`#a${"\u0301".repeat(3_000)}`,
	])("is not in %j", (body) => {
		expect(found(body, "channel")).toEqual([]);
	});
});

test.each([
	["1️⃣ and #️⃣ and *️⃣", ["1️⃣", "#️⃣", "*️⃣"]],
	["👩‍👩‍👧‍👦 👍🏽a🇩🇪 🏴󠁧󠁢󠁥󠁮󠁧󠁿b❤️", ["👩‍👩‍👧‍👦", "👍🏽", "🇩🇪", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "❤️"]],
	["👍🏽🇩🇪❤️", ["👍🏽🇩🇪❤️"]],
	["© 1 # *", []],
])("the emoji of %j are whole", (body, emoji) => {
	expect(found(body, "emoji")).toEqual(emoji);
});

test.each([
	["```js\na\n  b\n```", "a\n  b", "js"],
	["> ```\n> a\n>   b", "a\n  b", ""],
	["see ```ts\na\n```", "a", "ts"],
	["```\na```", "a", ""],
	["```this is\nall code\n```", "this is\nall code", ""],
	["コード```\na\n```です\nb", "a", ""],
	["```\na\n```です\nb", "a", ""],
	["see ``` js\na\n```", "a", "js"],
	["see ```a b\nc\n```", "a b\nc", ""],
	["Use ``` for code.\n\n```\na\n```", "a", ""],
	["see ~~~\na\n~~~", "a", ""],
	["wow~~~\n~~~\na\n~~~", "a", ""],
	["````\n```です\n````", "```です", ""],
	["\ta\n\n\tb", "a\n\nb", ""],
	["-     a", "a", ""],
])("the code of %j is %j", (body, text, language) => {
	expect(tokensOf(body).filter(({ kind }) => kind === "codeBlock")).toMatchObject([{ text, language }]);
});

test("tokens stand in their order and none in another", () => {
	const body = "a @ada `b` [c @ida](https://e.test) \\* > <b> #f 🎉\n> `g\n> h` @ida\n\n    @ida\n";
	let end = 0;
	for (const token of tokensOf(body)) {
		expect(token.start).toBeGreaterThanOrEqual(end);
		end = token.end;
	}
	expect(
		tokensOf(body)
			.map(({ kind }) => kind)
			.join(" "),
	).toBe("mention code link escape literal channel emoji code mention codeBlock");
});
