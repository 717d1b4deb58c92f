import { baseBefore, characterBefore, isJoined, isWordy, wordBefore } from "./scripts.ts";
import { matchAt, textAt } from "./sticky.ts";

/*
 * Where addresses end. All patterns are sticky, and none reads a character twice: an address has no second one inside.
 */

export interface Address {
	kind: "address" | "email";
	start: number;
	end: number;
	/** "" for none that a link may lead to */
	href: string;
}

/** The schemes of links. */
const allowed = /^(?:https?:\/\/|mailto:|tel:)/i;

/**
 * A character of an address, or an emoji: no blank, no control, no quotation mark, of other scripts' punctuation only
 * brackets and what joins words, and no wide sign that stands between words. An apostrophe may be one.
 */
const within =
	/[^\p{Z}\p{C}"<>`\|\p{P}\uff1c-\uff1e\uff5c\uff5e]|[[\p{P}&&\p{ASCII}]--["]]|[[\u00b7\u30fb\u05be\u0f0b\u2010\u2011\p{Ps}\p{Pe}]--\p{ASCII}]|(?<=[\p{L}\p{ExtPict}][\p{M}\p{EMod}]?)[\u200c\u200d](?=[\p{L}\p{ExtPict}])|(?<=[🏴\u{e0020}-\u{e007f}])[\u{e0020}-\u{e007f}]/vy;
