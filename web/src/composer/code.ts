/** The fence that is open after a line; `open` is the one before it. */
export function fenceAfter(open: string | undefined, line: string): string | undefined {
	const [, fence = "", rest = ""] = /^ {0,3}(`{3,}|~{3,})(.*)$/.exec(line) ?? [];
	if (open) return fence.startsWith(open) && rest.trim() === "" ? undefined : open;
	// ```x``` is code in a line
	return fence && !(fence[0] === "`" && rest.includes("`")) ? fence : undefined;
}

export const lineStart = (value: string, at: number) => (at > 0 ? value.lastIndexOf("\n", at - 1) + 1 : 0);

export function lineEnd(value: string, at: number): number {
	const end = value.indexOf("\n", at);
	return end < 0 ? value.length : end;
}

/** Whether a place in a text is inside a block of code that was opened with ``` or ~~~ and not closed yet. */
export function isInFence(value: string, at: number): boolean {
	const start = lineStart(value, at);
	const open = value.slice(0, start).split("\n").reduce<string | undefined>(fenceAfter, undefined);
	const isAfterMark = /\S/.test(value.slice(start, at));
	return (isAfterMark ? fenceAfter(open, value.slice(start, lineEnd(value, at))) : open) !== undefined;
}

/** Whether a place in a text is inside code: a block of it, or after backticks that are not closed before it in its line. */
export function isInCode(value: string, at: number): boolean {
	if (isInFence(value, at)) return true;
	let open: string | undefined;
	for (const [ticks] of value.slice(lineStart(value, at), at).matchAll(/`+/g))
		open = open === ticks ? undefined : (open ?? ticks);
	return open !== undefined;
}
