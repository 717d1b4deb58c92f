import type { DurableEvent, EphemeralEvent, Forwarded, UserId } from "@clickclack/protocol";
import type { Sql } from "../../sql.ts";
import type { Outgoing } from "../realtime/delivery.ts";
import type { Read } from "../transaction.ts";

/*
 * A forwarded message names the public channel that it is from. Guests see only the channels that they were added to, so to
 * them no forwarded message says where it is from: neither in answers, nor in events, live or replayed.
 */

const isGuest = ({ member }: Pick<Read, "member">): boolean => member?.role === "guest";

/** The same value where nothing in it is forwarded. */
function withoutPlaces<T>(value: T): T {
	if (typeof value !== "object" || value === null) return value;
	if (Array.isArray(value)) return value.map(withoutPlaces) as T;
	const entries = Object.entries(value).map(([key, one]): [string, unknown] => {
		if (key !== "forwarded") return [key, withoutPlaces(one)];
		const { channel_id: _, ...forwarded } = one as Forwarded;
		return [key, forwarded];
	});
	return Object.fromEntries(entries) as T;
}

/** What the caller may be told of an answer or an event. */
export const forCaller = <T>(caller: Pick<Read, "member">, value: T): T =>
	isGuest(caller) ? withoutPlaces(value) : value;

/** Whether everybody is served the same text of past events. */
export const readsLikeOthers = (caller: Pick<Read, "member">): boolean => !isGuest(caller);

const namesPlace = (event: DurableEvent | EphemeralEvent): boolean =>
	"message" in event.payload && event.payload.message.forwarded?.channel_id !== undefined;

/** One that names a place becomes two: for guests, and for everybody else. */
export const forBoth = (one: Outgoing): Outgoing[] =>
	namesPlace(one.event)
		? [
				{ ...one, addressed: { ...one.addressed, guests: false } },
				{ ...one, event: withoutPlaces(one.event), addressed: { ...one.addressed, guests: true } },
			]
		: [one];

export function guestsAmong(sql: Sql, user_ids: Iterable<UserId>): Set<UserId> {
	const rows = sql<{ user_id: UserId }>`
		SELECT user_id FROM members
		WHERE user_id IN (SELECT value FROM json_each(${JSON.stringify([...user_ids])})) AND role = 'guest'`;
	return new Set(rows.map(({ user_id }) => user_id));
}
