import { expect, test } from "vitest";
import type { AnyAct } from "../acts/act.ts";
import { acts, elsewhere } from "../acts/index.ts";
import { operationOf, operations } from "../operations.ts";

// the type checker has the Workers' code in another project, so this is named where it does not look
const registry = "../../durable-objects/workspace/index.ts";

test("every command of a workspace has its act, or is said to be done elsewhere", { timeout: 30_000 }, async () => {
	const { commands, isOurs } = (await import(registry)) as { commands: object; isOurs: (name: string) => boolean };
	const known = [...Object.keys(acts), ...Object.keys(elsewhere)];
	expect(known.toSorted()).toEqual(Object.keys(commands).toSorted());
	// no member asks for those, but for what would end the workspace or its owner, groups, and files, which no socket and no object takes
	const asked = new Set<string>(operations.map(({ name }) => name));
	const ofMembers = Object.keys(elsewhere).filter((name) => asked.has(name) && !isOurs(name));
	expect(ofMembers.toSorted()).toEqual([
		"attachUpload",
		"closeReport",
		"createCustomEmoji",
		"createGroup",
		"createUpload",
		"deleteCustomEmoji",
		"deleteGroup",
		"deleteUpload",
		"deleteWorkspace",
		"exportWorkspace",
		"putGroupChannel",
		"putGroupMember",
		"removeGroupChannel",
		"removeGroupMember",
		"transferOwnership",
		"updateGroup",
		"updateWordFilter",
	]);
});

test("every act that chaos does has its turn, and is an operation", () => {
	for (const [name, { weight, only, operation = name }] of Object.entries<AnyAct>(acts)) {
		if (only === "replay") continue;
		expect(Math.min(...weight), name).toBeGreaterThan(0);
		expect(operationOf(operation), name).toBeDefined();
	}
});
