import type { AnyAct } from "./act.ts";
import * as channels from "./channels.ts";
import * as drafts from "./drafts.ts";
import * as directs from "./directs.ts";
import * as messages from "./messages.ts";
import * as people from "./people.ts";
import * as reads from "./reads.ts";
import * as profiles from "./profiles.ts";
import * as reminders from "./reminders.ts";
import * as attention from "./attention.ts";
import * as saved from "./saved-messages.ts";
import * as reports from "./reports.ts";
import * as scheduled from "./scheduled-messages.ts";
import * as statuses from "./statuses.ts";
import * as threads from "./threads.ts";
import * as topics from "./topics.ts";

/** Every command of a workspace that people come to do, by its name. Chaos and replay both take theirs from here. */
export const acts = {
	...messages,
	...channels,
	...threads,
	...topics,
	...directs,
	...reads,
	...attention,
	...saved,
	...reminders,
	...reports,
	...scheduled,
	...drafts,
	...people,
	...profiles,
	...statuses,
} satisfies Record<string, AnyAct>;
export type ActName = keyof typeof acts;

/** Commands that nobody does again and again. */
export const elsewhere = {
	initialize: "a workspace is made once: each proof begins by it",
	updateWordFilter:
		"what it refuses the others would not say: durable-objects/workspace/word-filter/word-filter.test.ts",
	closeReport: "a moderator decides once: durable-objects/workspace/reports/reports.test.ts",
	createUpload: "a file arrives over HTTP alone; the server is killed meanwhile in test/uploads.test.ts",
	noteParts: "so it does here",
	storeUpload: "and here",
	abandonUpload: "and here",
	attachUpload: "and here: worker/routes/uploads.test.ts",
	deleteUpload: "and here: worker/routes/uploads.test.ts",
	createCustomEmoji: "it needs a file: durable-objects/workspace/custom-emoji.test.ts",
	deleteCustomEmoji: "and there is none without one",
	endUploads: "an alarm runs it: durable-objects/workspace/uploads/uploads.test.ts",
	forgetUploads: "and this",
	exportWorkspace: "it changes nothing, and is a file: durable-objects/workspace/exports/exports.test.ts",
	deleteWorkspace: "nothing would be left to act on: durable-objects/workspace/deletion.test.ts",
	restoreWorkspace: "the same",
	forgetMember: "the people of these proofs stay: durable-objects/workspace/members/forget.test.ts",
	transferOwnership:
		"who owns the workspace moderates the others in these proofs: durable-objects/workspace/ownership.test.ts",
	sendDueMessage: "an alarm runs it: durable-objects/workspace/scheduled-messages.test.ts",
	failScheduledMessage: "so it does this",
	remindOfDue: "and this: durable-objects/workspace/reminders.test.ts",
	expireStatuses: "and this: durable-objects/workspace/statuses.test.ts",
	createGroup: "who is where is checked by who was put there: durable-objects/workspace/groups/groups.test.ts",
	updateGroup: "the same",
	deleteGroup: "the same",
	putGroupMember: "the same",
	removeGroupMember: "the same",
	putGroupChannel: "the same",
	removeGroupChannel: "the same",
	bringToChannels: "an alarm runs it, in the same test",
	runJob: "an alarm runs them: durable-objects/jobs/jobs.test.ts",
	disconnectAll: "after keys have leaked, which ends every session: worker/routes/admin.test.ts",
};
