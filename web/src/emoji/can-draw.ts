/** One emoji that came with each version of Unicode's list: whoever draws it draws the others. */
const firsts: Record<string, string> = {
	13: "🥲",
	13.1: "❤️‍🔥",
	14: "🫠",
	15: "🫨",
	15.1: "🐦‍🔥",
	16: "🫩",
	17: "🫪",
};
/** Without a picture of its own, a flag of a country is two letters. */
const country = /^\p{Regional_Indicator}/u;
/** Offered where it cannot be found out. */
const usual_version = 15.1;

const size = 20;

/** Tells whether a text is drawn as one picture: in colour, and not as several beside each other. */
function makeProbe(): (sign: string) => boolean {
	const canvas = Object.assign(document.createElement("canvas"), { width: size, height: size });
	const paper = canvas.getContext("2d", { willReadFrequently: true });
	if (!paper) return () => false;
	paper.font = `${size * 0.7}px "Apple Color Emoji", "Segoe UI Emoji", "Noto Color Emoji", sans-serif`;
	paper.textBaseline = "top";
	const one = paper.measureText("😀").width;
	return (sign) => {
		paper.clearRect(0, 0, size, size);
		paper.fillText(sign, 0, 0);
		const { data } = paper.getImageData(0, 0, size, size);
		const isColoured = data.some((level, at) => at % 4 === 1 && level !== data[at - 1]);
		return isColoured && paper.measureText(sign).width < 1.5 * one;
	};
}

/** The versions that this system draws, and "flags". */
let drawn: Set<string> | undefined;

function findOut(): Set<string> {
	const isDrawn = typeof document === "undefined" ? () => false : makeProbe();
	const versions = Object.entries(firsts);
	if (isDrawn("😀")) {
		const found = versions.filter(([, sign]) => isDrawn(sign)).map(([version]) => version);
		return new Set(["12", ...found, ...(isDrawn("🇪🇺") ? ["flags"] : [])]);
	}
	const usual = versions.map(([version]) => version).filter((version) => Number(version) <= usual_version);
	return new Set(["12", ...usual, "flags"]);
}

/** Whether the reader's system has a picture for an emoji; where that cannot be found out, whether most have. */
export function canDraw({ sign, version }: { sign: string; version: string }): boolean {
	drawn ??= findOut();
	return drawn.has(version) && (drawn.has("flags") || !country.test(sign));
}
