import { ChatError, type Outcome } from "@clickclack/protocol";
import { type JobKinds, own } from "../jobs/kind.ts";
import type { Sql } from "../sql.ts";
import { isBringing } from "./groups/channels.ts";
import { eraseSlice, isErasing } from "./conversations/delete.ts";
import { erasableAt } from "./deletion.ts";
import { eraseFiles } from "./deletion-job.ts";
import type { Job } from "./jobs.ts";
import { indexMissing, renewIndex } from "./search/indexing.ts";
import { nextReminder } from "./reminders.ts";
import { sendingScheduled } from "./scheduled-job.ts";
import { nextStatusEnd } from "./statuses.ts";
import { timedJob } from "./timed-job.ts";
import { removingUploads } from "./uploads/remove-job.ts";
import { anyMember } from "./members/row.ts";
import { workspaceRow } from "./workspaces.ts";

/** The pause between two slices of a long job, so that it takes a small part of the object's time. */
const rest_ms = 100;

interface Db {
	sql: Sql;
	transact: <T>(work: () => T) => T;
}

type Call = (name: string, input: object) => Promise<unknown>;
type CallAs = Parameters<typeof sendingScheduled>[1];

/**
 * The caller of a command that changes a membership or the workspace's name waits until the Directory has it, so that the
 * person's list of workspaces is right when the call returns.
 * @param callDirectory calls the Directory
 * @param run runs a command of this workspace, as somebody
 * @param bucket of files, if there is one
 * @param erase deletes the object with everything in it
 */
export function jobKinds(
	db: Db,
	callDirectory: Call,
	run: CallAs,
	bucket: R2Bucket | undefined,
	erase: () => Promise<void>,
): JobKinds<Job> {
	const done = async (asking: Promise<unknown>) => {
		const result = (await asking) as Outcome<unknown>;
		if (!result.ok) throw new ChatError(result.code, result.message);
	};
	return {
		indexMembership: {
			...own,
			isAwaited: true,
			subject: ({ user_id }) => user_id,
			run: ({ user_id }) => {
				const member = anyMember(db, user_id);
				const role = member && member.left_at === null ? member.role : null;
				return done(callDirectory("indexMembership", { user_id, workspace_id: workspaceRow(db).id, role }));
			},
		},
		releaseProfile: {
			...own,
			subject: ({ user_id }) => `profile ${user_id}`,
			run: ({ user_id }) => done(run({ kind: "system" }, "releaseProfile", { user_id })),
		},
		indexWorkspace: {
			...own,
			isAwaited: true,
			subject: () => "workspace",
			run: () => {
				const { id: workspace_id, name, slug, icon_url } = workspaceRow(db);
				return done(callDirectory("indexWorkspace", { workspace_id, name, slug, icon_url }));
			},
		},
		indexDeletion: {
			...own,
			isAwaited: true,
			subject: () => "workspace",
			run: () => {
				const { id: workspace_id, deleted_at } = workspaceRow(db);
				return done(callDirectory("indexDeletion", { workspace_id, isDeleted: deleted_at !== null }));
			},
		},
		eraseWorkspace: {
			...own,
			attempts: Infinity,
			isSingle: true,
			subject: () => "erasing the workspace",
			run: async () => {
				const at = erasableAt(db);
				if (at === undefined) return undefined;
				if (at > Date.now()) return at - Date.now();
				const { id: workspace_id } = workspaceRow(db);
				if (bucket && (await eraseFiles(bucket, workspace_id))) return rest_ms;
				// last, because this job ends with what it stands in
				await done(callDirectory("forgetWorkspace", { workspace_id }));
				return await erase().then(() => undefined);
			},
		},
		sendScheduled: sendingScheduled(db, run),
		remind: timedJob(run, { subject: "reminders", command: "remindOfDue", next: () => nextReminder(db) }),
		expireStatuses: timedJob(run, { subject: "statuses", command: "expireStatuses", next: () => nextStatusEnd(db) }),
		removeUploads: removingUploads(db, run, bucket),
		bringToChannels: {
			...own,
			attempts: Infinity,
			isSingle: true,
			subject: () => "groups",
			run: async () => {
				await done(run({ kind: "system" }, "bringToChannels", {}));
				return isBringing(db) ? rest_ms : undefined;
			},
		},
		eraseConversation: {
			...own,
			subject: () => "erasing",
			run: async ({ conversation_id }) => {
				// other commands run in between
				await scheduler.wait(0);
				return db.transact(() => eraseSlice(db, conversation_id)) ? rest_ms : undefined;
			},
		},
		completeIndex: {
			...own,
			subject: () => "search index",
			run: async () => {
				await scheduler.wait(0);
				return db.transact(() => indexMissing(db)) ? rest_ms : undefined;
			},
		},
		renewIndex: {
			...own,
			subject: () => "search index",
			run: async () => {
				await scheduler.wait(0);
				return isErasing(db.sql) || db.transact(() => renewIndex(db)) ? rest_ms : undefined;
			},
		},
	};
}
