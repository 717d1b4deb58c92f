import { expect, test } from "vitest";
import { type Schema, bodyOf, operations, schemaOf } from "../operations.ts";
import { fields, unread } from "./fields.ts";
import { ownPayloads } from "./payloads.ts";

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

const own = ownPayloads();

test("there are many payloads of our own, and no two are the same", () => {
	expect(own.length).toBeGreaterThanOrEqual(150);
	expect(new Set(own.map(({ text }) => text)).size).toBe(own.length);
});

test("each would be seen if it ran", () => {
	const seen =
		/alert|al"\+"ert|\\u0061lert|lert\(1\)|&#108&#101&#114&#116|evil\.example|YWxlcnQoMSk|PHNjcmlwdD5hbGVydCgx/;
	expect(own.filter(({ text }) => !seen.test(text)).map(({ technique }) => technique)).toEqual([]);
});
