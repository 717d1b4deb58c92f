import { ChatError, type Outcome, type ScheduledMessageId, type UserId } from "@clickclack/protocol";
import type { Actor } from "../actor.ts";
import { type JobKind, own } from "../jobs/kind.ts";
import type { Sql } from "../sql.ts";

/** How many of what is due one run of a job does: others run in between. */
export const most_due = 50;

type Call = (actor: Actor, name: string, input: object) => Promise<Outcome<unknown>>;

interface Due {
	scheduled_id: ScheduledMessageId;
	user_id: UserId;
}

async function sendDue(call: Call, { scheduled_id, user_id }: Due): Promise<void> {
	const author: Actor = { kind: "person", user_id, session_id: undefined, isUnlimited: true };
	const sent = await call(author, "sendDueMessage", { scheduled_id });
	if (sent.ok) return;
	// it passes by itself; slow mode does too, but what waits for it would hold back others
	if (sent.code === "unavailable") throw new ChatError(sent.code, sent.message);
	await call({ kind: "system" }, "failScheduledMessage", { scheduled_id, failure: sent.message });
}

/** Sends what is due, each as its author, and waits for what is next. */
export const sendingScheduled = ({ sql }: { sql: Sql }, call: Call): JobKind<object> => ({
	...own,
	attempts: Infinity,
	isSingle: true,
	subject: () => "scheduled messages",
	run: async () => {
		const due = sql<Due>`
			SELECT id AS scheduled_id, user_id FROM scheduled_messages
			WHERE failure IS NULL AND send_at <= ${new Date().toISOString()} ORDER BY send_at LIMIT ${most_due}`;
		let error: unknown;
		// one that goes wrong holds back no other
		for (const one of due) await sendDue(call, one).catch((reason: unknown) => (error ??= reason));
		if (error !== undefined) throw error;
		const [next] = sql<{ send_at: string }>`
			SELECT send_at FROM scheduled_messages WHERE failure IS NULL ORDER BY send_at LIMIT 1`;
		return next && Math.max(0, Date.parse(next.send_at) - Date.now());
	},
});
