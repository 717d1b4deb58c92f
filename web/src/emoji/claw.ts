const files = import.meta.glob<string>("./claw/*.svg", { eager: true, query: "?no-inline", import: "default" });

/** What people look for, besides the name. */
const words: Record<string, string[]> = {
	claw: ["pinch", "click", "snap"],
	"claw-wave": ["hello", "hi", "bye"],
	"claw-heart": ["love", "thanks"],
	"happy-crab": ["smile", "glad"],
	"sleepy-crab": ["tired", "night", "sleep"],
	"lobster-hi": ["hello", "hi"],
	"tiny-shrimp": ["small", "prawn"],
	molting: ["new", "growing", "away", "shell"],
	seashell: ["sea", "beach", "shell"],
	tide: ["wave", "sea", "water"],
	pearl: ["gem", "great", "treasure"],
	kelp: ["sea", "plant", "green"],
};

/** The emoji that come with the app, drawn by us, by their names. The server knows the names too: no workspace takes one. */
export const clawPack: ReadonlyMap<string, { address: string; words: string[] }> = new Map(
	Object.entries(words).map(([name, own]) => [name, { address: files[`./claw/${name}.svg`]!, words: own }]),
);
