import { expect, test } from "vitest";
import { plainText } from "@clickclack/protocol";
import { markup } from "../markup.ts";

const show = (body: string) => markup(body, new Set(["ada"])).replace(/^<p>|<\/p>$/g, "");
/** `<em>`, `<strong>` and `<del>` as they are easier to read in a table. */
const short = (html: string) => html.replace(/<(\/?)(em|strong|del)>/g, (_, end, tag: string) => `${end}${tag[0]}|`);
const text = (html: string) =>
	html
		.replace(/<[^>]*>/g, "")
		.replaceAll("&lt;", "<")
		.replaceAll("&gt;", ">");

test.each([
	["_重要_。", "e|重要/e|。"],
	["これは、_重要_。", "これは、e|重要/e|。"],
	["（_注_）", "（e|注/e|）"],
	["да, _важно_!", "да, e|важно/e|!"],
	["_важно_, да", "e|важно/e|, да"],
	["«_важно_»", "«e|важно/e|»"],
	["ναι, _σημαντικό_!", "ναι, e|σημαντικό/e|!"],
	["نعم، _مهم_،", "نعم، e|مهم/e|،"],
	["כן, _חשוב_!", "כן, e|חשוב/e|!"],
	["_महत्वपूर्ण_।", "e|महत्वपूर्ण/e|।"],
	["(_முக்கியம்_)", "(e|முக்கியம்/e|)"],
	["(_สำคัญ_)", "(e|สำคัญ/e|)"],
	["(_ສຳຄັນ_)", "(e|ສຳຄັນ/e|)"],
	["_សំខាន់_។", "e|សំខាន់/e|។"],
	["_အရေးကြီး_။", "e|အရေးကြီး/e|။"],
	["네, _중요_!", "네, e|중요/e|!"],
	["snake_case_name です_重要_です", "snake_case_name です_重要_です"],
])("%j: `_` is a mark beside punctuation of any script", (body, html) => {
	expect(short(show(body))).toBe(html);
});

test.each([
	["**A**、**「B」**", "s|A/s|、s|「B」/s|"],
	["**$5**，**€6**", "s|$5/s|，s|€6/s|"],
	["**да**,**«нет»**", "s|да/s|,s|«нет»/s|"],
	["**ναι**·**«όχι»**", "s|ναι/s|·s|«όχι»/s|"],
	["**نعم**،**(لا)**", "s|نعم/s|،s|(لا)/s|"],
	["**हाँ**।**(नहीं)**", "s|हाँ/s|।s|(नहीं)/s|"],
	["**네**,**(아니오)**", "s|네/s|,s|(아니오)/s|"],
	["~~旧~~、~~「古」~~", "d|旧/d|、d|「古」/d|"],
	["**да!**-**нет!**", "s|да!/s|-s|нет!/s|"],
])("%j: of two that a sign joins, each is marked", (body, html) => {
	expect(short(show(body))).toBe(html);
});

test.each([
	"価格（*税込）と送料（*税別）",
	"(*да) и (*нет)",
	"(*ναι) και (*όχι)",
	"(*نعم) و (*لا)",
	"(*כן) ו(*לא)",
	"(*हाँ) और (*नहीं)",
	"(*ใช่)และ(*ไม่)",
	"函数(**参数)和(**参数)",
	"f(*а, **б) и g(*а, **б)",
	"(*ﾉωﾉ) … (*ﾉωﾉ)",
	"(*ﾟ∀ﾟ)ﾉ (*ﾟ∀ﾟ)ﾉ",
	"«*.txt» и «*.md»",
	"（*.md）か（*.txt）",
	"(*.md) (*.txt)",
	"2*(三+4)*5",
])("%j: behind an opening bracket a mark ends nothing", (body) => {
	expect(text(show(body))).toBe(body);
	expect(plainText(body)).toBe(body);
});

test.each([
	["🎉**「重要」**です", "🎉s|「重要」/s|です"],
	["👍🏽**(注)**", "👍🏽s|(注)/s|"],
	["です**「A」**👩‍🚀", "ですs|「A」/s|👩‍🚀"],
	["**hi!**🎉", "s|hi!/s|🎉"],
	["_hi_🎉", "e|hi/e|🎉"],
	["👍_ok_👍", "👍e|ok/e|👍"],
	["❤️_да_❤️", "❤️e|да/e|❤️"],
	["1️⃣_一_🇩🇪", "1️⃣e|一/e|🇩🇪"],
	["a**🎉**b", "as|🎉/s|b"],
])("%j: emoji are beside marks what signs are, and hinder none", (body, html) => {
	expect(short(show(body))).toBe(html);
});

test.each([
	["API**(必須)**です", "APIs|(必須)/s|です"],
	["**重要!**API", "s|重要!/s|API"],
	["**(必須)**API", "s|(必須)/s|API"],
	["API**((обязательно))**API", "APIs|((обязательно))/s|API"],
	["**('중요!')**API", "s|('중요!')/s|API"],
	["API**(required)**API", "API**(required)**API"],
	["a*(b+c)*d", "a*(b+c)*d"],
])("%j: what is in the signs tells whether they hinder a mark", (body, html) => {
	expect(short(show(body))).toBe(html);
});

test.each([
	["^_^ hi ^_^"],
	[";_; no ;_;"],
	["-_- _ -_-"],
	["a >_< b >_<"],
	["(^__^) (^__^)"],
	["~_~ hi ~_~"],
	["(・_・) (￣_￣)"],
	["(>_<)です(>_<)"],
])("%j: the mouth of a face is no mark", (body) => {
	expect(text(show(body))).toBe(body);
	expect(plainText(body)).toBe(body);
});

test.each([
	["*「A」*、*「B」*", "e|「A」/e|、e|「B」/e|"],
	["*あ*「*い*」", "e|あ/e|「e|い/e|」"],
	["*да*,*нет*", "e|да/e|,e|нет/e|"],
	["*نعم*،*لا*", "e|نعم/e|،e|لا/e|"],
	["*네*·*아니오*", "e|네/e|·e|아니오/e|"],
	["*ใช่*/*ไม่*", "e|ใช่/e|/e|ไม่/e|"],
	["*\\*a*", "e|*a/e|"],
])("%j: what joins two words in italics is no face", (body, html) => {
	expect(short(show(body))).toBe(html);
});

test.each([
	["*\\(^o^)/*"],
	["嬉しい!*^_^*です"],
	["(´・ω・`) x (´・ω・`)"],
	["(`・ω・´) x (`・ω・´)"],
	["(*´ω`*) (*´ω`*)"],
	["(´;ω;`)です(´Д`)"],
])("%j: a face stays as it was typed", (body) => {
	expect(text(show(body))).toBe(body);
	expect(plainText(body)).toBe(body);
});

test("beside a face, code is code", () => {
	expect(show("`a` (´;ω;`) `(´・ω・`)`")).toBe("<code>a</code> (´;ω;`) <code>(´・ω・`)</code>");
});

test.each([
	"`x`_see_",
	"[a](tel:1)**(b)**",
	"<b>_a_</b>",
	"\\*_a_\\*",
	"@ada**「注」**",
	"@nobody**「注」**",
	"です_@ada_",
])("%j is read as it is drawn", (body) => {
	expect(plainText(body)).toBe(text(show(body)));
});

test("three signs are both, and the pair that closes first is the inner one", () => {
	expect(short(show("***a*** ***b** c* *d**e*"))).toBe("e|s|a/s|/e| e|s|b/s| c/e| e|d**e/e|");
});
