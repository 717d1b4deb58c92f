import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { type Schema, contract } from "./operations.ts";

const references = (schema: Schema): Schema =>
	JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', '"contract#/components/')) as Schema;

/** The same with every object closed, so that a field which no document mentions is found. */
function closed(schema: Schema): Schema {
	return JSON.parse(
		JSON.stringify(schema, (_, part: unknown) => (isOpen(part) ? { ...part, additionalProperties: false } : part)),
	) as Schema;
}

const isOpen = (part: unknown): part is Schema =>
	typeof part === "object" &&
	part !== null &&
	"properties" in part &&
	"type" in part &&
	part.type === "object" &&
	!("additionalProperties" in part) &&
	// a document that says so in its schema would make every event of the SDK's types one of anything
	!/additional members/.test("description" in part ? String(part.description) : "");

/** Checks values against schemas of the document. */
class Validator {
	readonly #ajv = new Ajv2020({ strict: false, allErrors: false });
	readonly #compiled = new Map<Schema, ValidateFunction>();
	readonly #prepare: (schema: Schema) => Schema;

	constructor(prepare: (schema: Schema) => Schema) {
		formats.default(this.#ajv);
		this.#prepare = (schema) => prepare(references(schema));
		const schemas = Object.entries(contract.components.schemas).map(([name, one]) => [name, this.#prepare(one)]);
		this.#ajv.addSchema({ $id: "contract", components: { schemas: Object.fromEntries(schemas) } });
	}

	complaint(schema: Schema, value: unknown): string | undefined {
		const validate = this.#compiled.get(schema) ?? this.#ajv.compile(this.#prepare(schema));
		this.#compiled.set(schema, validate);
		if (validate(value)) return undefined;
		const { instancePath, message, params } = validate.errors![0]!;
		return `${instancePath || "it"} ${message} ${JSON.stringify(params)}`;
	}
}

/** What the server says: nothing that the document does not mention. */
export const said = new Validator(closed);
/** What it is asked: fields that it does not know are ignored. */
export const asked = new Validator((schema) => schema);
