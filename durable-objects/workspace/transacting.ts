import { type Caps, ChatError, type UserId } from "@clickclack/protocol";
import type { Actor } from "../actor.ts";
import { taggedId } from "../ids.ts";
import type { Jobs } from "../jobs.ts";
import type { Sql } from "../sql.ts";
import { permitTelling } from "./access.ts";
import { outgoing } from "./delivery.ts";
import type { Effects } from "./effects.ts";
import { awaited } from "./errands.ts";
import { append, cursorNum } from "./events.ts";
import { type MemberRow, currentMember } from "./members.ts";
import type { Read, Write } from "./transaction.ts";
import type { Home } from "./workspaces.ts";

/** What an object lends to all of its transactions. */
export interface Lender {
	sql: Sql;
	/** of this workspace, as its ids carry it */
	tag: string;
	home: () => Home;
	caps: Caps;
	online: () => UserId[];
	/** for ids that need not count up without gaps */
	count: () => number;
	jobs: Jobs;
}

/**
 * What a query may touch.
 * @param now ISO time
 * @throws ChatError not_found | unauthorized for whom `currentMember` does not know
 */
export function reading({ sql, tag, home, caps, online }: Lender, actor: Actor, now: string): Read {
	const member = actor.kind === "human" ? currentMember(sql, actor) : undefined;
	return {
		sql,
		now,
		tag,
		caps,
		actor,
		get home() {
			return home();
		},
		get me(): MemberRow {
			if (member) return member;
			throw new ChatError("forbidden", "only a member may do this");
		},
		online,
	};
}

/**
 * What a command may touch.
 * @param effects gathers what is to happen after the commit
 */
export function writing(lender: Lender, read: Read, effects: Effects): Write {
	const more: Omit<Write, keyof Read> = {
		newId: (prefix) => taggedId(prefix, read.now, read.tag, lender.count()),
		emit: (emission) => {
			permitTelling(read, emission.type);
			const event = append(read, emission);
			effects.outgoing.push(outgoing(event, cursorNum(event.cursor), emission.audience ?? {}));
			return event;
		},
		whisper: (event, audience, except) => {
			permitTelling(read, event.type);
			effects.outgoing.push({ ...outgoing(event, 0, audience), except });
		},
		addJob: ({ kind, ...payload }, due_at = read.now) => {
			const subject = "user_id" in payload ? payload.user_id : kind;
			if (awaited.has(kind)) effects.jobs.push(lender.jobs.addOwn(kind, subject, payload));
			else lender.jobs.add(due_at, kind, subject, payload);
		},
		hangUp: (who) => void effects.hangUps.push(who),
	};
	return Object.assign(read, more);
}
