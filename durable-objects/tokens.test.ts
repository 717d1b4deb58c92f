import { expect, test } from "vitest";
import { hashToken, newToken, tagOfToken } from "./tokens.ts";

const tokens = Array.from({ length: 2_000 }, () => newToken("ivt", "0123abcd"));
const secretOf = (token: string) => Buffer.from(token.slice("ivt_0123abcd".length), "base64url");

test("a token holds 256 bits beside its prefix and its tag", () => {
	for (const token of tokens) {
		expect(token).toMatch(/^ivt_0123abcd[\w-]{43}$/);
		expect(secretOf(token)).toHaveLength(32);
		expect(tagOfToken(token)).toBe("0123abcd");
	}
	expect(newToken("mgt")).toMatch(/^mgt_[\w-]{43}$/);
	expect(new Set(tokens).size).toBe(tokens.length);
});

test("each of the 256 bits is random", () => {
	const heads = Array.from({ length: 256 }, () => 0);
	for (const token of tokens)
		for (const [i, byte] of secretOf(token).entries())
			for (let bit = 0; bit < 8; bit++) heads[i * 8 + bit]! += (byte >> bit) & 1;
	// nine standard deviations either way: a fair bit practically never exceeds this
	for (const count of heads) expect(Math.abs(count - tokens.length / 2)).toBeLessThan(200);
});

test("only a token's hash is stored, and each token has its own", () => {
	const hashes = tokens.map(hashToken);
	for (const hash of hashes) expect(hash).toMatch(/^[0-9a-f]{64}$/);
	expect(new Set(hashes).size).toBe(tokens.length);
});
