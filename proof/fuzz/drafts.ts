import type { Headers, Parts } from "../request.ts";
import type { Pool } from "./pool.ts";
import type { Value } from "./values.ts";

export type Field = [name: string, value: Json];
/** An object while it is being mutated: two of its fields may have the same name. */
export interface Fields {
	fields: Field[];
}
/** A JSON value while it is being mutated. What is literal is written out as it stands. */
export type Json = string | number | boolean | null | { literal: string } | Json[] | Fields;

export function filled(value: Value, pool: Pool): Json {
	if (typeof value === "function") return value(pool);
	if (Array.isArray(value)) return value.map((one) => filled(one, pool));
	if (typeof value !== "object" || value === null) return value;
	return { fields: Object.entries(value).map(([name, part]) => [name, filled(part, pool)]) };
}

export function written(json: Json): string {
	if (typeof json !== "object" || json === null) return JSON.stringify(json);
	if (Array.isArray(json)) return `[${json.map(written).join(",")}]`;
	if ("literal" in json) return json.literal;
	return `{${json.fields.map(([name, value]) => `${JSON.stringify(name)}:${written(value)}`).join(",")}}`;
}

/** The objects in a value, wherever they are. */
export function objectsIn(json: Json | undefined): Fields[] {
	if (Array.isArray(json)) return json.flatMap(objectsIn);
	if (typeof json !== "object" || json === null || "literal" in json) return [];
	return [json, ...json.fields.flatMap(([, value]) => objectsIn(value))];
}

/** A request while it is being mutated. Its body is its `json`, unless it has one by then. */
export interface Draft extends Parts {
	query: Headers;
	json: Json | undefined;
	/** the names of all that its operation takes in its body and in its query */
	takes: ReadonlySet<string>;
}

export type Mutator = (draft: Draft) => unknown;
