import { expect, test } from "vitest";
import { markup } from "../markup.ts";

const show = (body: string) => markup(body, new Set(["ada"]));
const typed = (html: string) =>
	html
		.replaceAll("<br>", "\n")
		.replace(/<[^>]*>/g, "")
		.replaceAll("&lt;", "<")
		.replaceAll("&gt;", ">");

test.each([
	"[ada]: hello",
	"[ada]: https",
	"今日20~25度、明日30~35度",
	"handlers[name](event)",
	"[a](javascript:alert)",
	"<config>\n  <a>1</a>",
	"<a href=\"_x_\" title='*y*'>",
	"Map<string, List<T>>",
	"#",
	"###",
	">",
	"> >",
	"-",
	"1.",
	"```\n```",
	"```js",
	"text\n````",
	"```コード`注",
	'[a](https://x.test "title here")',
	"[да](https://x.test 'заголовок')",
	"[ガイド](https://x.test (題名))",
	"<ada@x.test>",
	"<https://x.test/パス>",
	"Ада <ada@пример.рф>, 愛 <ai@例え.jp>",
	"[](https://x.test)",
	"[\u200b](https://x.test)",
	"a [\u200b](https://x.test) [\u3164](https://x.test) [\u2800](https://x.test) b",
	"[a](https:) [a](https://) [a](mailto:) [a](tel:) [a](https://\u200b)",
	"# \u200b",
	"**\u3164**",
	"- \u2800",
	"> \u200b",
	"`\u200b`",
	"|\u200b|\n|-|",
	"a  b   c\t\td",
	"a\n    b\n\tc",
	"Best\n--\nAda",
	"Title\n====",
	">_<",
	">.<",
	">:(",
	">=5",
	">10 people",
	"007. Bond",
	"2024. A year",
	"सन्\n2024) वर्ष",
	"123456789. nine",
	"да\n>\nнет",
	"hello\n>\n>\nbye",
	"שלום\n> >\n中",
	"2*3*4 = 24",
	"2*a*b2*c",
	"a*(b+c)*d",
	"料金*1、送料*2",
	"注*1と*2",
	"(*^_^*) (*´▽｀*)",
	"*^o^*",
	"*_*",
	"嬉しい*^_^*です",
	"(*・ω・*) (*ﾟДﾟ*)",
	"(*>_<*)",
	"snake_case_name",
	"C:\\dir\\.git \\\\server\\share \\d+\\.",
	"¯\\_(ツ)_/¯",
	"*️⃣ one *️⃣ two",
	"&copy; &#65; &amp;amp;",
	"|a|\n|-|\n|b|lost|",
	"a *b",
	"\u{f0000}\u{10fffe}a\u{10ffff}",
])("%j is seen as it was typed", (body) => {
	expect(typed(show(body)).replaceAll("&quot;", '"').replaceAll("&amp;", "&")).toBe(body);
});

