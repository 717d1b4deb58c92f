import { readFileSync } from "node:fs";
import type { Access, Policy } from "@clickclack/protocol";
import { parse } from "yaml";
import type { Client } from "../sdk/client.ts";

type Text = "$ref" | "pattern" | "format" | "description";
type Bound =
	| "minLength"
	| "maxLength"
	| "x-max-graphemes"
	| "minimum"
	| "maximum"
	| "minProperties"
	| "maxProperties"
	| "minItems"
	| "maxItems";
/** As much of JSON Schema as the document uses. */
export interface Schema extends Partial<Record<Text, string>>, Partial<Record<Bound, number>> {
	type?: string | string[];
	enum?: (string | boolean)[];
	anyOf?: Schema[];
	oneOf?: Schema[];
	properties?: Record<string, Schema>;
	required?: string[];
	additionalProperties?: Schema | boolean;
	items?: Schema;
	prefixItems?: Schema[];
}

export interface Parameter {
	name: string;
	in: "path" | "query";
	required: boolean;
	schema: Schema;
}

interface Response {
	$ref?: string;
	description?: string;
	headers?: object;
	content?: { "application/json"?: { schema: Schema } } & Record<string, { schema?: Schema }>;
}

export interface Operation {
	name: string;
	method: string;
	path: string;
	access: Access;
	who: Policy;
	/** whether it can be called on a socket */
	isAct: boolean;
	parameters: Parameter[];
	body: Schema | undefined;
	/** whether it takes a form with a file */
	isForm: boolean;
	/** by status: the schema, but for the socket's 101; headers of its own; the codes of a failure; what it may be but JSON */
	answers: Record<string, { schema: Schema | undefined; headers: string[]; codes: string[]; others: string[] }>;
}

/** Asked for with GET, and written down all the same: who has exported a workspace. */
export const isWrittenDown = ({ name }: Pick<Operation, "name">): boolean => name === "exportWorkspace";

interface Contract {
	components: { schemas: Record<string, Schema>; responses: Record<string, Response> };
	paths: Record<string, Record<string, Printed>>;
}

/** protocol/openapi.yaml, which is printed from the route table, read as a stranger would read it. */
export const contract: Contract = parse(readFileSync(new URL("../protocol/openapi.yaml", import.meta.url), "utf8"));

function toAnswer({ $ref, description = "", headers = {}, content }: Response): Operation["answers"][string] {
	const shared = $ref === undefined ? undefined : contract.components.responses[$ref.split("/").at(-1)!];
	const schema = (content ?? shared?.content)?.["application/json"]?.schema;
	const others = Object.keys(content ?? {}).filter((type) => type !== "application/json");
	return { schema, headers: Object.keys(headers), codes: description.split(", "), others };
}

/** As the document has one. */
interface Printed {
	operationId: string;
	"x-access": Access;
	"x-who": Policy;
	"x-act"?: true;
	parameters?: Parameter[];
	requestBody?: Required<Pick<Response, "content">>;
	responses: Record<string, Response>;
}

function toOperation(method: string, path: string, printed: Printed): Operation {
	const { operationId: name, "x-access": access, "x-who": who, parameters = [], requestBody, responses } = printed;
	const isAct = printed["x-act"] === true;
	const body = requestBody?.content["application/json"]?.schema;
	const isForm = requestBody?.content["multipart/form-data"] !== undefined;
	const answers = Object.fromEntries(Object.entries(responses).map(([status, one]) => [status, toAnswer(one)]));
	return { name, method: method.toUpperCase(), path, access, who, isAct, parameters, body, isForm, answers };
}

export const operations: Operation[] = Object.entries(contract.paths).flatMap(([path, methods]) =>
	Object.entries(methods).map(([method, printed]) => toOperation(method, path, printed)),
);

export const operationOf = (wanted: string): Operation => operations.find(({ name }) => name === wanted)!;

export function schemaOf(schema: Schema): Schema {
	if (schema.$ref === undefined) return schema;
	return contract.components.schemas[schema.$ref.split("/").at(-1)!]!;
}

/** The names of a schema's properties, all the way down. */
function namesIn(unresolved: Schema): string[] {
	const { properties = {}, anyOf = [], oneOf = [], items } = schemaOf(unresolved);
	const below = [...Object.values(properties), ...anyOf, ...oneOf, ...(items ? [items] : [])];
	return [...Object.keys(properties), ...below.flatMap(namesIn)];
}

export const parametersOf = ({ parameters }: Operation, place: Parameter["in"]): Parameter[] =>
	parameters.filter((one) => one.in === place);

/** The names of all that an operation takes, but for what stands in its path. */
export const takenBy = (operation: Operation): Set<string> =>
	new Set([...namesIn(operation.body ?? {}), ...parametersOf(operation, "query").map(({ name }) => name)]);

const placeholder = /\{.+?\}/g;
const matchers = operations
	.map((operation) => ({
		operation,
		fits: new RegExp(`^${operation.path.replaceAll(placeholder, "[^/]+")}$`),
		fixed: operation.path.replaceAll(placeholder, "").length,
	}))
	.toSorted((a, b) => b.fixed - a.fixed);

/** The operations at an address, whatever their methods. The first is the most particular. */
export const operationsAt = (path: string): Operation[] =>
	matchers.flatMap(({ operation, fits }) => (fits.test(path) ? operation : []));

/** Whether a pattern describes the whole of a text, not just something that it has to have or may not. */
export const isWhole = (pattern: string): boolean => /^\^(?!\(\?!)/.test(pattern);

/** Whether it has to be there, in the address or in the body. */
export const isNeeded = (operation: Operation, wanted: string): boolean =>
	operation.parameters.some(({ name, required }) => name === wanted && required) ||
	(schemaOf(operation.body ?? {}).required ?? []).includes(wanted);

/**
 * Values by name, as an operation takes them: what it has no name for is left out.
 * @param usual of these only what it needs
 */
export function inputOf(
	operation: Operation,
	values: object,
	usual: object = {},
): Record<"path" | "query" | "body", object | undefined> {
	const needed = Object.entries(usual).filter(([name]) => isNeeded(operation, name));
	const all = new Map(Object.entries({ ...Object.fromEntries(needed), ...values }));
	const pick = (names: string[]) =>
		Object.fromEntries(names.filter((name) => all.has(name)).map((name) => [name, all.get(name)]));
	const named = (place: Parameter["in"]) => pick(parametersOf(operation, place).map(({ name }) => name));
	const { body } = operation;
	return { path: named("path"), query: named("query"), body: body && pick(namesIn(body)) };
}

/** Asks for what an operation needs of `usual`, and for all that is `said`. */
export async function ask(client: Client, operation: Operation, usual: object, said: object): Promise<unknown> {
	const request = client.request.bind(client) as (route: string, input: object) => Promise<unknown>;
	return await request(`${operation.method} ${operation.path}`, inputOf(operation, said, usual));
}
