import { ChatError, max_days_ahead } from "@clickclack/protocol";
import type { Read } from "./transaction.ts";

const day_ms = 86_400_000;

/** @throws ChatError invalid_request, which names the field, for a time that is over or too far ahead */
export function refuseTime({ now }: Pick<Read, "now">, field: string, time: string): void {
	const ahead = Date.parse(time) - Date.parse(now);
	if (ahead <= 0) throw new ChatError("invalid_request", `${field}: must be later than now`);
	if (ahead > max_days_ahead * day_ms)
		throw new ChatError("invalid_request", `${field}: must be within ${max_days_ahead} days`);
}
