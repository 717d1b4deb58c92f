import { setTimeout as pause } from "node:timers/promises";
import { perform } from "./acting.ts";
import { updateWorkspace } from "./acts-people.ts";
import type { Act } from "./history.ts";
import type { Stage } from "./stage.ts";

const settled_ms = 200;

/**
 * Waits until everybody who listens has heard the last that happened: something that all hear.
 * @returns its number
 */
export async function settle(stage: Stage, patience_ms: number): Promise<number> {
	await pause(settled_ms);
	const num = await mark(stage);
	const late = () => stage.people.flatMap(({ ears }) => ears.filter((ear) => ear.isOpen && ear.num < num));
	const deadline = Date.now() + patience_ms;
	while (Date.now() < deadline && late().length > 0) await pause(10);
	for (const { name: ear } of late()) stage.write({ kind: "silent", at: Date.now(), ear, num });
	return num;
}

/** An event for everybody after which there is none. */
async function mark(stage: Stage): Promise<number> {
	const { warden, host, tag, history } = stage;
	for (;;) {
		await perform(stage, warden, "updateWorkspace", updateWorkspace(stage, warden)!);
		const act = history.findLast((entry) => entry.kind === "act" && entry.who === warden.user_id) as Act;
		const { rows } = await host.disk(tag, act.told[0]!.num);
		if (rows.length === 0) return act.told[0]!.num;
	}
}
