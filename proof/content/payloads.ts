import { existsSync, readFileSync } from "node:fs";

/** A text that runs a script where it is taken for more than a text. All of them call `alert` or one of its kind. */
export interface Payload {
	list: "own" | "foreign";
	text: string;
}

const read = (name: URL) => readFileSync(name, "utf8");

/** By what each of them tries. */
const techniques: Record<string, string> = JSON.parse(read(new URL("payloads.json", import.meta.url)));
export const own_payloads = Object.values(techniques).map((text): Payload => ({ list: "own", text }));

const foreign = new URL("../../../shared/data/xss-payloads.txt", import.meta.url);
const lines = existsSync(foreign) ? read(foreign).split("\n").filter(Boolean) : [];
/** Somebody else's, which lie beside the repository on some machines and are no part of it; none elsewhere. */
export const foreign_payloads = lines.map((text): Payload => ({ list: "foreign", text }));

export function byList(payloads: Payload[]): string {
	const count = (wanted: Payload["list"]) => payloads.filter(({ list }) => list === wanted).length;
	return `${count("own")} own, ${count("foreign")} foreign`;
}
