import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A text that runs a script where it is taken for more than a text. All of them call `alert` or one of its kind. */
export interface Payload {
	list: "own" | "foreign";
	/** what it tries; of the foreign list, its line */
	technique: string;
	text: string;
}

const foreign = join(import.meta.dirname, "../../../shared/data/xss-payloads.txt");

export function ownPayloads(): Payload[] {
	const found: Record<string, string> = JSON.parse(readFileSync(join(import.meta.dirname, "payloads.json"), "utf8"));
	return Object.entries(found).map(([technique, text]) => ({ list: "own", technique, text }));
}

/**
 * Somebody else's, which lies beside the repository on some machines and is no part of it; empty elsewhere.
 * @param every 1 for all, 10 for each tenth
 */
export function foreignPayloads(every: number): Payload[] {
	if (!existsSync(foreign)) return [];
	const lines = readFileSync(foreign, "utf8").split("\n").filter(Boolean);
	return lines
		.map((text, at): Payload => ({ list: "foreign", technique: `line ${at + 1}`, text }))
		.filter((_, at) => at % every === 0);
}

export function byList(payloads: Payload[]): string {
	const count = (wanted: Payload["list"]) => payloads.filter(({ list }) => list === wanted).length;
	return `${count("own")} own, ${count("foreign")} foreign`;
}
