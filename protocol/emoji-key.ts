import { withAm } from "./grammar/am.ts";

/* Which reactions are one: the database, the app and the proofs ask here. */

/** Letters that joiners do not change: those of these scripts never join, and form no conjuncts. */
const unjoined = [
	"Latn",
	"Grek",
	"Cyrl",
	"Armn",
	"Geor",
	"Hebr",
	"Thai",
	"Laoo",
	"Hani",
	"Hira",
	"Kana",
	"Hang",
	"Bopo",
	"Zyyy",
];
const others = unjoined.map((script) => String.raw`\p{sc=${script}}`).join("");
const mark = String.raw`[\p{M}--\p{Default_Ignorable_Code_Point}]`;
const joined = String.raw`[[\p{L}\p{M}]--[${others}\p{sc=Zinh}\p{Default_Ignorable_Code_Point}]]`;
const picture = String.raw`\p{Extended_Pictographic}`;

/** What is seen: joiners inside an emoji and between letters that join, and the tags that make a flag of a region. */
const seen = [
	String.raw`(?<=[${picture}\p{Emoji_Modifier}]\ufe0f?)\u200d(?=${picture})`,
	String.raw`(?<=${joined}${mark}*)[\u200c\u200d](?=${joined})`,
	String.raw`(?<=\u{1f3f4})[\u{e0030}-\u{e0039}\u{e0061}-\u{e007a}]+\u{e007f}`,
];
/** Fillers and the empty Braille cell are as wide as a letter. */
const blank = String.raw`\p{Z}\u2800\u3164\uffa0`;
const unseen = new RegExp(String.raw`(${seen.join("|")})|[\p{Default_Ignorable_Code_Point}--[${blank}]]`, "gv");
const blanks = new RegExp(`[${blank}]+`, "gv");

/** What is beside a joiner decides whether it is seen, and what is taken out may bring marks into another order. */
function withoutUnseen(text: string): string {
	const ordered = text.normalize("NFC");
	const rest = ordered.replace(unseen, (_, kept: string | undefined) => kept ?? "");
	return rest === ordered ? rest : withoutUnseen(rest);
}

/**
 * The same for texts that look the same: `❤` and `❤️`, `é` in one character or two. Without variation selectors and
 * whatever else is not drawn; blanks are one. Skin tones and joined emoji stay what they are.
 */
export const emojiKey = (emoji: string): string => withAm(withoutUnseen(emoji)).replace(blanks, " ").trim();
