import type { Outcome } from "@clickclack/protocol";
import type { Actor } from "../actor.ts";
import { type JobKind, own } from "../jobs/kind.ts";
import type { Sql } from "../sql.ts";

type Call = (actor: Actor, name: string, input: object) => Promise<Outcome<unknown>>;

/** Reminds of what is due, and waits for what is next. */
export const reminding = ({ sql }: { sql: Sql }, call: Call): JobKind<object> => ({
	...own,
	attempts: Infinity,
	isSingle: true,
	subject: () => "reminders",
	run: async () => {
		const done = await call({ kind: "system" }, "remindOfDue", {});
		if (!done.ok) throw new Error(done.message);
		const [next] = sql<{ remind_at: string }>`
			SELECT remind_at FROM reminders WHERE is_due = 0 ORDER BY remind_at LIMIT 1`;
		return next && Math.max(0, Date.parse(next.remind_at) - Date.now());
	},
});
