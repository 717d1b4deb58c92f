import { expect, test } from "vitest";
import { hasKeyword } from "./keywords.ts";

test.each<[string, string]>([
	["the Tide is high", "tide"],
	["TIDE!", "tide"],
	["(tide)", "Tide"],
	["ein CAFÉ bitte", "cafe"],
	["Straße", "strasse"],
	["high tide today", "high tide"],
	["今日は蟹を食べる", "蟹"],
	["прилив!", "Прилив"],
	["مرحبا يا آدا", "مرحبا"],
	["release v1.2 is out", "v1.2"],
	["**tide**", "tide"],
])("%j has the word %j", (body, word) => {
	expect(hasKeyword(body, ["other", word])).toBe(true);
});

test.each<[string, string]>([
	["tides", "tide"],
	["riptide", "tide"],
	["`tide`", "tide"],
	["```\ntide\n```", "tide"],
	["see https://tide.example/tide", "tide"],
	["का", "क"],
	["nothing", "tide"],
	["tide", ""],
])("%j does not have the word %j", (body, word) => {
	expect(hasKeyword(body, [word])).toBe(false);
});

test("a long text is read whole", () => {
	expect(hasKeyword(`${"crab ".repeat(7_000)}tide`, ["tide"])).toBe(true);
});
