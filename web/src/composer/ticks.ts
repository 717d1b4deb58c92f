import { fenceAfter, isInFence, lineEnd, lineStart } from "./code.ts";
import { insert, trimmed, type Text } from "./text.ts";

/** One line of code between backticks, several in a fence; or what has them, without. */
export function wrapCode(text: Text): Text {
	const chosen = trimmed(text);
	if (isInFence(chosen.value, chosen.start)) return insideFence(chosen) ?? text;
	const lines = chosen.value.slice(chosen.start, chosen.end).split("\n");
	if (lines.length === 1) return withoutTicks(chosen) ?? ticked(chosen);
	const open = fenceAfter(undefined, lines[0]!);
	if (!open || fenceAfter(open, lines.at(-1)!)) return fenced(chosen);
	return replaced(chosen, lines.slice(1, -1).join("\n"));
}

/** With what stands there selected. */
const replaced = (text: Text, typed: string): Text => ({ ...insert(text, typed), start: text.start });

/** Takes away the fence whose lines are above and below the selection. */
function insideFence({ value, start, end }: Text): Text | undefined {
	const [from, to] = [lineStart(value, start), lineEnd(value, end)];
	const above = lineStart(value, from - 1);
	const below = lineEnd(value, to + 1);
	const open = fenceAfter(undefined, value.slice(above, from - 1));
	if (!open || to === value.length || fenceAfter(open, value.slice(to + 1, below))) return undefined;
	return replaced({ value, start: above, end: below }, value.slice(from, to));
}

/** A row of backticks that does not stand in the code. */
export function ticksFor(code: string, least: number): string {
	let longest = least - 1;
	for (const [ticks] of code.matchAll(/`+/g)) longest = Math.max(longest, ticks.length);
	return "`".repeat(longest + 1);
}

function ticked(text: Text): Text {
	const code = text.value.slice(text.start, text.end);
	const blank = code.startsWith("`") || code.endsWith("`") ? " " : "";
	const ticks = ticksFor(code, 1);
	const { value } = insert(text, ticks + blank + code + blank + ticks);
	const size = ticks.length + blank.length;
	return { value, start: text.start + size, end: text.end + size };
}

function withoutTicks(text: Text): Text | undefined {
	const { value, start, end } = text;
	let size = 0;
	while (value[start - 1 - size] === "`" && value[end + size] === "`") size++;
	const code = value.slice(start, end);
	if (size > 0) return replaced({ value, start: start - size, end: end + size }, code);
	const [, inner] = /^`([^`]+)`$/.exec(code) ?? [];
	return inner === undefined ? undefined : replaced(text, inner);
}

/** The block has lines of its own, and the code its indentation. */
function fenced({ value, start, end }: Text): Text {
	const [from, to] = [lineStart(value, start), lineEnd(value, end)];
	const [before, after] = [value.slice(from, start), value.slice(end, to)];
	const code = (before.trim() ? "" : before) + value.slice(start, end);
	const ticks = ticksFor(code, 3);
	const above = `${value.slice(0, from)}${before.trim() && `${before.trimEnd()}\n`}${ticks}\n`;
	const below = `\n${ticks}${after.trim() && `\n${after.trimStart()}`}${value.slice(to)}`;
	return { value: above + code + below, start: above.length, end: above.length + code.length };
}
