import { expect, test } from "vitest";
import { fields } from "./fields.ts";
import { ownPayloads } from "./payloads.ts";

test("a payload goes into every text that a request can carry", () => {
	expect(fields.length).toBeGreaterThanOrEqual(40);
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
