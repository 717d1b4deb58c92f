/** A text and what of it is selected; `start` = `end` is the caret. */
export interface Text {
	value: string;
	start: number;
	end: number;
}

/** Puts a mark on both sides of the selection, or takes it away when it is there. */
export function wrap({ value, start, end }: Text, mark: string): Text {
	const before = value.slice(0, start);
	const chosen = value.slice(start, end);
	const after = value.slice(end);
	if (before.endsWith(mark) && after.startsWith(mark)) {
		const bare = before.slice(0, -mark.length) + chosen + after.slice(mark.length);
		return { value: bare, start: start - mark.length, end: end - mark.length };
	}
	return { value: before + mark + chosen + mark + after, start: start + mark.length, end: end + mark.length };
}

/** One line of code between backticks, several in a fence. */
export function wrapCode(text: Text): Text {
	if (!text.value.slice(text.start, text.end).includes("\n")) return wrap(text, "`");
	const fenced = `\`\`\`\n${text.value.slice(text.start, text.end)}\n\`\`\``;
	return insert(text, fenced);
}

/** The selection becomes a link's words, or its address if it is one; the other half is selected, to be typed. */
export function wrapLink(text: Text): Text {
	const chosen = text.value.slice(text.start, text.end);
	const isAddress = /^https?:\/\/\S+$/.test(chosen);
	const linked = insert(text, isAddress ? `[](${chosen})` : `[${chosen}](https://)`);
	const at = isAddress ? text.start + 1 : linked.end - 1;
	return { ...linked, start: at, end: at };
}

/** The selection gives way to `typed`; the caret stands after it. */
export function insert({ value, start, end }: Text, typed: string): Text {
	const at = start + typed.length;
	return { value: value.slice(0, start) + typed + value.slice(end), start: at, end: at };
}

/** Whether a place in a text is inside a block of code that was opened with ``` and not closed yet. */
export const isInFence = (value: string, at: number): boolean =>
	(value.slice(0, at).match(/^```/gm)?.length ?? 0) % 2 === 1;