test.each([
	["**「重要」**です", "<strong>「重要」</strong>です"],
	["これは**（注）**です", "これは<strong>（注）</strong>です"],
	["これは**(注)**です", "これは<strong>(注)</strong>です"],
	["**`a`**です", "<strong><code>a</code></strong>です"],
	["**🎉**です", "<strong>🎉</strong>です"],
	["*《书》*的", "<em>《书》</em>的"],
	["~~「旧」~~新", "<del>「旧」</del>新"],
	["**'중요'**합니다", "<strong>'중요'</strong>합니다"],
	["**(สำคัญ)**มาก", "<strong>(สำคัญ)</strong>มาก"],
	["**«важно»**это", "<strong>«важно»</strong>это"],
	["**«مهم»**جدا", "<strong>«مهم»</strong>جدا"],
	["**महत्वपूर्ण।**है", "<strong>महत्वपूर्ण।</strong>है"],
	["これは*注*です", "これは<em>注</em>です"],
	["*🎉* *(*a*)* **^**", "<em>🎉</em> <em>(<em>a</em>)</em> <strong>^</strong>"],
	["*ou* *—ou* *~~a~~*", "<em>ou</em> <em>—ou</em> <em><del>a</del></em>"],
	["**(*^_^*)**です", "<strong>(*^_^*)</strong>です"],
	["**bold**text", "<strong>bold</strong>text"],
	["_@ada_ **@ada**", "<em><mark>@ada</mark></em> <strong><mark>@ada</mark></strong>"],
	["[**a** `b`](https://x.test)", '<a href="https://x.test"><strong>a</strong> <code>b</code></a>'],
	["**[a](https://x.test)**です", '<strong><a href="https://x.test">a</a></strong>です'],
	["[*\u200b*](https://x.test)", '<a href="https://x.test">*\u200b*</a>'],
	["[a](www.x.test)", '<a href="http://www.x.test">a</a>'],
	["![a](https://x.test/b.png)", '<a href="https://x.test/b.png">a</a>'],
	["\\*a\\* \\@ada \\`b\\`", "*a* @ada `b`"],
	["a\\\nb", "a\\<br>b"],
	["```a\\`", "```a`"],
	["``` `注`", "``` <code>注</code>"],
	["a\n```한국\\`c\nd", "a<br>```한국`c<br>d"],
	["```да [`x`](https://x.test)", '```да <a href="https://x.test"><code>x</code></a>'],
])("%j becomes %j", (body, html) => {
	expect(show(body)).toBe(`<p>${html}</p>`);
});

test("a quotation may have empty lines", () => {
	expect(show(">\n> а\n>\n> б\n>")).toBe("<blockquote><p>а</p><p>б</p></blockquote>");
});

test("lists keep the numbers that were typed, and count where each has the same", () => {
	expect(show("1. a\n2. b\n\n10. c")).toMatch(/^<ol><li>.*a.*<li>.*b.*<li value="10">.*c/);
	expect(show("5. a\n6. b\n9. c")).toBe('<ol start="5"><li>a</li><li>b</li><li value="9">c</li></ol>');
	expect(show("1. a\n1. b")).toBe("<ol><li>a</li><li>b</li></ol>");
	expect(show("1) a\n2) b")).toBe('<ol class="paren"><li>a</li><li>b</li></ol>');
});

test("a fence behind a text begins a block of code, if a line ends it", () => {
	expect(show("see ```js\nlet a;\n```\nbye")).toBe(
		'<p>see</p><pre><code class="language-js">let a;\n</code></pre><p>bye</p>',
	);
	expect(typed(show("see ```js\nlet a;"))).toBe("see ```js\nlet a;");
	expect(show("```\na```")).toBe("<pre><code>a\n</code></pre>");
	expect(show("- コード```\n  a\n  ```です\n  b")).toBe("<ul><li>コード<pre><code>a\n</code></pre>です<br>b</li></ul>");
});

test("code is where the grammar finds it, in quotations and lists too", () => {
	expect(show("> - ```\n>   @ada\n>   ```\n> - b")).toBe(
		"<blockquote><ul><li><pre><code>@ada\n</code></pre></li><li>b</li></ul></blockquote>",
	);
	expect(show("- a\n```\n@ada\n```\n- b")).toBe("<ul><li>a</li></ul><pre><code>@ada\n</code></pre><ul><li>b</li></ul>");
	expect(show("|a|b|\n|-|-|\n|`x|y`|c|")).toContain("<td><code>x|y</code></td><td>c</td>");
});

test("in a text that is shown as it was typed, names and addresses are what they are elsewhere", () => {
	const html = show(`${"> ".repeat(30)}@ada https://x.test \`@ada\``);
	expect(html).toContain('<mark>@ada</mark> <a href="https://x.test">https://x.test</a> `@ada`</p>');
	expect(show(`${"https://x.test ".repeat(2_000)}@ada ${"*a ".repeat(3_000)}`)).toContain("<mark>@ada</mark>");
});
