import { expect, test } from "vitest";
import { suggestHandle } from "./handle.ts";

test("the suggested handle is the first name in plain letters", () => {
	expect(suggestHandle("Ada Lovelace")).toBe("ada");
	expect(suggestHandle("  Éloïse d'Arc")).toBe("eloise");
	expect(suggestHandle("Łukasz")).toBe("lukasz");
});

test("a name without Latin letters suggests nothing", () => {
	expect(suggestHandle("宮本 茂")).toBe("");
});

test("a word that calls several people is not suggested", () => {
	expect(["Here", "Ｈｅｒｅ", "Everyone Else"].map(suggestHandle)).toEqual(["", "", ""]);
});
