import {
	ChatError,
	type EphemeralEvent,
	type EventType,
	type Permission,
	type Scope,
	type Subject,
	isDirectId,
	isRestricted,
	refusalOf,
} from "@clickclack/protocol";
import type { Read } from "./transaction.ts";

const restricted = () => new ChatError("moderated", "moderation restriction: you may read but not take part for now");

/** What is published although its author is restricted, and why. */
export const publishedAnyway: Partial<Record<EventType | EphemeralEvent["type"], string>> = {
	"member.left": "leaving is never taking part",
	"channel.member_left": "nor is leaving a channel",
	"group.member_removed": "nor is leaving a group; removing others checks permission itself",
	"channel.deleted":
		"a private channel is deleted when its last member leaves; deleting one by command checks permission itself",
	"channel.read": "goes to their own devices only",
	"dm.read": "goes to their own devices only",
	"notification_settings.updated": "goes to their own devices only",
	"sidebar.updated": "goes to their own devices only",
	"thread.followed":
		"goes to their own devices; for others it comes with a message, and creating one checks permission",
	"thread.unfollowed": "goes to their own devices only",
	"thread.read": "goes to their own devices only",
	"reminder.updated": "goes to their own devices only",
	"reminder.due": "goes to their own devices only",
	"attention.updated": "goes to their own devices only",
	"saved_message.updated": "goes to their own devices only",
	"scheduled_message.updated": "goes to their own devices only; who may not take part can change none",
	"draft.updated": "goes to their own devices only",
	"dm.closed": "goes to their own devices only",
	"dm.opened": "goes to their own devices; for others it comes with a message, and creating one checks permission",
};

/**
 * The one rule that keeps restricted members silent. It runs for each event of a call, durable or ephemeral.
 * @throws ChatError moderated
 */
export function permitPublishing(tx: Read, type: EventType | EphemeralEvent["type"]): void {
	if (tx.member && isRestricted(tx.member, tx.now) && !(type in publishedAnyway)) throw restricted();
}

/** Permissions that restricted members keep. */
const reading: ReadonlySet<Permission> = new Set<Permission>(["moderation.read", "invite.list"]);

/** @throws ChatError moderated | forbidden, with the reason in words for people */
export function permit<P extends Permission>(tx: Read, permission: P, ...subject: Subject<P>): void {
	if (!tx.member) return; // the system or the operator: the registry has authorized them
	if (isRestricted(tx.me, tx.now) && !reading.has(permission)) throw restricted();
	const refusal = refusalOf(permission, tx.me, ...subject);
	if (refusal !== undefined) throw new ChatError("forbidden", refusal);
}

/** @throws ChatError forbidden for a bot's token that lacks the scope: a direct conversation needs one of its own */
export function permitDirects({ lacks }: Pick<Read, "lacks">): void {
	if (lacks !== undefined) throw new ChatError("forbidden", `bot token is missing scope ${lacks}`);
}

function requireScope({ scopes }: Pick<Read, "scopes">, needed: Scope): void {
	if (scopes && !scopes.includes(needed)) throw new ChatError("forbidden", `bot token is missing scope ${needed}`);
}

/**
 * For an act that hands its caller a message which they ask for by its id.
 * @param isInThread it is one of a thread that the caller writes in: to read threads is enough
 * @throws ChatError forbidden for a bot's token that may write there but not read
 */
export function permitReading(tx: Pick<Read, "scopes">, conversation_id: string, isInThread = false): void {
	if (isDirectId(conversation_id)) return requireScope(tx, "dms:read");
	if (!isInThread || !tx.scopes?.includes("threads:read")) requireScope(tx, "messages:read");
}

/**
 * For a root that another act writes besides its own.
 * @throws ChatError forbidden for a bot's token that may not post there
 */
export const permitPosting = (tx: Pick<Read, "scopes">, conversation_id: string): void =>
	requireScope(tx, isDirectId(conversation_id) ? "dms:write" : "messages:write");

/**
 * To keep something for oneself, of which only one's own devices are told: a blocked member receives no events.
 * @throws ChatError moderated
 */
export function permitKeeping({ me }: Read): void {
	if (me.blocked_at !== null) throw restricted();
}

/** @throws ChatError moderated for who is blocked or timed out */
export function permitTakingPart({ me, now }: Read): void {
	if (isRestricted(me, now)) throw restricted();
}

/** @throws ChatError moderated for a blocked member, who may read but receives no live events */
export function permitListening({ me }: Read): void {
	if (me.blocked_at !== null) throw new ChatError("moderated", "moderation restriction: you may read but not listen");
}
