/* Letters that run from right to left beside others that do not. It imports nothing, because the SDK uses it too. */

/** Embeddings, overrides and isolates, which may reach beyond the text that has them. */
const controls = /[\u202a-\u202e\u2066-\u2069]/g;
/** Hebrew, Arabic and the other scripts of Unicode's right-to-left blocks, direction marks and controls. */
const turning =
	/[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** A person's text within a sentence: what is around it keeps its order. Unchanged where it could not change that. */
export const isolated = (text: string): string =>
	turning.test(text) ? `\u2068${text.replaceAll(controls, "")}\u2069` : text;
