import { pauses } from "../strings/notifications.ts";

export type Pause = keyof typeof pauses;
export const choices = (Object.keys(pauses) as Pause[]).map((value) => ({ value, label: pauses[value] }));

const morning = 9;

/** When a pause ends. */
export function endOf(pause: Pause, now: Date): Date {
	const end = new Date(now);
	if (pause !== "tomorrow") end.setMinutes(end.getMinutes() + Number(pause));
	else {
		end.setDate(end.getDate() + 1);
		end.setHours(morning, 0, 0, 0);
	}
	return end;
}
