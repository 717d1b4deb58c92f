/** None, and the five of Unicode from light to dark. */
export const skinTones = ["", "🏻", "🏼", "🏽", "🏾", "🏿"];

/** The same emoji in a skin tone; those that have none stay. */
export function toned(sign: string, tone: string): string {
	if (!tone) return sign;
	const isJoined = sign.includes("\u200d");
	// between two people who hold hands the hands have no tone of their own
	const coloured = sign.replace(/(\p{Emoji_Modifier_Base})\ufe0f?/gu, (whole, base: string) =>
		isJoined && base === "🤝" ? whole : base + tone,
	);
	return coloured !== sign && /^\p{RGI_Emoji}$/v.test(coloured) ? coloured : sign;
}

/** Without its skin tones. */
export const untoned = (sign: string): string =>
	sign.replace(/(\p{Emoji_Modifier_Base})\p{Emoji_Modifier}/gu, (_, base: string) =>
		/\p{Emoji_Presentation}/u.test(base) ? base : `${base}\ufe0f`,
	);
