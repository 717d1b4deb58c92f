import { ChatError, ConfigurationError, healthRoutes, readConfiguration } from "@clickclack/protocol";
import type { Context } from "../context.ts";
import { log } from "./errors.ts";

/**
 * With an invalid setting nothing runs, because a default in its place may be less safe than what was meant. Answers name
 * the setting only; the log says what is wrong with it.
 * @returns false where only what needs no settings may run: the liveness check
 * @throws ChatError unavailable
 */
export function isConfigured(c: Context): boolean {
	try {
		readConfiguration(c.env);
		return true;
	} catch (error) {
		if (!(error instanceof ConfigurationError)) throw error;
		if (c.req.path === healthRoutes.health.path) return false;
		log(c, error);
		throw new ChatError("unavailable", `this server's setting ${error.setting} is wrong: its log says more`);
	}
}
