import { expect, test } from "vitest";
import type { AnyAct } from "../acts/act.ts";
import { acts, elsewhere } from "../acts/index.ts";
import { operations } from "../operations.ts";
import { possibleRows } from "./perform.ts";

// the type checker has the Workers' code in another project, so this is named where it does not look
const registry = "../../durable-objects/workspace/index.ts";

test("every command of a workspace has its act, or is said to be done elsewhere", { timeout: 30_000 }, async () => {
	const { commands, isOurs } = (await import(registry)) as { commands: object; isOurs: (name: string) => boolean };
	const known = [...Object.keys(acts), ...Object.keys(elsewhere)];
	expect(known.toSorted()).toEqual(Object.keys(commands).toSorted());
	// no member asks for those
	expect(Object.keys(elsewhere).filter((name) => !isOurs(name))).toEqual([]);
});

test("every act that chaos does has its turn, and is an operation", () => {
	const names = new Set(operations.map(({ operationId }) => operationId));
	for (const [name, { weight, only, operation = name }] of Object.entries<AnyAct>(acts)) {
		if (only === "replay") continue;
		expect(Math.min(...weight), name).toBeGreaterThan(0);
		expect(names).toContain(operation);
	}
});

const done = { outcome: "done" as const, told: [] };

test("a message that is tried three times may be written once, an exit as often as somebody comes back", () => {
	expect(possibleRows({ writes: [], mayWrite: ["sent"] }, { ...done, attempts: 3 })).toEqual(["sent"]);
	const exits = possibleRows({ writes: [], mayWrite: ["exit"], isUndone: true }, { ...done, attempts: 3 });
	expect(exits).toEqual(["exit", "exit", "exit"]);
});

test("what was refused, and what was answered without an event, may have written nothing", () => {
	const refused = { ...done, outcome: "refused" as const, attempts: 1 };
	expect(possibleRows({ writes: [], mayWrite: ["exit"], isUndone: true }, refused)).toEqual([]);
	expect(possibleRows({ writes: ["edit"], mayWrite: [] }, { ...done, attempts: 1 })).toEqual([]);
	expect(possibleRows({ writes: ["delete"], mayWrite: [] }, { ...done, attempts: 2 })).toEqual(["delete"]);
});
