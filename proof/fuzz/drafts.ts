import { type Headers, type Pace, type Request, sealed } from "../request.ts";
import { Pick, type Pool } from "./pool.ts";
import type { Value } from "./values.ts";

/** JSON that is written out as it stands. */
export class Literal {
	readonly json: string;
	constructor(json: string) {
		this.json = json;
	}
}

/** A JSON value while it is being mutated. Objects are lists of fields: two may have the same name. */
export type Json = string | number | boolean | null | Literal | Json[] | Fields;
export class Fields {
	all: [name: string, value: Json][];
	constructor(all: [name: string, value: Json][]) {
		this.all = all;
	}
}

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

/** A request while it is being mutated. What stands in its address is percent-encoded. */
export interface Draft {
	method: string;
	path: string;
	query: Headers;
	headers: Headers;
	json: Json | undefined;
	text: Uint8Array | undefined;
	pace: Pace;
	version: string;
	isMalformed: boolean;
	/** the names of all that its operation takes in its body and in its query */
	takes: ReadonlySet<string>;
	isPlanting: boolean;
}

/** Nothing said yet, and nothing wrong. */
export function blank(method: string, path: string): Draft {
	const nothing = { query: [], headers: [], json: undefined, text: undefined, takes: new Set<string>() };
	const plain = { pace: "whole" as const, version: "HTTP/1.1", isMalformed: false, isPlanting: false };
	return { method, path, ...nothing, ...plain };
}

export function requestFrom({ json, text, takes: _, ...draft }: Draft, isValid = false): Request {
	const body = text ?? (json === undefined ? undefined : Buffer.from(written(json)));
	return sealed({ ...draft, isValid, ...(body && { body }) });
}

export type Mutator = (draft: Draft) => unknown;
