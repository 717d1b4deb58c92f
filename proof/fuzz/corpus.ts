import fc from "fast-check";
import { type Operation, type Schema, bodyOf, isWhole, operations, schemaOf } from "../operations.ts";
import type { Plan } from "./plans.ts";
import { Pick } from "./pool.ts";
import { strings } from "./strings.ts";
import { type Value, valueOf } from "./values.ts";

const places_per_string = 3;
/** What a workspace was set up with. */
const first = 8;

/** A field of a request in which people write what they like. */
interface Place {
	operation: Operation;
	field: string;
	isQuery: boolean;
	/** of the body, if there is one */
	examples: Value[];
}

const isFree = ({ type, pattern = "", enum: choices }: Schema): boolean =>
	type === "string" && !isWhole(pattern) && choices === undefined;

const places: Place[] = operations.flatMap((operation) => {
	const { properties = {} } = schemaOf(bodyOf(operation) ?? {});
	const inBody = Object.entries(properties).filter(([, one]) => isFree(one));
	const inQuery = (operation.parameters ?? []).filter(({ in: place, schema }) => place === "query" && isFree(schema));
	const schema = bodyOf(operation);
	const examples = schema ? fc.sample(valueOf(schema), { seed: 1, numRuns: 10 }) : [];
	return [
		...inBody.map(([field]) => ({ operation, field, isQuery: false, examples })),
		...inQuery.map(({ name }) => ({ operation, field: name, isQuery: true, examples })),
	];
});

function planFor({ operation, field, isQuery, examples }: Place, text: string, nth: number): Plan {
	const needed = schemaOf(bodyOf(operation) ?? {}).required ?? [];
	const made = Object.entries(examples[nth % examples.length] ?? {}).filter(([name]) => needed.includes(name));
	const body = examples.length > 0 ? { ...Object.fromEntries(made), ...(!isQuery && { [field]: text }) } : undefined;
	const all = operation.parameters ?? [];
	const path = Object.fromEntries(all.filter((one) => one.in === "path").map(({ name }) => [name, idOf(name)]));
	const asked = all.filter((one) => one.in === "query" && (one.required || one.name === field));
	const query = Object.fromEntries(asked.map(({ name }) => [name, name === field && isQuery ? text : idOf(name)]));
	const caller = operation["x-access"] === "operator" ? "operator" : "owner";
	return { operation, caller, way: "bearer", path, query, body, mutations: [], isValid: false, isRepeated: false };
}

const prefixes: Record<string, string> = { workspace_id: "wsp", channel_id: "chn", message_id: "msg", token: "ivt" };
const idOf = (name: string) => new Pick(prefixes[name] ?? name, first);

/** Each of the strings of the corpus, as it stands, in a few of the places where people write. */
export const corpusPlans: Plan[] = strings.flatMap((text, s) =>
	Array.from({ length: places_per_string }, (_, k) =>
		planFor(places[(s * places_per_string + k) % places.length]!, text, s),
	),
);
