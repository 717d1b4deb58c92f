/** `90 s`, `5 min`, `1 h`: as short as it is exact. */
function duration(seconds: number): string {
	if (seconds % 3_600 === 0) return `${seconds / 3_600} h`;
	if (seconds % 60 === 0) return `${seconds / 60} min`;
	return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
/** In seconds. */
export const slowMode = (every: number): string => `Slow mode: one message every ${duration(every)}.`;
export const waitFor = (left: number): string => `You can send the next one in ${duration(left)}.`;

export const slowModeOf = "Slow mode";
export const off = "Off";
export const slowModeHint = "Moderators, bots and whoever created the channel don't wait.";
/** In seconds. */
export const choices = [0, 5, 10, 30, 60, 300, 900, 3_600, 21_600];
export const choice = (seconds: number): string => (seconds === 0 ? off : `One message every ${duration(seconds)}`);
