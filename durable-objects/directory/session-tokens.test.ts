import { expect, test } from "vitest";
import { isSigned, readSession, signSession } from "./session-tokens.ts";

const secret = "c2VjcmV0IG9mIHRoZSB0ZXN0cywgMjU2IGJpdHMgbG9uZyE";
const claims = {
	user_id: "usr_01jd7xk3m9h5q2w8e4r6t0y1z7",
	session_id: "ses_01jd7xk3m9h5q2w8e4r6t0y1z7",
	issued_at: "2026-01-01T00:00:00.000Z",
	expires_at: "2026-01-31T00:00:00.000Z",
} as const;
const token = signSession({ id: "key", secret }, claims);

test("a signed token is read back unchanged and is valid", () => {
	expect(readSession(token)).toEqual({ key_id: "key", ...claims });
	expect(isSigned(token, secret)).toBe(true);
	expect(isSigned(token, secret.replace("c2V", "c2W"))).toBe(false);
});

test("a token that differs in any one character is invalid", () => {
	for (let at = 4; at < token.length; at++)
		for (const letter of ["A", "B", "-", "_", "0"]) {
			const forged = token.slice(0, at) + letter + token.slice(at + 1);
			if (forged !== token) expect(isSigned(forged, secret), forged).toBe(false);
		}
});

test("a signature that is shorter, longer or missing is invalid", () => {
	for (const forged of [
		token.slice(0, -1),
		`${token}A`,
		`${token}=`,
		token.slice(0, -43),
		`${token} `,
		`x${token}`,
		"",
	])
		expect(isSigned(forged, secret), forged).toBe(false);
});
