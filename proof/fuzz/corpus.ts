import fc from "fast-check";
import { type Schema, inputOf, isWhole, operations, parametersOf, schemaOf } from "../operations.ts";
import type { Plan } from "./plans.ts";
import { strings } from "./strings.ts";
import { type Value, valueOf } from "./values.ts";

const places_per_string = 3;
/** What a workspace was set up with. */
const first = 8;

const isFree = ({ type, pattern = "", enum: choices }: Schema): boolean =>
	type === "string" && !isWhole(pattern) && choices === undefined;

/** The fields of requests in which people write what they like, with bodies for them. */
const places = operations.flatMap((operation) => {
	const { body: schema } = operation;
	const asked = parametersOf(operation, "query").map(({ name, schema }) => [name, schema] as const);
	const fields = { ...schemaOf(schema ?? {}).properties, ...Object.fromEntries(asked) };
	const examples = schema ? fc.sample(valueOf(schema), { seed: 1, numRuns: 10 }) : [{}];
	const free = Object.keys(fields).filter((name) => isFree(fields[name]!));
	return free.map((field) => ({ operation, field, examples }));
});

function planFor({ operation, field, examples }: (typeof places)[number], text: string, nth: number): Plan {
	const ids = operation.parameters.map(({ name }) => [name, idOf(name)] as const);
	const usual = { ...Object.fromEntries(ids), ...(examples[nth % examples.length] as object) };
	const input = inputOf(operation, { [field]: text }, usual) as Pick<Plan, "path" | "query" | "body">;
	const caller = operation.access === "operator" ? "operator" : "owner";
	// a mutation that does nothing: what is said may be what the document forbids
	const usualWay = { form: undefined, way: "bearer", isRepeated: false, isActFirst: false } as const;
	return { ...input, ...usualWay, operation, caller, mutations: [() => {}] };
}

const prefixes: Record<string, string> = {
	workspace_id: "wsp",
	channel_id: "chn",
	direct_conversation_id: "dm",
	message_id: "msg",
	token: "ivt",
};
const idOf =
	(name: string): Value =>
	(pool) =>
		pool.get(prefixes[name] ?? name, first);

/** Each of the strings of the corpus, as it stands, in a few of the places where people write. */
export const corpusPlans: Plan[] = strings.flatMap((text, s) =>
	Array.from({ length: places_per_string }, (_, k) =>
		planFor(places[(s * places_per_string + k) % places.length]!, text, s),
	),
);
