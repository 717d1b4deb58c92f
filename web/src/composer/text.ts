import type { ConversationId, MessageId } from "@clickclack/sdk";

/** A text and what of it is selected; `start` = `end` is the caret. */
export interface Text {
	value: string;
	start: number;
	end: number;
}

/** Where a text is written: a conversation, or a thread in it. */
export interface Place {
	conversation_id: ConversationId;
	root_id?: MessageId | undefined;
}

/** What of a text gives way to something else. */
export interface Change {
	start: number;
	end: number;
	typed: string;
}

/** The selection gives way to `typed`; the caret stands after it. */
export function insert({ value, start, end }: Text, typed: string): Text {
	const at = start + typed.length;
	return { value: value.slice(0, start) + typed + value.slice(end), start: at, end: at };
}

/** The selection without the blanks at its ends. */
export function trimmed({ value, start, end }: Text): Text {
	const chosen = value.slice(start, end);
	const at = start + chosen.length - chosen.trimStart().length;
	return { value, start: at, end: Math.max(at, start + chosen.trimEnd().length) };
}

/** The smallest change that makes one text of another. No character of two units is cut in half. */
export function changeOf(before: string, after: string): Change {
	const shorter = Math.min(before.length, after.length);
	let start = 0;
	while (start < shorter && before[start] === after[start]) start++;
	if (isInside(before, start) || isInside(after, start)) start--;
	let same = 0;
	while (same < shorter - start && before.at(-1 - same) === after.at(-1 - same)) same++;
	if (isInside(before, before.length - same) || isInside(after, after.length - same)) same--;
	return { start, end: before.length - same, typed: after.slice(start, after.length - same) };
}

/** Whether a place is between the two halves of a character. */
const isInside = (text: string, at: number) => /^[\uD800-\uDBFF][\uDC00-\uDFFF]/.test(text.slice(at - 1, at + 1));
