import type { UserId, WorkspaceId } from "@clickclack/protocol";
import { type JobKinds, own } from "../jobs/kind.ts";
import { avatarKey, isAvatarOf } from "./avatars.ts";
import type { Job } from "./jobs.ts";
import { endedOf } from "./sessions.ts";
import type { Saga } from "./transaction.ts";
import { findUser } from "./users.ts";
import { activate, initialization } from "./workspaces.ts";

/** Without a bucket, what is left waits for one. */
const patience_ms = 24 * 3_600_000;

/**
 * A caller waits until a new workspace is initialized, an admitted person is a member, a session is revoked, or a deleted
 * account is forgotten. Nobody waits for a new name or picture.
 *
 * Rows are read when the job runs, not when it was written, so a late job never sends old data. When the account is gone
 * by then, nothing is sent.
 */
export function jobKinds(
	{ write, workspace }: Pick<Saga, "write" | "workspace">,
	bucket: R2Bucket | undefined,
): JobKinds<Job> {
	const common = { ...own, subject: ({ workspace_id }: { workspace_id: WorkspaceId }) => workspace_id };
	/** A revocation or a deletion that was acknowledged is never given up. */
	const untilDone = { ...common, attempts: Infinity };
	const client = (workspace_id: WorkspaceId, near?: DurableObjectLocationHint) =>
		workspace(workspace_id, { kind: "system" }, near);
	const userOf = (user_id: UserId) => write((tx) => findUser(tx, user_id));
	return {
		initialize: {
			...common,
			isAwaited: true,
			run: async ({ workspace_id, near, channels, by }) => {
				const known = write((tx) => initialization(tx, workspace_id));
				await client(workspace_id, near).initialize({ ...known, channels, by });
				write((tx) => activate(tx, workspace_id));
			},
		},
		admit: {
			...common,
			isAwaited: true,
			run: async ({ workspace_id, user_id, role, asked_at }) => {
				const user = userOf(user_id);
				const ended = write((tx) => endedOf(tx, user_id));
				if (user) await client(workspace_id).admit({ user, ended, role, asked_at });
			},
		},
		updateProfile: {
			...common,
			run: async ({ workspace_id, user_id }) => {
				const user = userOf(user_id);
				if (user) await client(workspace_id).updateProfile({ user });
			},
		},
		forgetMember: {
			...untilDone,
			isAwaited: true,
			run: ({ workspace_id, user_id }) => client(workspace_id).forgetMember({ user_id }),
		},
		revokeSession: {
			...untilDone,
			isAwaited: true,
			run: async (job) => {
				if (Date.parse(job.expires_at) > Date.now()) await client(job.workspace_id).revokeSession(job);
			},
		},
		removeAvatar: {
			...own,
			attempts: Infinity,
			subject: ({ avatar }) => avatar,
			run: async (one) => {
				if (!bucket) return patience_ms;
				const key = avatarKey(one.avatar);
				// an address is whatever somebody writes: the bytes say whose they are
				const isTheirs = (await bucket.head(key))?.customMetadata?.["user_id"] === one.user_id;
				if (isTheirs && !write((tx) => isAvatarOf(tx, one.user_id, one))) await bucket.delete(key);
				return undefined;
			},
		},
		disconnectAll: { ...untilDone, run: ({ workspace_id }) => client(workspace_id).disconnectAll({}) },
	};
}
