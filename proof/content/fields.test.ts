import { expect, test } from "vitest";
import { type Schema, bodyOf, operations, schemaOf } from "../fuzz/contract.ts";
import { fields, unread } from "./fields.ts";

/** Not of a closed list, and no id. */
const isText = (schema: Schema): boolean =>
	schema.anyOf?.some(isText) ??
	(schema.type === "string" &&
		!schema.enum &&
		!schema.pattern?.startsWith("^wsp_") &&
		!schema.pattern?.startsWith("^usr_"));

const texts = operations.flatMap((operation) => {
	const { properties = {} } = schemaOf(bodyOf(operation) ?? {});
	const named = Object.entries(properties).filter(([, schema]) => isText(schemaOf(schema)));
	return named.map(([name]) => `${operation.operationId}.${name}`);
});

test("every text that a request can carry is tried, or it is said why not", () => {
	const known = [...Object.keys(fields), ...Object.keys(unread)].map((name) => name.split(" ")[0]!);
	expect([...new Set(known)].toSorted()).toEqual(texts.toSorted());
});
