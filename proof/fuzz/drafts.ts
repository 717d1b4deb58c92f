import type { Pool } from "./pool.ts";
import { Pick } from "./pool.ts";
import type { Value } from "./values.ts";

/** JSON that is written out as it stands. */
export class Literal {
	readonly json: string;
	constructor(json: string) {
		this.json = json;
	}
	toString(): string {
		return this.json.length > 60 ? `${this.json.slice(0, 60)}…` : this.json;
	}
}

/** A JSON value while it is being bent. Objects are lists of fields: two may have the same name. */
export type Json = string | number | boolean | null | Literal | Json[] | Fields;
export class Fields {
	all: [name: string, value: Json][];
	constructor(all: [name: string, value: Json][]) {
		this.all = all;
	}
}

/** Fills in what exists. */
export function filled(value: Value, pool: Pool): Json {
	if (value instanceof Pick) return pool.get(value);
	if (Array.isArray(value)) return value.map((one) => filled(one, pool));
	if (typeof value !== "object" || value === null) return value;
	return new Fields(Object.entries(value).map(([name, part]) => [name, filled(part, pool)]));
}

export function written(json: Json): string {
	if (json instanceof Literal) return json.json;
	if (json instanceof Fields)
		return `{${json.all.map(([name, value]) => `${JSON.stringify(name)}:${written(value)}`).join(",")}}`;
	return Array.isArray(json) ? `[${json.map(written).join(",")}]` : JSON.stringify(json);
}

/** How the bytes go out: all at once, in pieces, or less than was announced. */
export type Pace = "whole" | "slow" | "cut" | "half-closed";

/** A request while it is being bent. */
export interface Draft {
	method: string;
	/** percent-encoded, with its slashes */
	path: string;
	/** percent-encoded names and values */
	query: [name: string, value: string][];
	headers: [name: string, value: string][];
	json: Json | undefined;
	/** in place of the JSON, once it was written */
	text: Uint8Array | undefined;
	pace: Pace;
	version: string;
	/** whether it is no good HTTP, so that the runtime may answer before the product sees it, or hang up */
	isGarbled: boolean;
	/** the names of all that its operation takes in its body and in its query */
	takes: ReadonlySet<string>;
	/** whether it gives fields that are not the caller's to set: see planted.ts */
	isPlanting: boolean;
}

/** Nothing said yet, and nothing wrong. */
export const blank = (method: string, path: string): Draft => ({
	method,
	path,
	query: [],
	headers: [],
	json: undefined,
	text: undefined,
	pace: "whole",
	version: "HTTP/1.1",
	isGarbled: false,
	takes: new Set(),
	isPlanting: false,
});

/** A request as bytes. */
export interface Request {
	head: Uint8Array;
	body: Uint8Array;
	method: string;
	path: string;
	headers: [name: string, value: string][];
	pace: Pace;
	isGarbled: boolean;
	isPlanting: boolean;
	/** whether the document allows it, as far as it can be told without knowing what exists */
	isValid: boolean;
}

export function sealed(draft: Draft, isValid = false): Request {
	const { method, path, query, headers, pace, isGarbled, isPlanting } = draft;
	const body = draft.text ?? Buffer.from(draft.json === undefined ? "" : written(draft.json));
	const search = query.map(([name, value]) => `${name}=${value}`).join("&");
	const has = (wanted: string) => headers.some(([name]) => name.toLowerCase() === wanted);
	const announced = body.length > 0 || draft.json !== undefined;
	if (announced && !has("content-length") && !has("transfer-encoding"))
		headers.push(["content-length", String(body.length)]);
	const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join("");
	const target = search === "" ? path : `${path}?${search}`;
	const head = Buffer.from(`${method} ${target} ${draft.version}\r\n${lines}\r\n`);
	const told = { method, path, headers, isGarbled, isPlanting, isValid };
	// what has no body is all there once its head is
	return { head, body, pace: body.length > 1 ? pace : "whole", ...told };
}
