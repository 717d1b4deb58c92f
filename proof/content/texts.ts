import fc from "fast-check";
import { max_body } from "../../protocol/new-message.ts";

/** Signs that begin, part or end something in Markdown. */
const signs = "*_~`[]()<>|&:@\\#!-+>=\"'/.x \n\t";
/** What is more than a sign. */
const words = `
** __ ~~ *** \`\` \`\`\` ~~~ ![ ]( ][ []( ](< ]: *a _a **a a* a_ a** ~~a *a_ **a*_ *a**b [a [a]( [a][ [[a]] ![a]( [a](b
[![a](b)](c) <a <a> </a> <a> <!-- --> <? <![CDATA[ <b\t &amp; &#1; &a &lt @ada @ada, ada@ a@b.c a@b.c, www.a.b http:// https://a.b/
https://a.b/?& https://a.b/( <https://a.b> <a@b.c> mailto:a@b.c :smile: 👍 é a\u0301 \u200b |a| |-| | :- 1. 2) [x] [^1] \`a\` \`\`a\` \\* \\\\
`;
/** What needs the end of a line, written ^, or spaces, written _. */
const lines = `
^^ ^>_ >_>_ ^-_ ^1._ ^____ ^→ __^ \\^ ^# ^#_a ^--- ^=== ^a^=== ^\`\`\`^ ^~~~ ^-_a ^__-_a ^____-_a ^>_a ^>_-_a ^|a|b| ^|a|*b*| ^[a]:_b
^[a]:_<b>_'c' ^|a^|- ^-_[_]_a ^*_*_* ^<div> ^<!-- ^a^^ ^1._a^___1._b ^*a_**b ^[a ^^____a
`;
const withSpaces = (piece: string) => piece.replaceAll("^", "\n").replaceAll("_", " ").replaceAll("→", "\t");
const pieces = [
	...signs,
	...words.trim().split(/\s+/),
	...lines.trim().split(/\s+/).map(withSpaces),
	"x".repeat(200),
	"a_".repeat(40),
	"word ",
	"\u2028",
	"long".repeat(70),
];

/** What a text may begin with, so that the rest of it is something else. */
const heads = ["", "|a|b|\n|-|-|\n", "> ", "- ", "<div>\n", "[a]: b\n\n", "[", "**", "`", "<"];

const cut = (text: string) => text.slice(0, max_body).toWellFormed();
const fill = (piece: string, times = Infinity) => piece.repeat(Math.min(times, Math.ceil(max_body / piece.length)));

/** Beyond these the renderer shows a text as it was typed: the slow ones are just below. */
const max_marks = 2_000;
const max_lines = 1_500;

function repeated(head: string, piece: string): string[] {
	const marks = piece.match(/[*_~`[\]<>|&:@\\]/g)?.length ?? 0;
	const breaks = piece.match(/\n/g)?.length ?? 0;
	const most = Math.floor(Math.min((max_marks - 20) / marks, (max_lines - 20) / breaks));
	const prose = fill("word ");
	return [
		head + fill(piece),
		head + fill(piece, most),
		head + fill(piece, most) + prose,
		head + fill(`${piece}word `, most) + prose,
		prose.slice(0, max_body - 10_000) + fill(piece, most),
		`${head}a${fill(piece).slice(0, max_body - 10)}b`,
	].map(cut);
}

/**
 * Texts of as many characters as a message may have, or fewer, that are meant to be slow. Random ones come from the seed.
 * @param every 1 for all, 60 for each sixtieth
 */
export function slowTexts(seed: number, every: number): string[] {
	const pairs = heads.flatMap((head) => pieces.map((piece) => [head, piece] as const));
	const regular = pairs.filter((_, at) => at % every === seed % every).flatMap((pair) => repeated(...pair));
	const some = fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 6 });
	const part = fc.tuple(some, fc.integer({ min: 1, max: 1_000 })).map(([run, times]) => fill(run.join(""), times));
	const text = fc.array(part, { minLength: 1, maxLength: 6 }).map((parts) => cut(parts.join("")));
	return [...new Set([...regular, ...fc.sample(text, { seed, numRuns: Math.ceil(2_000 / every) })])];
}
