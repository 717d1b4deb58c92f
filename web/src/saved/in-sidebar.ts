import type { PlaceParts } from "../places.ts";
import { remindersIn } from "../state/reminders.svelte.ts";
import { Saved } from "../state/saved.svelte.ts";
import * as reminderStrings from "../strings/reminders.ts";
import * as strings from "../strings/saved-parts.ts";

/** What I saved for later, and how much of it is open. */
export const parts: PlaceParts = {
	begin(workspace) {
		workspace.saved ??= new Saved(workspace);
		workspace.reminders ??= remindersIn(workspace);
	},
	load({ saved, reminders }) {
		saved?.load().catch(() => {});
		void reminders?.load();
	},
	told({ saved, reminders }) {
		const [open, due] = [saved?.open ?? 0, reminders?.due ?? 0];
		const words = [open > 0 && strings.openCount(open), due > 0 && reminderStrings.dueCount(due)];
		return { count: due || open, isCall: due > 0, words: words.filter(Boolean).join(", ") };
	},
};
