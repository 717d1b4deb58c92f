import { type Token, inlineTokens, isVisible, withStandIns, withTokens } from "@clickclack/sdk/grammar";
import { escape, textOf } from "./html.ts";
import { drawInline } from "./inline.ts";

const link = (href: string, html: string) => `<a href="${escape(href)}">${html}</a>`;

export function draw(token: Token): string {
	const text = escape(token.text);
	switch (token.kind) {
		case "mention":
			return `<mark>${text}</mark>`;
		case "channel":
			return `<span class="channel">${text}</span>`;
		case "address":
		case "email":
			return token.href ? link(token.href, text) : text;
		case "link":
			return link(token.href, drawLabel(token.text));
		case "picture":
			return link(token.href, text);
		default:
			return drawInside(token);
	}
}

/** What can be in a link, too. */
function drawInside(token: Token): string {
	const text = escape(token.text);
	if (token.kind === "code") return `<code>${text}</code>`;
	if (token.kind !== "codeBlock") return text;
	const language = token.language ? ` class="language-${escape(token.language)}"` : "";
	return `<pre><code${language}>${text && `${text}\n`}</code></pre>`;
}

function drawLabel(label: string): string {
	if (!/[\\`*_~[<\u{f0000}-\u{10ffff}]/u.test(label)) return escape(label);
	const { text, tokens } = withStandIns(label, inlineTokens(label));
	const drawn = withTokens(drawInline(text), tokens, drawInside);
	return isVisible(textOf(drawn)) ? drawn : escape(label);
}
