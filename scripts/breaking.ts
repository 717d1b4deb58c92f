// Finds what in a new contract would break a client that was written for an old one.

export interface Schema {
	$ref?: string;
	type?: string | string[];
	enum?: unknown[];
	properties?: Record<string, Schema>;
	required?: string[];
	items?: Schema;
	prefixItems?: Schema[];
	anyOf?: Schema[];
	oneOf?: Schema[];
	pattern?: string;
	maxLength?: number;
	"x-max-graphemes"?: number;
	maximum?: number;
	maxItems?: number;
	minLength?: number;
	minimum?: number;
	minItems?: number;
}

type Content = { content?: { "application/json"?: { schema?: Schema } } };
type Parameter = { in: string; name: string; required?: boolean; schema?: Schema };
export interface Operation {
	operationId: string;
	"x-access": string;
	parameters?: Parameter[];
	requestBody?: Content;
	responses: Record<string, Content>;
}
export interface Contract {
	paths: Record<string, Record<string, Operation>>;
	components: { schemas: Record<string, Schema> };
}

/** Two contracts, the direction, and the pairs that were compared already. */
type Walk = { before: Contract; after: Contract; sent: boolean; seen: Set<string> };

/**
 * One sentence for each breaking change; none when the contracts are compatible. New operations, optional inputs, fields
 * in answers, values of an enum and types of events are additions: clients ignore what they do not know.
 */
export function breaking(before: Contract, after: Contract): string[] {
	const sent: Walk = { before, after, sent: true, seen: new Set() };
	const answered: Walk = { before, after, sent: false, seen: new Set() };
	const found = Object.entries(before.paths).flatMap(([path, methods]) =>
		Object.entries(methods).flatMap(([method, was]) => {
			const is = after.paths[path]?.[method];
			if (!is) return [`${was.operationId}: ${method.toUpperCase()} ${path} is gone`];
			return [...access(was, is), ...input(sent, was, is), ...answers(answered, was, is)];
		}),
	);
	const event = { $ref: "#/components/schemas/ServerEvent" };
	return [...found, ...schema(answered, "ServerEvent", event, event)];
}

function* access({ operationId, "x-access": was }: Operation, { "x-access": is }: Operation) {
	if (was !== is) yield `${operationId}: asked for the access ${was} and asks for ${is}`;
}

function* input(walk: Walk, was: Operation, is: Operation): Generator<string> {
	const same = (one: Parameter) => (other: Parameter) => other.in === one.in && other.name === one.name;
	for (const one of is.parameters ?? [])
		if (one.required && !was.parameters?.find(same(one))?.required)
			yield `${is.operationId}: now needs the ${one.in} parameter ${one.name}`;
	for (const one of was.parameters ?? []) {
		const now = is.parameters?.find(same(one));
		if (!now) yield `${was.operationId}: no longer takes the ${one.in} parameter ${one.name}`;
		else yield* schema(walk, `${was.operationId}.${one.name}`, one.schema ?? {}, now.schema ?? {});
	}
	if (is.requestBody && !was.requestBody) yield `${is.operationId}: now needs a body`;
	if (!is.requestBody && was.requestBody) yield `${was.operationId}: no longer takes a body`;
	if (is.requestBody && was.requestBody) yield* content(walk, was.operationId, was.requestBody, is.requestBody);
}

function* answers(walk: Walk, was: Operation, is: Operation): Generator<string> {
	for (const [status, answer] of Object.entries(was.responses)) {
		const now = is.responses[status];
		if (!now) yield `${was.operationId}: no longer answers ${status}`;
		else yield* content(walk, `${was.operationId} ${status}`, answer, now);
	}
}

function* content(walk: Walk, at: string, was: Content, is: Content): Generator<string> {
	const [before, after] = [was, is].map((body) => body.content?.["application/json"]?.schema);
	if (before) yield* schema(walk, at, before, after ?? { type: "nothing" });
}

