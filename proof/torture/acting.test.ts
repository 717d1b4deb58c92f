import { expect, test } from "vitest";
import { mayWrite } from "./acting.ts";

const [does, told] = [() => Promise.resolve(), []];
const done = { outcome: "done" as const };

test("a message that is tried three times may be written once, an exit as often as somebody comes back", () => {
	expect(mayWrite({ does, hides: ["sent"] }, done, told, 3)).toEqual(["sent"]);
	expect(mayWrite({ does, hides: ["exit"], isUndone: true }, done, told, 3)).toEqual(["exit", "exit", "exit"]);
});

test("what was refused, and what was answered without an event, may have written nothing", () => {
	expect(mayWrite({ does, hides: ["exit"], isUndone: true }, { outcome: "refused" }, told, 1)).toEqual([]);
	expect(mayWrite({ does, tells: ["edit"] }, done, told, 1)).toEqual([]);
	expect(mayWrite({ does, tells: ["delete"] }, done, told, 2)).toEqual(["delete"]);
});
