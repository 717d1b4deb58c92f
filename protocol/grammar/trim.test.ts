import { expect, test } from "vitest";
import { CreateMessage } from "../index.ts";

test.each([
	["  hello \n", "hello"],
	["\u3000hello\u3000", "hello"],
	["    code", "    code"],
	["\tcode", "\tcode"],
	["  \tcode", "  \tcode"],
	["\n\n  def f():\n    return\n\n", "  def f():\n    return"],
	["   a\nb", "   a\nb"],
	["\r\n    a", "    a"],
	["  \n\t\n a", "a"],
])("a message of %j is kept as %j", (body, kept) => {
	expect(CreateMessage.parse({ body }).body).toBe(kept);
});

test.each(["", " ", "\n \n", "\t\t\t\t"])("%j is no message", (body) => {
	expect(CreateMessage.safeParse({ body }).success).toBe(false);
});
