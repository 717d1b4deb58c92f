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
