import { type Token, handlesOf, isVisible, tokensOf, withStandIns, withTokens } from "@clickclack/sdk/grammar";
import { drawBlocks } from "./markup/blocks.ts";
import { escape, textOf } from "./markup/html.ts";
import { isReadable, isSmall } from "./markup/limits.ts";
import { draw } from "./markup/tokens.ts";

/** The handles that can be mentioned. */
type Handles = Pick<ReadonlySet<string>, "has">;

/** HTML of a message, to be sanitised by the caller. What would not be seen whole is shown as it was typed. */
export function markup(body: string, handles: Handles): string {
	const text = body.replace(/\r\n?/g, "\n");
	const tokens = tokensOf(text).flatMap((token) => known(token, handles));
	return drawn(text, tokens) ?? asTyped(text, tokens);
}

/** A mention is one of somebody: what follows their handle is text, and so is a sign that nobody's follows. */
function known(token: Token, handles: Handles): Token[] {
	if (token.kind !== "mention") return [token];
	const handle = handlesOf(token.handle).find((one) => handles.has(one));
	if (handle === undefined) return [{ ...token, kind: "literal", end: token.start + 1, text: "@" }];
	const length = handle.length + 1;
	return [{ ...token, handle, end: token.start + length, text: token.text.slice(0, length) }];
}

function drawn(body: string, tokens: Token[]): string | undefined {
	const { text, tokens: stood } = withStandIns(body, tokens, placed);
	if (!isReadable(text)) return undefined;
	try {
		const blocks = drawBlocks(text);
		const html = blocks && withTokens(blocks, stood, draw);
		return html && isSmall(html) && (isVisible(textOf(html)) || html.includes("<hr>")) ? html : undefined;
	} catch {
		// a deeply nested text may overflow the stack
		return undefined;
	}
}

/** A block of code is an empty one to the parser, with its character as the language. */
function placed(sign: string, token: Token): string {
	if (token.kind !== "codeBlock") return sign;
	const line = `\n${token.prefix}`;
	return `${token.isBehind ? line : ""}\`\`\`${sign}${line}\`\`\`${token.hasTail ? line : ""}`;
}

/** Links of a text that is shown as it was typed. More would take long to draw; the names of people are always marked. */
const max_links = 500;

function asTyped(body: string, tokens: Token[]): string {
	let links = 0;
	const called = new Set<string>();
	const isLink = (token: Token) =>
		(token.kind === "mention" && called.size < called.add(token.handle).size) ||
		(/^(?:mention|channel|address|email)$/.test(token.kind) && links++ < max_links);
	let [html, from] = ["", 0];
	for (const token of tokens.filter(isLink)) {
		html += escape(body.slice(from, token.start)) + draw(token);
		from = token.end;
	}
	return `<p class="typed">${html}${escape(body.slice(from))}</p>`;
}
