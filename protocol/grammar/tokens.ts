import { Blocks, type Run } from "./blocks.ts";
import { inlineTokens } from "./inline.ts";
import type { Token } from "./token.ts";

/**
 * What is in a text beside words and the marks around them, in its order, and nothing twice. What is drawn as a mention is one
 * here, and the other way round. Takes linear time.
 */
export function tokensOf(body: string): Token[] {
	const blocks = new Blocks(body);
	const tokens = blocks.runs.flatMap((run) => tokensIn(body, run));
	return tokens.concat(blocks.tokens).toSorted((a, b) => a.start - b.start);
}

function tokensIn(body: string, run: Run): Token[] {
	const first = run[0]!;
	if (run.length === 2 && first === 0) return inlineTokens(body.slice(0, run[1]));
	if (run.length === 2) return moved(inlineTokens(body.slice(first, run[1])), (at) => first + at);
	const lines: string[] = [];
	for (let at = 0; at < run.length; at += 2) lines.push(body.slice(run[at], run[at + 1]));
	return moved(inlineTokens(lines.join("\n")), placesIn(run));
}

function moved(tokens: Token[], to: (at: number) => number): Token[] {
	for (const token of tokens) Object.assign(token, { start: to(token.start), end: to(token.end - 1) + 1 });
	return tokens;
}

/** Where a character of the joined lines stands in the body. Has to be asked from left to right. */
function placesIn(run: Run): (at: number) => number {
	let [line, before] = [0, 0];
	return (at) => {
		for (;;) {
			const length = run[line + 1]! - run[line]!;
			if (at <= before + length) return run[line]! + at - before;
			before += length + 1;
			line += 2;
		}
	};
}
