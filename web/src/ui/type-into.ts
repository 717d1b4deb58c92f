/** What of a text gives way to something else. */
export interface Change {
	start: number;
	end: number;
	typed: string;
}

/** Chromium takes a twentieth of a second for as many lines, and four times as long for twice as many. */
const most_lines = 100;

/**
 * Types into a field in place of a part of its text. The browser does it, so that it can undo it; where it cannot, or not
 * soon, the text is put there.
 */
export function typeInto(field: HTMLInputElement | HTMLTextAreaElement, { start, end, typed }: Change): void {
	if (start === end && typed === "") return;
	field.focus();
	field.setSelectionRange(start, end);
	const isShort = typed.split(/\r\n?|\n/, most_lines).length < most_lines;
	// no other way of changing a text can be undone
	if (isShort && document.execCommand(typed === "" ? "delete" : "insertText", false, typed)) return;
	field.setRangeText(typed, start, end, "end");
	field.dispatchEvent(new InputEvent("input", { bubbles: true, data: typed, inputType: "insertText" }));
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
