import { syncDrafts } from "../drafts/sync.ts";
import { isIn } from "../drafts/targets.ts";
import type { PlaceParts } from "../places.ts";
import { drafts } from "../state/drafts.svelte.ts";
import { scheduledIn } from "../state/scheduled.svelte.ts";
import * as strings from "../strings/draft-parts.ts";

/** What I wrote and what is sent later: a number for both, coral when something could not be sent. */
export const parts: PlaceParts = {
	// what is made while it is told would not be followed
	begin(workspace) {
		scheduledIn(workspace);
	},
	load(workspace) {
		void scheduledIn(workspace).load();
		void syncDrafts(workspace);
	},
	told(workspace) {
		const { failed, list } = scheduledIn(workspace);
		if (failed) return { count: failed, isCall: true, words: strings.failedCount(failed) };
		const later = list?.length ?? 0;
		const written = drafts.keys().filter((timeline) => isIn(workspace.workspace.id, timeline)).length;
		const words = [written && strings.draftCount(written), later && strings.scheduledCount(later)];
		return { count: written + later, words: words.filter(Boolean).join(", ") };
	},
};
