import { InvalidArgumentError } from "commander";
import { expect, test } from "vitest";
import { tokenIn } from "./commands/login.ts";
import { Stop } from "./exit.ts";
import { count, minutes, readBody } from "./input.ts";

test("a duration has a unit", () => {
	expect(["90m", "12h", "7d", "2w"].map(minutes)).toEqual([90, 720, 10_080, 20_160]);
});

test("a duration without a unit, or with an unknown one, is refused", () => {
	for (const span of ["90", "7y", "soon", "-1d", "1.5h", ""]) expect(() => minutes(span)).toThrow(InvalidArgumentError);
});

test("a number is digits and nothing else", () => {
	expect(count("20")).toBe(20);
	for (const number of ["-1", "1e3", "ten", "1.5", ""]) expect(() => count(number)).toThrow(InvalidArgumentError);
});

test("a message comes from exactly one source", () => {
	expect(readBody("hello", {})).toBe("hello");
	expect(readBody(undefined, { body: "hello" })).toBe("hello");
	expect(() => readBody(undefined, {})).toThrow(Stop);
	expect(() => readBody("hello", { body: "bye" })).toThrow(Stop);
	expect(() => readBody("hello", { stdin: true })).toThrow(Stop);
});

test("a pasted sign-in link works like its token", () => {
	expect(tokenIn("https://chat.example.com/signin#token=mgt_0aZ9&x=1")).toBe("mgt_0aZ9");
	expect(tokenIn(" mgt_0aZ9\n")).toBe("mgt_0aZ9");
});
