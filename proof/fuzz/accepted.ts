import { type Operation, type Schema, parametersOf, schemaOf, takenBy } from "../operations.ts";
import type { Answer } from "../http.ts";
import type { Request } from "../request.ts";
import { wrongInput } from "../schemas.ts";
import { marks } from "./planted.ts";

/** Where the document says in words that anything will do: "1 to 500; anything else means 200". */
const lenient = new Set(["listEvents limit", "listMessages limit", "listDirectMessages limit", "getThread limit"]);
/** What is said is said back. */
const echoing = "publishEphemeral";

/** Nothing is taken that the document forbids, and nothing is set that is not the caller's to set. */
export function ofTaking(request: Request, { status, body }: Answer, operation: Operation | undefined): string[] {
	if (!operation || status >= 300) return [];
	const found = [...ofBody(request, operation), ...ofPath(request, operation), ...ofQuery(request, operation)];
	const mark = request.isPlanting && operation.name !== echoing ? marks.exec(body)?.[0] : undefined;
	return [
		...found.map((wrong) => `took what the document forbids: ${wrong}`),
		...(mark === undefined ? [] : [`answered with what nobody may set: ${mark}`]),
	];
}

/** Texts may be trimmed before they are looked at, and what is empty may count as absent. */
function ofBody(request: Request, operation: Operation): string[] {
	const { body: schema } = operation;
	if (!schema) return [];
	// it takes a byte order mark away, as the server does
	const text = new TextDecoder().decode(request.body);
	// where nothing has to be said there need not be a body
	const fault = (read?: typeof trimmed) => wrongInput(schema, JSON.parse(text || "{}", read));
	const wrong = fault();
	const readings = [trimmed, withoutEmpty, known(takenBy(operation))];
	const isFine = wrong === undefined || readings.some((read) => fault(read) === undefined);
	return isFine ? [] : [wrong];
}

const trimmed = (_: string, part: unknown): unknown => (typeof part === "string" ? part.trim() : part);

/** In a list nothing can be absent. */
function withoutEmpty(this: unknown, _: string, part: unknown): unknown {
	const isEmpty = part === null || part === "";
	return isEmpty && !Array.isArray(this) ? undefined : trimmed(_, part);
}

/** What it has no name for is not looked at, so it does not count where only so many may be given. */
const known = (names: Set<string>) =>
	function reading(this: unknown, name: string, part: unknown): unknown {
		const isTaken = name === "" || Array.isArray(this) || names.has(name);
		return isTaken ? withoutEmpty.call(this, name, part) : undefined;
	};

function ofPath({ path }: Request, operation: Operation): string[] {
	const [given, template] = [path.replace(/[?#].*$/s, "").split("/"), operation.path.split("/")];
	return parametersOf(operation, "path").flatMap(({ name, schema }) => {
		const segment = given[template.indexOf(`{${name}}`)] ?? "";
		return ofText(name, schema, decodeURIComponent(segment));
	});
}

/** As the server reads it: what comes after a # is none of its business. */
function ofQuery({ head }: Request, operation: Operation): string[] {
	const target = Buffer.from(head).toString().split(" ")[1]!;
	const query = new URLSearchParams(/^[^?#]*\?([^#]*)/.exec(target)?.[1] ?? "");
	return parametersOf(operation, "query").flatMap(({ name, schema, required }) => {
		if (lenient.has(`${operation.name} ${name}`)) return [];
		const values = query.getAll(name);
		if (values.length === 1 && values[0] === "") values.pop();
		if (values.length > 1) return [`${name} is there ${values.length} times`];
		if (values.length === 0) return required ? [`no ${name}`] : [];
		return ofText(name, schema, values[0]!);
	});
}

/** What stands in an address is text; a number is one as it is written in JSON. */
function ofText(name: string, unresolved: Schema, text: string): string[] {
	const schema = schemaOf(unresolved);
	const isWhole = schema.type === "integer";
	if (isWhole && !/^-?(0|[1-9]\d*)$/.test(text)) return [`${name} is no whole number`];
	const fits = (value: string) => wrongInput(schema, isWhole ? Number(value) : value);
	const wrong = fits(text);
	return wrong === undefined || fits(text.trim()) === undefined ? [] : [`${name}: ${wrong}`];
}
