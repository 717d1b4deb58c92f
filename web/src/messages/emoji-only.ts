const max_emoji = 6;
/** Sequences as Unicode recommends them, with skin tones, joiners and flags; and those that are emoji without a sign. */
const only = /^(?:(?:\p{RGI_Emoji}|\p{Emoji_Presentation})\s*)+$/v;
const segments = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** Whether a message is a few emoji and nothing else: it is drawn large. */
export function isEmojiOnly(body: string): boolean {
	// An emoji has at most 35 units, and spaces stand between them.
	const text = body.trim();
	if (text === "" || text.length > 40 * max_emoji || !only.test(text)) return false;
	return [...segments.segment(text)].filter(({ segment }) => segment.trim()).length <= max_emoji;
}
