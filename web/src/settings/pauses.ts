import { inMinutes, morningIn } from "../later/times.ts";
import { pauses } from "../strings/notifications.ts";

export type Pause = keyof typeof pauses;
export const choices = (Object.keys(pauses) as Pause[]).map((value) => ({ value, label: pauses[value] }));

/** When a pause ends. */
export const endOf = (pause: Pause, now: Date): Date =>
	pause === "tomorrow" ? morningIn(now, 1) : inMinutes(now, Number(pause));
