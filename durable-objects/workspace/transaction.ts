import type { Caps, EphemeralEvent, EventOf, EventType, Job as ListedJob, Scope, UserId } from "@clickclack/protocol";
import type { Sql } from "../sql.ts";
import type { Actor } from "../actor.ts";
import type { Addressed } from "./events/audience.ts";
import type { Emission } from "./events/log.ts";
import type { Job } from "./jobs.ts";
import type { Disconnect } from "./realtime/subscribers.ts";
import type { MemberRow } from "./members/row.ts";
import type { WorkspaceIdentity } from "./workspaces.ts";

/** What a query may use. Everything in it is synchronous. */
export interface Read {
	sql: Sql;
	/** ISO time of this call */
	now: string;
	/** this workspace's tag, which its ids contain */
	tag: string;
	identity: WorkspaceIdentity;
	/** the caps of this deployment */
	caps: Caps;
	actor: Actor;
	/** the caller, if it is a person or a bot */
	member: MemberRow | undefined;
	/** The caller's membership. @throws ChatError forbidden for a caller that is not a member, such as the operator */
	me: MemberRow;
	/** of a bot: what its token lacks for direct conversations in this call, which to it do not exist in lists */
	lacks?: Scope | undefined;
	/** of a bot: what its token allows */
	scopes?: readonly Scope[] | undefined;
	/** who has a socket open */
	online: () => UserId[];
	/** whether files can be stored */
	hasBucket: boolean;
	/** whether an export may have direct messages */
	exportsDirects: boolean;
}

/** What a command may use: one transaction, and what happens after its commit. */
export interface Write extends Read {
	newId: <P extends string>(prefix: P) => `${P}_${string}`;
	/** Appends to the log in this transaction; delivered after the commit. */
	emit: <T extends EventType>(emission: Emission<T>) => EventOf<T>;
	/** Sends an ephemeral event after the commit. */
	broadcast: (event: EphemeralEvent, addressed: Addressed, except?: UserId) => void;
	/** Adds a job: it runs at least once, after the commit and not before the ISO time `due_at`. */
	addJob: (job: Job, due_at?: string) => void;
	/** Makes a job due now. @throws ChatError not_found */
	runJob: (job_id: number) => ListedJob;
	/** Closes sockets after the commit, for good. */
	disconnect: (who: Disconnect) => void;
}
