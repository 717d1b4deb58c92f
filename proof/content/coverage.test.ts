import { expect, test } from "vitest";
import { fields } from "./fields.ts";
import { own_payloads } from "./payloads.ts";

test("a payload goes into every text that a request can carry", () => {
	expect(fields.length).toBeGreaterThanOrEqual(40);
});

const texts = own_payloads.map(({ text }) => text);

test("there are many payloads of our own, and no two are the same", () => {
	expect(texts.length).toBeGreaterThanOrEqual(150);
	expect(new Set(texts).size).toBe(texts.length);
});

test("each would be seen if it ran", () => {
	const seen =
		/alert|al"\+"ert|\\u0061lert|lert\(1\)|&#108&#101&#114&#116|evil\.example|YWxlcnQoMSk|PHNjcmlwdD5hbGVydCgx/;
	expect(texts.filter((text) => !seen.test(text))).toEqual([]);
});
