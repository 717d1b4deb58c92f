/** How the bytes go out: all at once, in pieces, or less than was announced. */
export type Pace = "whole" | "slow" | "cut" | "half-closed";
export type Headers = [name: string, value: string][];

export interface Request {
	head: Uint8Array;
	body: Uint8Array;
	method: string;
	path: string;
	headers: Headers;
	pace: Pace;
	/** whether it is no good HTTP, so that the runtime may answer before the product sees it, or hang up */
	isMalformed: boolean;
	/** whether it gives fields that are not the caller's to set: see fuzz/planted.ts */
	isPlanting: boolean;
	/** whether the document allows it, as far as it can be told without knowing what exists */
	isValid: boolean;
}

/** What makes a request; the rest is as usual. */
export type Parts = Pick<Request, "method" | "path" | "headers"> & {
	query?: Headers;
	version?: string;
} & Partial<Request>;

/** Writes it out, with the length of its body. */
export function sealed({ query = [], version = "HTTP/1.1", ...parts }: Parts): Request {
	const { method, path, headers, body = new Uint8Array(), pace = "whole" } = parts;
	const has = (wanted: string) => headers.some(([name]) => name.toLowerCase() === wanted);
	if (parts.body && !has("content-length") && !has("transfer-encoding"))
		headers.push(["content-length", String(body.length)]);
	const search = query.map(([name, value]) => `${name}=${value}`).join("&");
	const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join("");
	const head = Buffer.from(`${method} ${search === "" ? path : `${path}?${search}`} ${version}\r\n${lines}\r\n`);
	const told = { isMalformed: false, isPlanting: false, isValid: false };
	// what has no body is all there once its head is
	return { ...told, ...parts, head, body, pace: body.length > 1 ? pace : "whole" };
}

const longest = 3_000;
const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;
const own = new Set(["host", "content-length"]);

/** A request for somebody to try: as a line for a shell, or as bytes where curl would not send it so. */
export function printed({ head, body, method, path, headers, isMalformed }: Request): string {
	const text = Buffer.from(body).toString();
	const isPlain = Buffer.from(text).equals(Buffer.from(body)) && !text.includes("\0");
	if (isMalformed || !isPlain)
		return JSON.stringify(Buffer.from(head).toString("latin1") + Buffer.from(body).toString("latin1")).slice(
			0,
			longest,
		);
	const target = Buffer.from(head).toString().split(" ")[1] ?? path;
	const given = headers.filter(([name]) => !own.has(name)).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`);
	const data = text === "" ? [] : [`--data-raw ${quoted(text)}`];
	const line = ["curl", "--path-as-is", "-X", method, quoted(`http://localhost:8787${target}`), ...given, ...data];
	return line.join(" ").slice(0, longest);
}
