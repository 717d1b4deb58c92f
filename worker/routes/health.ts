import { ChatError, readCaps } from "@clickclack/protocol";
import type { Context } from "../context.ts";
import { log } from "../middleware/errors.ts";
import type { Handlers } from "../mount.ts";

const budget_ms = 2_000;

export const health = {
	health: () => ({ status: "ok" }),

	async ready(c) {
		refuseWrongSettings(c);
		const isReady = await Promise.race([
			c.var.directory.ready({}).then(
				() => true,
				() => false,
			),
			scheduler.wait(budget_ms),
		]);
		if (!isReady) throw new ChatError("unavailable", "unavailable");
		return { status: "ready" };
	},
} satisfies Handlers;

/** With a setting that nobody can read, nothing works: it is for the operator to learn which one. */
function refuseWrongSettings(c: Context): void {
	try {
		readCaps(c.env.CAPS);
	} catch (error) {
		log(c, error as Error);
		throw new ChatError("unavailable", "unavailable");
	}
}
