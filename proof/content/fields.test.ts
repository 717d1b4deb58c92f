import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { fields, unread } from "./fields.ts";

interface Schema {
	$ref?: string;
	type?: string;
	enum?: unknown[];
	pattern?: string;
	anyOf?: Schema[];
	properties?: Record<string, Schema>;
}
interface Operation {
	operationId: string;
	requestBody?: { content: { "application/json": { schema: Schema } } };
}

const contract = parse(readFileSync(join(import.meta.dirname, "../../protocol/openapi.yaml"), "utf8"));
const paths: Record<string, Record<string, Operation>> = contract.paths;
const resolve = (schema: Schema): Schema =>
	schema.$ref ? contract.components.schemas[schema.$ref.split("/").at(-1)!] : schema;

/** Not of a closed list, and no id. */
const isText = (schema: Schema): boolean =>
	schema.anyOf?.some(isText) ??
	(schema.type === "string" &&
		!schema.enum &&
		!schema.pattern?.startsWith("^wsp_") &&
		!schema.pattern?.startsWith("^usr_"));

const texts = Object.values(paths)
	.flatMap((path) => Object.values(path))
	.flatMap(({ operationId, requestBody }) => {
		const { properties = {} } = requestBody ? resolve(requestBody.content["application/json"].schema) : {};
		const named = Object.entries(properties).filter(([, schema]) => isText(resolve(schema)));
		return named.map(([name]) => `${operationId}.${name}`);
	});

test("every text that a request can carry is tried, or it is said why not", () => {
	const known = [...Object.keys(fields), ...Object.keys(unread)].map((name) => name.split(" ")[0]!);
	expect([...new Set(known)].toSorted()).toEqual(texts.toSorted());
});
