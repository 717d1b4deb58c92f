import { isConnectionError, isRequestError } from "@clickclack/sdk";
import { CommanderError } from "commander";
import { brief } from "./text.ts";

/** Exit codes. */
export const exit = {
	ok: 0,
	failed: 1,
	usage: 2,
	signed_out: 3,
	forbidden: 4,
	not_found: 5,
	unreachable: 10,
	/** a conflict or a rate limit: a retry may succeed */
	conflict: 11,
} as const;

const byStatus = new Map<number, number>([
	[400, exit.usage],
	[401, exit.signed_out],
	[403, exit.forbidden],
	[404, exit.not_found],
	[409, exit.conflict],
	[410, exit.not_found],
	[413, exit.usage],
	[422, exit.usage],
	[429, exit.conflict],
	[502, exit.unreachable],
	[503, exit.unreachable],
	[504, exit.unreachable],
]);

/** A command cannot continue; the message says what to do. */
export class Stop extends Error {
	readonly code: number;
	constructor(code: number, message: string) {
		super(message);
		this.code = code;
	}
}

export function exitCode(error: unknown): number {
	if (error instanceof Stop) return error.code;
	if (error instanceof CommanderError) return error.exitCode === 0 ? exit.ok : exit.usage;
	if (isConnectionError(error)) return exit.unreachable;
	return (isRequestError(error) && byStatus.get(error.status)) || exit.failed;
}

/** The lines that explain a failure; none when commander has printed one already. */
export function explain(error: unknown, verbose: boolean): string[] {
	if (error instanceof CommanderError) return [];
	if (!(error instanceof Error)) return [String(error)];
	const hint = isRequestError(error, "unauthorized") ? " (sign in with `clickclack login`)" : "";
	const line = `clickclack: ${brief(error.message, 500)}${hint}`;
	if (!verbose) return [line];
	const details = isRequestError(error) ? [`${error.status} ${error.code}, request ${error.request_id}`] : [];
	const cause = error.cause instanceof Error ? (error.cause.stack ?? "").split("\n") : [];
	return [line, ...details, ...cause];
}