function* schema(walk: Walk, at: string, was: Schema, is: Schema): Generator<string> {
	if (was.$ref) {
		const pair = `${was.$ref} ${is.$ref ?? at}`;
		if (walk.seen.has(pair)) return;
		walk.seen.add(pair);
	}
	const name = was.$ref?.split("/").at(-1) ?? at;
	const [old, now] = [resolve(walk.before, was), resolve(walk.after, is)];
	if (variants(old) || variants(now)) {
		yield* union(walk, name, old, now);
		return;
	}
	yield* values(walk, name, old, now);
	yield* fields(walk, name, old, now);
	if (old.items && now.items) yield* schema(walk, `${name}[]`, old.items, now.items);
	for (const [place, item] of (old.prefixItems ?? []).entries())
		yield* schema(walk, `${name}[${place}]`, item, now.prefixItems?.[place] ?? { type: "nothing" });
}

function resolve(contract: Contract, given: Schema): Schema {
	return given.$ref ? (contract.components.schemas[given.$ref.split("/").at(-1)!] ?? { type: "nothing" }) : given;
}

const variants = (given: Schema) => given.anyOf ?? given.oneOf;

/** Each old variant has to fit one of the new ones; a plain answer must not become a choice. */
function* union(walk: Walk, at: string, was: Schema, is: Schema): Generator<string> {
	const [old, now] = [variants(was) ?? [was], variants(is) ?? [is]];
	const fits = (one: Schema, other: Schema) =>
		schema({ ...walk, seen: new Set() }, at, one, other).next().done === true;
	for (const one of old) {
		const namesake = one.$ref && now.find((other) => other.$ref === one.$ref);
		if (namesake) yield* schema(walk, at, one, namesake);
		else if (!now.some((other) => fits(one, other))) yield `${at}: ${typeName(one)} is gone`;
	}
	if (walk.sent || variants(was)) return;
	for (const other of now) if (!fits(was, other)) yield `${at}: was ${typeName(was)} and may be ${typeName(other)}`;
}

const typeName = (given: Schema) => given.$ref?.split("/").at(-1) ?? [given.type ?? "anything"].flat().join(" or ");

const atMost = ["maxLength", "x-max-graphemes", "maximum", "maxItems"] as const;
const atLeast = ["minLength", "minimum", "minItems"] as const;

function* values(walk: Walk, at: string, was: Schema, is: Schema): Generator<string> {
	const [given, allowed] = walk.sent ? [was, is] : [is, was];
	const accepted = [allowed.type ?? []].flat();
	const isAccepted = (type: string) => accepted.includes(type) || (type === "integer" && accepted.includes("number"));
	const types = [given.type ?? "anything"].flat();
	if (accepted.length > 0 && !types.every(isAccepted)) yield `${at}: was ${typeName(was)} and is ${typeName(is)}`;
	for (const value of was.enum ?? [])
		if (is.enum && !is.enum.includes(value)) yield `${at}: ${JSON.stringify(value)} is gone`;
	if (!walk.sent) return;
	if (is.enum && !was.enum) yield `${at}: takes only ${is.enum.join(", ")}`;
	if (is.pattern && is.pattern !== was.pattern) yield `${at}: now has to match ${is.pattern}`;
	for (const limit of atMost)
		if ((is[limit] ?? Infinity) < (was[limit] ?? Infinity)) yield `${at}: ${limit} is ${is[limit]} now`;
	for (const limit of atLeast)
		if ((is[limit] ?? -Infinity) > (was[limit] ?? -Infinity)) yield `${at}: ${limit} is ${is[limit]} now`;
}

function* fields(walk: Walk, at: string, was: Schema, is: Schema): Generator<string> {
	const [before, after] = [was.required ?? [], is.required ?? []];
	if (walk.sent) for (const name of after) if (!before.includes(name)) yield `${at}: now needs ${name}`;
	for (const [name, old] of Object.entries(was.properties ?? {})) {
		const now = is.properties?.[name];
		if (!now) yield `${at}: ${name} is gone`;
		else if (!walk.sent && before.includes(name) && !after.includes(name)) yield `${at}: ${name} may be absent now`;
		if (now) yield* schema(walk, `${at}.${name}`, old, now);
	}
}
