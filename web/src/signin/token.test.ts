import { expect, test } from "vitest";
import { tokenIn } from "./token.ts";

test("a pasted sign-in link gives its token, with spaces around it too", () => {
	expect(tokenIn("  https://chat.example.org/signin?token=mgt_abc \n")).toBe("mgt_abc");
});

test("a pasted token is taken as it is", () => {
	expect(tokenIn("mgt_abc")).toBe("mgt_abc");
});
