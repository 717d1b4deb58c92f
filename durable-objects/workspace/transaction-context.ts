import { type Caps, ChatError, type UserId } from "@clickclack/protocol";
import type { Actor } from "../actor.ts";
import { type Entry, refuseScope } from "../registry.ts";
import { taggedId } from "../ids.ts";
import type { Jobs } from "../jobs/jobs.ts";
import type { Sql } from "../sql.ts";
import { permitPublishing } from "./access.ts";
import { currentBot } from "./bots.ts";
import type { AfterCommit } from "./after-commit.ts";
import type { Job } from "./jobs.ts";
import { addressOf } from "./events/audience.ts";
import { append, cursorNum } from "./events/log.ts";
import { type MemberRow, currentMember } from "./members/row.ts";
import type { Read, Write } from "./transaction.ts";
import type { WorkspaceIdentity } from "./workspaces.ts";

/** What all transactions of an object share. */
export interface ObjectContext {
	sql: Sql;
	/** this workspace's tag, which its ids contain */
	tag: string;
	identity: () => WorkspaceIdentity;
	caps: Caps;
	online: () => UserId[];
	/** for ids that may have gaps */
	count: () => number;
	jobs: Jobs<Job>;
	hasBucket: boolean;
	exportsDirects: boolean;
}

/**
 * The context of a query.
 * @param now ISO time
 * @throws ChatError not_found | unauthorized for a non-member, forbidden for a bot without the scope
 */
export function readContext(
	{ sql, tag, identity, caps, online, hasBucket, exportsDirects }: ObjectContext,
	actor: Actor,
	now: string,
	entry: Entry,
): Read {
	const { member, lacks, scopes } = callerOf(sql, actor, entry);
	return {
		sql,
		now,
		tag,
		caps,
		actor,
		get identity() {
			return identity();
		},
		member,
		get me(): MemberRow {
			if (member) return member;
			throw new ChatError("forbidden", "only a member may do this");
		},
		lacks,
		scopes,
		online,
		hasBucket,
		exportsDirects,
	};
}

function callerOf(sql: Sql, actor: Actor, entry: Entry): Pick<Read, "lacks" | "scopes"> & { member?: MemberRow } {
	if (actor.kind === "person") return { member: currentMember(sql, actor) };
	if (actor.kind !== "bot") return {};
	const { member, scopes } = currentBot(sql, actor.token_hash);
	refuseScope(entry, scopes);
	const needed = entry.scope.endsWith(":write") ? "dms:write" : "dms:read";
	return { member, scopes, lacks: scopes.includes(needed) ? undefined : needed };
}

/**
 * The context of a command.
 * @param afterCommit collects what happens after the commit
 */
export function writeContext(context: ObjectContext, read: Read, afterCommit: AfterCommit): Write {
	const more: Omit<Write, keyof Read> = {
		newId: (prefix) => taggedId(prefix, Date.parse(read.now), read.tag, context.count()),
		emit: (emission) => {
			permitPublishing(read, emission.type);
			const event = append(read, emission);
			afterCommit.outgoing.push({ event, num: cursorNum(event.cursor), addressed: addressOf(emission) });
			return event;
		},
		broadcast: (event, addressed, except) => {
			permitPublishing(read, event.type);
			afterCommit.outgoing.push({ event, num: 0, addressed, ...(except && { except }) });
		},
		addJob: (job, due_at = read.now) => context.jobs.add(job, due_at, afterCommit.jobs),
		runJob: (job_id) => context.jobs.runAgain(job_id),
		disconnect: (who) => void afterCommit.disconnects.push(who),
	};
	return Object.assign(read, more);
}
