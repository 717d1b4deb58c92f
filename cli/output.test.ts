import { expect, test } from "vitest";
import { plain, table } from "./output.ts";

test("columns stand side by side", () => {
	expect(
		table([
			["ID", "NAME"],
			["wsp_1", "Acme"],
		]),
	).toEqual(["ID     NAME", "wsp_1  Acme"]);
});

test("a message of several lines stays in its column", () => {
	expect(table([["@ada", "one\ntwo"]])).toEqual(["@ada  one\n      two"]);
});

test("plain output is one line for each thing, whatever is in it", () => {
	expect(plain([1, "one\ntwo\tthree\\", new Date(0)])).toBe("1\tone\\ntwo\\tthree\\\\\t1970-01-01T00:00:00.000Z");
});

test("a message cannot recolour the terminal or move its cursor", () => {
	expect(plain(["\u001b[31mred\u001b[0m \u0007\rbell"])).toBe("red bell");
});
