import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Plugin } from "vite";
import { emojiWords } from "./emoji-words.ts";

interface Entry {
	hexcode: string;
	emoji: string;
	label: string;
	tags?: string[];
	group?: number;
	order: number;
	version: number;
}
type Codes = Record<string, string | string[]>;

const read = createRequire(import.meta.url);
const licence = readFileSync(read.resolve("emojibase-data/LICENSE"), "utf8");
const entries: Entry[] = read("emojibase-data/en/data.json");
const [github, more]: Codes[] = ["github", "emojibase"].map((set) => read(`emojibase-data/en/shortcodes/${set}.json`));

/** Colours of skin and hair are in it too. */
const components = 2;
const listed = entries
	.filter(({ group }) => group !== undefined && group !== components)
	.toSorted((a, b) => a.order - b.order);

/** As Unicode recommends it: `👍`, where emojibase has a variation selector behind it. */
function signOf({ emoji }: Entry): string {
	const bare = emoji.replaceAll("\ufe0f", "");
	return /^\p{RGI_Emoji}$/v.test(bare) ? bare : emoji;
}

/** No two emoji have a code in common: the first that GitHub gives it to, or else emojibase. */
function codesOf(): Map<Entry, string[]> {
	const owners = new Map<string, Entry>();
	for (const set of [github!, more!])
		for (const entry of listed)
			for (const code of [set[entry.hexcode] ?? []].flat()) if (!owners.has(code)) owners.set(code, entry);
	return Map.groupBy(owners.keys(), (code) => owners.get(code)!);
}

/** What stands between the colons of all of them. */
export const standardCodes = (): string[] => [...codesOf().values()].flat();

/** Without those that its name and its codes say. */
function tagsOf({ label, tags = [] }: Entry, codes: string[], words: string[]): string[] {
	const said = new Set([label.toLowerCase(), ...codes, ...words].flatMap((text) => text.split(/[^a-z0-9]+/)));
	return tags.filter(
		(tag) =>
			!tag
				.toLowerCase()
				.split(/[^a-z0-9]+/)
				.every((word) => said.has(word)),
	);
}

/** What every system draws that runs a browser of ours. */
const old_version = 12.1;

/** A block for each category and a line for each emoji; what is empty at its end is left out. */
function write(): string {
	const codes = codesOf();
	const lineOf = (entry: Entry) => {
		const [own, sign] = [codes.get(entry) ?? [], signOf(entry)];
		const words = emojiWords.get(sign) ?? [];
		const name = own[0] === entry.label.replaceAll(" ", "_") ? "" : entry.label;
		const version = entry.version > old_version ? String(entry.version) : "";
		const fields = [sign, name, own.join(" "), words.join(), tagsOf(entry, own, words).join(), version];
		return fields.join("\t").trimEnd();
	};
	const groups = Map.groupBy(listed, ({ group }) => group);
	return [...groups.values()].map((group) => group.map(lineOf).join("\n")).join("\n\n");
}

const id = "virtual:emoji";

/** The address of the list of emoji, a file of its own with its licence: see src/emoji/list.ts, which reads it. */
export const emojiList = (): Plugin => {
	let isBuild = false;
	return {
		name: "clickclack-emoji",
		configResolved({ command }) {
			isBuild = command === "build";
		},
		resolveId: (asked) => (asked === id ? `\0${id}` : undefined),
		load(asked) {
			if (asked !== `\0${id}`) return undefined;
			const source = write();
			if (!isBuild) return `export default ${JSON.stringify(`data:text/plain,${encodeURIComponent(source)}`)}`;
			const fileName = `assets/emoji-${createHash("sha256").update(source).digest("hex").slice(0, 8)}.txt`;
			this.emitFile({ type: "asset", fileName, source });
			this.emitFile({ type: "asset", fileName: "assets/emoji-license.txt", source: licence });
			return `export default ${JSON.stringify(`/${fileName}`)}`;
		},
	};
};
