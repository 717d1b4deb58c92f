import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { type Schema, contract } from "./operations.ts";

const isOpen = (part: Partial<Schema> | null): boolean =>
	part?.type === "object" &&
	part.properties !== undefined &&
	part.additionalProperties === undefined &&
	// a document that says so in its schema would make every event of the SDK's types one of anything
	!part.description?.includes("additional members");

/** The same with every object closed, so that a field which no document mentions is found. */
const closed = (_: string, part: Schema | null): unknown =>
	isOpen(part) ? { ...part, additionalProperties: false } : part;

/** Checks values against schemas of the document. @returns what is wrong */
function checker(revise?: typeof closed): (schema: Schema, value: unknown) => string | undefined {
	const ajv = new Ajv2020({ strict: false });
	formats.default(ajv);
	const copied = <T>(part: T): T => JSON.parse(JSON.stringify(part, revise).replaceAll('"#/', '"contract#/')) as T;
	ajv.addSchema({ $id: "contract", components: copied(contract.components) });
	const compiled = new Map<Schema, ValidateFunction>();
	return (schema, value) => {
		const validate = compiled.get(schema) ?? ajv.compile(copied(schema));
		compiled.set(schema, validate);
		if (validate(value)) return undefined;
		const { instancePath, message, params } = validate.errors![0]!;
		return `${instancePath || "it"} ${message} ${JSON.stringify(params)}`;
	};
}

/** What is wrong with what the server says: it may say nothing that the document does not mention. */
export const wrongAnswer = checker(closed);
/** What is wrong with what it is asked: fields that it does not know are ignored. */
export const wrongInput = checker();
