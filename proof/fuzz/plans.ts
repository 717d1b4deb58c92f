import fc, { type Arbitrary } from "fast-check";
import { field, file, form_type, formOf } from "../forms.ts";
import { type Operation, operations, parametersOf, takenBy } from "../operations.ts";
import { type Request, sealed } from "../request.ts";
import { upgrade } from "../websocket.ts";
import { type Draft, type Json, type Mutator, filled, written } from "./drafts.ts";
import { type Caller, type Fixtures, callers } from "./fixtures.ts";
import { malformed, oddities } from "./malformed.ts";
import { mutators } from "./mutators.ts";
import { strings } from "./strings.ts";
import { type Value, pick, valueOf, weighted } from "./values.ts";

const ways = ["bearer", "cookie", "development"] as const;

/** A request before it is known what exists: who asks for what, and what is wrong with it. */
export interface Plan {
	operation: Operation;
	caller: Caller;
	way: (typeof ways)[number];
	path: Record<string, Value>;
	query: Record<string, Value>;
	body: Value | undefined;
	/** what it takes in place of a body of JSON */
	form: Uint8Array | undefined;
	/** without any the document allows it */
	mutations: Mutator[];
	/** whether it is sent twice, as by one who missed the answer */
	isRepeated: boolean;
	/** whether it is asked on a socket first, where it can be, and over HTTP after that */
	isActFirst: boolean;
}

/** Mostly those who may: how often each calls, in the order of `callers`. */
const usual = [12, 3, 4, 2, 1, 2, 1, 1, 1];
const weights: Record<string, number[]> = {
	operator: [1, 0, 0, 0, 0, 0, 0, 1, 12],
	public: [1, 0, 1, 1, 0, 2, 1, 4, 0],
};

const callerOf = (access: string): Arbitrary<Caller> =>
	fc.constantFrom(...callers.flatMap((caller, i) => Array<Caller>((weights[access] ?? usual)[i]!).fill(caller)));

/** What stands in an address and is like no other. */
const special: Record<string, Arbitrary<Value>> = { token: pick("ivt"), job_id: pick("job_id") };

function valuesOf(operation: Operation, place: "path" | "query"): Arbitrary<Record<string, Value>> {
	const mine = parametersOf(operation, place);
	const optional = mine.filter((one) => !one.required);
	// few at a time: some exclude each other
	return fc.subarray(optional, { maxLength: Math.min(2, optional.length) }).chain((some) => {
		const chosen = mine.filter((one) => one.required || some.includes(one));
		const values = chosen.map(({ name, schema }) => [name, special[name] ?? valueOf(schema, name)] as const);
		return fc.record(Object.fromEntries(values));
	});
}

const wrong = weighted<Mutator[]>(
	[10, fc.constant([])],
	[8, fc.array(mutators, { minLength: 1, maxLength: 2 })],
	[3, oddities.map((one) => [one])],
	[1, fc.tuple(mutators, oddities)],
	[1, malformed.map((one) => [one])],
);

export function plansFor(operation: Operation): Arbitrary<Plan> {
	const { body: schema } = operation;
	return fc.record({
		operation: fc.constant(operation),
		caller: callerOf(operation.access),
		way: fc.constantFrom(...ways),
		path: valuesOf(operation, "path"),
		query: valuesOf(operation, "query"),
		body: schema ? valueOf(schema) : fc.constant(undefined),
		form: operation.isForm ? forms : fc.constant(undefined),
		mutations: wrong,
		isRepeated: weighted([11, fc.constant(false)], [1, fc.constant(true)]),
		isActFirst: fc.boolean(),
	});
}

const named = fc.constantFrom(...strings.filter((text) => text.isWellFormed() && text.length < 2_000));
/** A form with a file, mostly: whatever it is called, whatever is in it, and sometimes not all of it. */
const forms: Arbitrary<Uint8Array> = fc
	.tuple(fc.array(fc.tuple(named, fc.uint8Array({ maxLength: 5_000 })), { maxLength: 2 }), named, fc.nat(), fc.nat(3))
	.map(([files, other, at, manner]) => {
		const fields = files.map(([name, content]) => file(name, content));
		const form = formOf(...(manner === 1 ? [field(other, other)] : []), ...fields);
		return manner === 2 ? form.subarray(0, at % (form.length + 1)) : form;
	});

/**
 * After the one whoever comes with a new session may wait for up to a second, and it may end everybody's; after the other
 * there is less left to ask for.
 */
const rare = new Set(["rotateKeys", "deleteChannel", "deleteWorkspace", "deleteMe", "deleteUser"]);

/** Every operation as often as any other, but for those. */
export const plans: Arbitrary<Plan> = weighted(
	...operations.map((one): [number, Arbitrary<Plan>] => [rare.has(one.name) ? 1 : 5, plansFor(one)]),
);

const asText = (json: Json): string => (typeof json === "string" ? json : written(json));

/** The request that a plan comes to in a workspace. */
export function requestOf(plan: Plan, place: Pick<Fixtures, "host" | "pool" | "credentials">): Request {
	const { operation, caller, way, path, query, body, form, mutations } = plan;
	const text = (value: Value) => encodeURIComponent(asText(filled(value, place.pool)).toWellFormed());
	const filledIn = operation.path.replaceAll(/\{(.+?)\}/g, (_, name: string) => text(path[name]!));
	const draft: Draft = {
		method: operation.method,
		path: filledIn,
		query: Object.entries(query).map(([name, value]) => [name, text(value)]),
		headers: [["host", place.host], ...Object.entries(place.credentials(caller, way))],
		json: body === undefined ? undefined : filled(body, place.pool),
		takes: takenBy(operation),
		// whose workspace it names only the query says
		isValid: mutations.length === 0 && form === undefined,
	};
	if (operation.answers["101"]) draft.headers.push(...Object.entries(upgrade));
	if (body !== undefined) draft.headers.push(["content-type", "application/json"]);
	if (form) draft.headers.push(["content-type", form_type]);
	for (const mutate of mutations) mutate(draft);
	const { json, takes: _, ...parts } = draft;
	return sealed({ body: json === undefined ? form : Buffer.from(written(json)), ...parts });
}