const host = /[\p{L}\p{N}\p{ExtPict}_\[][\p{L}\p{M}\p{N}\p{ExtPict}\p{EMod}\u200d.:@_%~\[\]\-]*/vy;
const trailing = /[?!.,:;*_~'\\·・־‐‑]/;
const opening = /\p{Ps}/u;
const closing = /\p{Pe}/u;

/**
 * Where an address ends, at the latest at `last`: not at brackets that it opened itself, but at those of the text around it.
 * What is read beyond its end has no letter, so that nothing is read again by the next one.
 */
function endOf(text: string, start: number, last: number, quote: string): number {
	let [open, end] = [0, start];
	for (let place = start; place < last;) {
		const character = textAt(within, text, place);
		if (character === "" || character === quote) return end;
		place += character.length;
		if (opening.test(character)) open++;
		else if (closing.test(character) && --open < 0) return end;
		else if (!trailing.test(character)) end = place;
	}
	return end;
}

const last_label = /^(?:[a-z]+|\d+|[^:\p{ExtPict}]*(?=:\d|\p{ExtPict}))(?::\d+)?(?=[^\p{ASCII}])/iv;

/**
 * The last part of a host is of one script and has no emoji, and a number has digits: `example.comを見て` and `x.test:80を`
 * end before を.
 */
function hostEnd(text: string, start: number, last: number): number {
	let end = last;
	while (end > start && trailing.test(text[end - 1]!)) end--;
	const host = text.slice(start, end);
	const label = Math.max(host.lastIndexOf("."), host.lastIndexOf("@")) + 1;
	const found = last_label.exec(host.slice(label));
	return found ? start + label + found[0].length : end;
}

/** @param start of the host */
function webEnd(text: string, start: number, quote: string): number {
	const name = textAt(host, text, start);
	const end = start + name.length;
	const isWhole = !/[/?#]/.test(text[end] ?? "");
	return name === "" ? start : endOf(text, start, isWhole ? hostEnd(text, start, end) : text.length, quote);
}

/** `https://…` and other schemes; a link leads only to some. @param start of the scheme */
export function addressAt(text: string, start: number, scheme: string): Address | undefined {
	const before = text[start - 1] ?? "";
	const end = webEnd(text, start + scheme.length, before === "'" || before === "*" ? before : "");
	if (end === start + scheme.length) return undefined;
	const typed = text.slice(start, end);
	return { kind: "address", start, end, href: allowed.test(typed) ? typed : "" };
}

/** `www.example.com` */
export function wwwAt(text: string, start: number): Address | undefined {
	if (/[\w.@/-]/.test(wordBefore(text, start))) return undefined;
	const end = webEnd(text, start, "");
	const typed = text.slice(start, end);
	return /^www\.[^./?#:]+\.[^./?#:]/i.test(typed)
		? { kind: "address", start, end, href: `http://${typed}` }
		: undefined;
}

const phone = /tel:\+?\d[\d().-]*\d(?:;[a-z\d-]+=[\d+-]+)*/iy;
const more_digits = /\p{Zs}\(?\d/uy;

/** A number with blanks inside is none, because its beginning is somebody else's. */
export function phoneAt(text: string, start: number): Address | undefined {
	const typed = textAt(phone, text, start);
	const isPart = textAt(more_digits, text, start + typed.length) !== "";
	return typed === "" || isPart || /\w/.test(text[start - 1] ?? "")
		? undefined
		: { kind: "address", start, end: start + typed.length, href: typed };
}

const local = /^(?!\u20e3)[\p{L}\p{M}\p{N}.!#$%&'*+/=?^_{|}~-]$/u;
const domain = /(?:[\p{L}\p{N}][\p{L}\p{M}\p{N}\-]*\.)+\p{L}[\p{L}\p{M}\p{N}\-]*[\p{L}\p{M}\p{N}]/vy;
const parameters = /\?[a-z]+=[\w.%+&=-]*/iy;
const max_local = 64;

/**
 * Where the name before an `@` begins, at the earliest at `from`: not in a sentence that is joined to it, as in
 * `連絡はada@`. A longer one than there may be has no beginning, so it is none.
 */
function localStart(text: string, sign: number, from: number): number {
	let [start, place, next] = [sign, sign, ""];
	for (let count = 0; place > from; count++) {
		const character = characterBefore(text, place);
		if (!local.test(character) || (isJoined(character) && isWordy(next))) break;
		if (count === max_local) return sign;
		place -= character.length;
		if (isJoined(character) || isWordy(character)) start = place;
		next = character;
	}
	return start;
}

/** @param sign where the `@` stands @param from where what was before has ended */
export function emailAt(text: string, sign: number, from: number): Address | undefined {
	const name = localStart(text, sign, from);
	const typed = name < sign ? textAt(domain, text, sign + 1) : "";
	if (typed === "" || /[.]$/.test(text.slice(name, sign))) return undefined;
	const isSentence = isJoined(baseBefore(text, sign)) && /^\w/.test(typed);
	const whole = sign + 1 + typed.length;
	let end = hostEnd(text, sign + 1, whole);
	// `你好@gus.再见` calls somebody
	if (isSentence && !/\.[a-z]{2,}$/i.test(text.slice(sign, end))) return undefined;
	const hasScheme = /mailto:$/i.test(text.slice(Math.max(from, name - 7), name));
	if (hasScheme && end === whole) end += textAt(parameters, text, end).length;
	const start = hasScheme ? name - 7 : name;
	return { kind: "email", start, end, href: (hasScheme ? "" : "mailto:") + text.slice(start, end) };
}

const autolink = /<([a-z]+:[^\s<>]+)>/iy;
const mail_link = /<([^\s<>@\\]{1,64}@[^\s<>@.]{1,63}(?:\.[^\s<>@.]{1,63}){1,9})>/y;

/** What is between the brackets of `<https://example.com>` and `Ada <ada@example.com>`: they are seen, too. */
export function autolinkAt(text: string, at: number): Address | undefined {
	const start = at + 1;
	const typed = matchAt(autolink, text, at)?.[1] ?? "";
	if (allowed.test(typed)) return { kind: "address", start, end: start + typed.length, href: typed };
	const address = matchAt(mail_link, text, at)?.[1] ?? "";
	const end = start + address.length;
	return address ? { kind: "email", start, end, href: `mailto:${address}` } : undefined;
}
