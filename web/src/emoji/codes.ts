import { notInWord } from "../ui/in-word.ts";
import { emojiList } from "./list.ts";

/** A colon in a word begins no name, `12:30`, and neither does one in an address. */
const before = notInWord(String.raw`_\/.@#\-`);
const last_code = new RegExp(String.raw`${before}(?<!:)[:：]([\w+\-]+)[:：]$`, "v");
const codes_and_ticks = new RegExp(String.raw`(\x60+)|${before}[:：]([\w+\-]+)[:：]`, "gv");
const fence = /^ {0,3}(```|~~~)(?!.*\1)/;

const signOf = (code: string): string | undefined => emojiList.byCode.get(code.toLowerCase())?.sign;

/** The emoji whose name stands between colons at the end of a text, such as `:crab:`. */
export function emojiNamed(text: string): { emoji: string; length: number } | undefined {
	const [typed = "", code = ""] = last_code.exec(text) ?? [];
	const emoji = signOf(code);
	return emoji === undefined ? undefined : { emoji, length: typed.length };
}

/** A text with emoji for the names between colons from a place on, except in code. */
export function withEmoji(text: string, from: number, toSent: (emoji: string) => string): string {
	let [at, open]: [number, string | undefined] = [0, undefined];
	const lines = text.split("\n").map((line) => {
		const start = at;
		at += line.length + 1;
		const [, mark] = fence.exec(line) ?? [];
		const isFenced = open !== undefined || mark !== undefined;
		if (mark) open = open === mark ? undefined : (open ?? mark);
		return isFenced ? line : inLine(line, from - start, toSent);
	});
	return lines.join("\n");
}

/** Backticks begin code, and as many end it; without an end it is code to the end of the line. */
function inLine(line: string, from: number, toSent: (emoji: string) => string): string {
	let [open, end]: [string | undefined, number] = [undefined, -1];
	return line.replace(codes_and_ticks, (whole: string, ticks: string | undefined, code: string, at: number) => {
		if (ticks) open = open === ticks ? undefined : (open ?? ticks);
		// `std::vector::`, but `:tada::crab:`
		const isInName = /[:：]/.test(line[at - 1] ?? "") && end !== at;
		const emoji = ticks || open || isInName || at < from ? undefined : signOf(code);
		if (emoji === undefined) return whole;
		end = at + whole.length;
		return toSent(emoji);
	});
}
