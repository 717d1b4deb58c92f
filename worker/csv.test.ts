import { expect, test } from "vitest";
import { csvLine } from "./csv.ts";

test("each cell is quoted, and quotes in it are doubled", () => {
	expect(csvLine(["a", 'say "hi"', "one,\r\ntwo", ""])).toBe('"a","say ""hi""","one,\r\ntwo",""\r\n');
});

test("a spreadsheet takes no cell for a formula", () => {
	const attacks = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://x")'];
	const cells = attacks.map((attack) => csvLine([attack]));
	expect(cells.filter((cell) => !cell.startsWith("\"'"))).toEqual([]);
	expect(csvLine(["a=1", "1-1"])).toBe('"a=1","1-1"\r\n');
});
