import { expect, test } from "vitest";
import { nameOf } from "./new-emoji.ts";

test.each([
	["Tea Time!.png", "tea-time"],
	["crab_2.final.GIF", "crab_2-final"],
	["蟹.png", ""],
	["x".repeat(40), "x".repeat(32)],
])("of the file %s, the emoji %s is proposed", (file, name) => expect(nameOf(file)).toBe(name));
