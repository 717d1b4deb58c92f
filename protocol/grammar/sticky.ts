/** What a sticky pattern finds at a place. */
export function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
	pattern.lastIndex = at;
	return pattern.exec(text);
}

export const textAt = (pattern: RegExp, text: string, at: number): string => matchAt(pattern, text, at)?.[0] ?? "";
