import type { Outcome } from "@clickclack/protocol";
import type { Actor } from "../actor.ts";
import { type JobKind, own } from "../jobs/kind.ts";

type Call = (actor: Actor, name: string, input: object) => Promise<Outcome<unknown>>;

interface Timed {
	subject: string;
	/** does what is due */
	command: string;
	/** the ISO time of what is due next */
	next: () => string | undefined;
}

/** Does what is due, and waits for what is next. */
export const timedJob = (call: Call, { subject, command, next }: Timed): JobKind<object> => ({
	...own,
	attempts: Infinity,
	isSingle: true,
	subject: () => subject,
	run: async () => {
		const done = await call({ kind: "system" }, command, {});
		if (!done.ok) throw new Error(done.message);
		const time = next();
		return time === undefined ? undefined : Math.max(0, Date.parse(time) - Date.now());
	},
});
