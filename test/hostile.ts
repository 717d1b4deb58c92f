import fc from "fast-check";

const length = 40_000;

/** Of each kind that a pattern may tell apart, a few. */
const letters = [
	..."azAZ09 \t\n_-.,:/@[]()<>\"'\\+=;&%#éßİ上かﾞ한ﷺﬃ🦀",
	"\u0301",
	"\u0316",
	"\u3099",
	"\u302e",
	"\u200d",
	"\u202e",
];

/** One unit of a pattern: a class, an escape, a letter; or what is no text: a group, a quantifier, an edge. */
const unit =
	/\\[pP]\{[^}]*\}|\\u\{[^}]*\}|\\u[0-9a-f]{4}|\\x[0-9a-f]{2}|\\.|\(\?(?:<?[=!]|:|<\w+>)|\{\d+,?\d*\}|[()|^$*+?]|./giu;

/** `[a[b-d]--[c]]` as one. */
function classAt(source: string, from: number): string {
	let depth = 0;
	for (let i = from; i < source.length; i++) {
		if (source[i] === "\\") i++;
		else if (source[i] === "[") depth++;
		else if (source[i] === "]" && --depth === 0) return source.slice(from, i + 1);
	}
	return source.slice(from);
}

function unitsOf(source: string): string[] {
	const units: string[] = [];
	for (let at = 0; at < source.length; at += units.at(-1)!.length) {
		unit.lastIndex = at;
		units.push(source[at] === "[" ? classAt(source, at) : unit.exec(source)![0]);
	}
	return units.filter((one) => !/^(?:\(\??[<:=!\w>]*|[)|^$*+?]|\{\d.*|\\[bB])$/.test(one));
}

/** What a unit of a pattern takes, of the letters. */
function membersOf(one: string, flags: string): string[] {
	const alone = new RegExp(`^(?:${one})$`, flags.replace(/[gy]/g, ""));
	const literal = /^[^\\[.]$/u.test(one) ? [one] : one.length === 2 && /\W/.test(one[1]!) ? [one[1]!] : [];
	return [...literal, ...letters.filter((letter) => alone.test(letter))];
}

const repeated = (piece: string): string => piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
const pairsOf = (all: string[]): string[] => all.flatMap((a) => all.map((b) => a + b));

/** The same for every run. */
const mixed = (pieces: string[]): string[] =>
	fc
		.sample(fc.array(fc.constantFrom(...pieces), { minLength: 3, maxLength: 8 }), { seed: 8, numRuns: 24 })
		.flatMap((some) => [repeated(some.join("")), some[0]! + repeated(some.slice(1).join("")).slice(some[0]!.length)]);

/** Every stretch of something that nearly fits, over and over, and with something at its end that does not fit. */
function stretches(example: string[]): string[] {
	const all = example.flatMap((_, i) => example.slice(i).map((__, j) => example.slice(i, i + j + 1).join("")));
	return [...new Set(all)]
		.slice(0, 120)
		.flatMap((piece) => [repeated(piece), `${repeated(piece)}\n`, `${repeated(piece)}!`]);
}

/** Texts of 40,000 characters that a pattern may choke on, from what it is made of. */
export function textsAgainst({ source, flags }: RegExp): string[] {
	const members = unitsOf(source).map((one) => membersOf(one, flags));
	const examples = [0, 1, 2].map((nth) => members.map((some) => some[nth % Math.max(1, some.length)] ?? "x"));
	const alphabet = [...new Set(members.flatMap((some) => some.slice(0, 4)))].slice(0, 14);
	const pieces = [...alphabet, "x", " "];
	return [...examples.flatMap(stretches), ...pairsOf(pieces).map(repeated), ...mixed(pieces)];
}

/** The same, against whatever takes text from outside. */
export const textsAgainstAll = (pieces: string[] = []): string[] => [
	...stretches(letters.slice(0, 1)),
	...[...letters, ...pieces].flatMap((piece) => [`@a ${repeated(piece)}`, `${repeated(piece)}!`]),
	...mixed(letters),
	...(pieces.length > 0 ? mixed(pieces) : []),
	repeated("\u0301\u0316"),
	repeated("\u302e\u3099"),
	repeated("ﾞ\u302e"),
];
