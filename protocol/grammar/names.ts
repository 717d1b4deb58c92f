import { characterAt, isJoined, isWordy, wordBefore } from "./scripts.ts";
import { textAt } from "./sticky.ts";

const handle = /[a-z0-9][a-z0-9_-]+/iy;
/**
 * Signs that `slugify` spells are of the name: `C++`, `C#`, `.NET`; and what cannot be seen inside of it.
 * As many code points as 2,320 bytes of emoji have, the most that a name may; it ends between characters.
 */
const channel =
	/(?:\.(?=\p{L}))?(?:[\p{L}\p{M}\p{N}\p{ExtPict}\p{EMod}\p{RI}\p{Join_C}_\-]|[\xad\u200b\u2060\ufeff](?=\p{L})|(?<=[\p{L}\p{M}\p{N}+])\+(?![#@])|(?<=[\p{L}\p{M}\p{N}])[#♯](?!\ufe0f?\u20e3|[\p{L}\p{N}#])){1,700}(?<!\u200d)(?![\p{M}\p{EMod}\u200d])/vy;
const max_handle = 32;

/** Where a name ends without the `-` and `_` behind it. */
function wordEnd(name: string): number {
	let end = name.length;
	while (end > 0 && /[_-]/.test(name[end - 1]!)) end--;
	return end;
}

/** The handle after an `@`, lower-cased: not in an e-mail address, and not the beginning of another word. */
export function handleAt(text: string, sign: number): string | undefined {
	const previous = wordBefore(text, sign);
	if (isWordy(previous) || /[_.@/-]/.test(previous)) return undefined;
	const found = textAt(handle, text, sign + 1);
	const next = characterAt(text, sign + 1 + found.length);
	if (/^[\p{Script=Latin}\p{M}]$/u.test(next)) return undefined;
	const least = wordEnd(found);
	return least >= 2 && least <= max_handle ? found.slice(0, max_handle).toLowerCase() : undefined;
}

/** What is called in a text, the longest first: a handle may end in `-` and `_`, and they may not belong to it. */
export function handlesOf(handle: string): string[] {
	const least = wordEnd(handle);
	return Array.from({ length: handle.length - least + 1 }, (_, less) => handle.slice(0, handle.length - less));
}

/** The name after a `#` */
export function channelAt(text: string, sign: number): string | undefined {
	const previous = wordBefore(text, sign);
	if (isWordy(previous) || /[_#&/]/.test(previous)) return undefined;
	const name = textAt(channel, text, sign + 1);
	return name.slice(0, wordEnd(name)) || undefined;
}

/** What may be the channel of a name, the longest first: in scripts without blanks, words follow it. */
export function channelsOf(name: string): string[] {
	const ends = Array.from({ length: name.length - 1 }, (_, less) => name.length - 1 - less);
	return [name, ...ends.filter((end) => isEnd(characterAt(name, end))).map((end) => name.slice(0, end))];
}

const isEnd = (next: string): boolean => (isJoined(next) && !/\p{M}/u.test(next)) || /[_-]/.test(next);
