/** How the bytes go out: all at once, in pieces, or less than was announced. */
export type Pace = "whole" | "slow" | "cut" | "half-closed";
export type Headers = [name: string, value: string][];

/** What makes a request; the rest is as usual. */
export interface Parts {
	method: string;
	path: string;
	/** percent-encoded, as is the path */
	query?: Headers;
	version?: string;
	headers: Headers;
	body?: Uint8Array;
	pace?: Pace;
	/** whether it is no good HTTP, so that the runtime may answer before the product sees it, or hang up */
	isMalformed?: boolean;
	/** whether it is told in a way that only HTTP has, by its method or a header */
	isOdd?: boolean;
	/** whether it gives fields that are not the caller's to set: see fuzz/planted.ts */
	isPlanting?: boolean;
	/** whether the document allows it, as far as it can be told without knowing what exists */
	isValid?: boolean;
}

export interface Request extends Required<Parts> {
	head: Uint8Array;
}

/** Writes it out, with the length of its body. */
export function sealed(parts: Parts): Request {
	const { method, path, query = [], version = "HTTP/1.1", headers, body = new Uint8Array(), pace = "whole" } = parts;
	const has = (wanted: string) => headers.some(([name]) => name.toLowerCase() === wanted);
	if (parts.body && !has("content-length") && !has("transfer-encoding"))
		headers.push(["content-length", String(body.length)]);
	const target = [path, query.map(([name, value]) => `${name}=${value}`).join("&")].filter((part) => part !== "");
	const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join("");
	const head = Buffer.from(`${method} ${target.join("?")} ${version}\r\n${lines}\r\n`);
	const told = { isMalformed: false, isOdd: false, isPlanting: false, isValid: false, ...parts };
	// what has no body is all there once its head is
	return { ...told, query, version, head, body, pace: body.length > 1 ? pace : "whole" };
}

const longest = 3_000;

/** A request for somebody to try: all that goes out, as a string of JSON with a character for each byte. */
export const printed = ({ head, body }: Request): string =>
	JSON.stringify(Buffer.concat([head, body]).toString("latin1")).slice(0, longest);
