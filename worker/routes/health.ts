import { ChatError } from "@clickclack/protocol";
import type { Handlers } from "../mount.ts";

const budget_ms = 2_000;

export const health = {
	health: () => ({ status: "ok" }),

	async ready(c) {
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
