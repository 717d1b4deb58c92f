import {
	ChatError,
	type EphemeralEvent,
	type EventType,
	type Permission,
	type Subject,
	isRestricted,
	refusalOf,
} from "@clickclack/protocol";
import type { Read } from "./transaction.ts";

const restricted = () => new ChatError("moderated", "moderation restriction: you may read but not take part for now");

/** What is published although the one who did it is restricted, and why. */
export const publishedAnyway: Partial<Record<EventType | EphemeralEvent["type"], string>> = {
	"member.left": "leaving is never taking part",
	"channel.member_left": "nor is leaving a channel",
	"channel.deleted": "a private channel goes with the last who leaves it; to delete one is permitted or refused before",
	"channel.read": "goes to their own devices only",
	"dm.read": "goes to their own devices only",
};

/**
 * The one rule about what others get from somebody: it is asked for each event of a call, kept or not.
 * @throws ChatError moderated
 */
export function permitPublishing(tx: Read, type: EventType | EphemeralEvent["type"]): void {
	if (tx.member && isRestricted(tx.member, tx.now) && !(type in publishedAnyway)) throw restricted();
}

/** What may be asked by one who is restricted too. */
const reading: ReadonlySet<Permission> = new Set<Permission>(["moderation.read"]);

/** @throws ChatError moderated | forbidden, in words that say what is not allowed */
export function permit<P extends Permission>(tx: Read, permission: P, ...subject: Subject<P>): void {
	if (!tx.member) return; // our own, or the operator: the registry let them in
	if (isRestricted(tx.me, tx.now) && !reading.has(permission)) throw restricted();
	const refusal = refusalOf(permission, tx.me, ...subject);
	if (refusal !== undefined) throw new ChatError("forbidden", refusal);
}

/** @throws ChatError moderated for one who is blocked: they may read, but get no events, and nobody gets theirs */
export function permitListening({ me }: Read): void {
	if (me.blocked_at !== null) throw new ChatError("moderated", "moderation restriction: you may read but not listen");
}
