import { expect, test } from "vitest";
import { ownPayloads } from "./payloads.ts";

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
