import type { Request } from "./drafts.ts";

const longest = 3_000;
const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;
const own = new Set(["host", "content-length"]);

/** A request for somebody to try: as a line for a shell, or as bytes where curl would not send it so. */
export function printed({ head, body, method, path, headers, isGarbled }: Request): string {
	const text = Buffer.from(body).toString();
	const isPlain = Buffer.from(text).equals(Buffer.from(body)) && !text.includes("\0");
	if (isGarbled || !isPlain)
		return cut(JSON.stringify(Buffer.from(head).toString("latin1") + Buffer.from(body).toString("latin1")));
	const target = Buffer.from(head).toString().split(" ")[1] ?? path;
	const given = headers.filter(([name]) => !own.has(name)).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`);
	const data = text === "" ? [] : [`--data-raw ${quoted(text)}`];
	return cut(
		["curl", "--path-as-is", "-X", method, quoted(`http://localhost:8787${target}`), ...given, ...data].join(" "),
	);
}

const cut = (text: string): string =>
	text.length > longest ? `${text.slice(0, longest)}… (${text.length} characters)` : text;
