import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { claw_pack } from "../protocol/standard-emoji.ts";
import { standardEmoji } from "../scripts/gen.ts";

const root = join(import.meta.dirname, "..");

test("the server knows what the app's emoji are called: `npm run gen` writes the list", () => {
	expect(readFileSync(join(root, "protocol/generated-standard-emoji.ts"), "utf8")).toBe(standardEmoji());
});

test("each emoji of the claw pack has its picture, which is small and asks for nothing else", () => {
	const folder = join(root, "web/src/emoji/claw");
	expect(readdirSync(folder).toSorted()).toEqual(claw_pack.map((name) => `${name}.svg`).toSorted());
	for (const file of readdirSync(folder)) {
		const svg = readFileSync(join(folder, file), "utf8");
		expect(svg.length, file).toBeLessThan(2_048);
		expect(svg.replace('xmlns="http://www.w3.org/2000/svg"', ""), file).not.toMatch(/https?:|<script|href|\bon\w+=/);
	}
});
