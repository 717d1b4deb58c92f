import type { ConversationId, GroupId, UserId } from "@clickclack/protocol";
import type { Sql } from "../../sql.ts";
import { guestsAmong } from "../messages/forwards-for-guests.ts";

/*
 * Who gets an event, live or replayed, has one definition: the view `audiences`, and optionally one more person by id.
 */
export type Audience = "everybody" | "moderators" | "not_guests" | "group" | "conversation" | "deleted" | "nobody";

export interface Addressed {
	/** default: those who see the conversation; without one, every member */
	audience?: Audience | undefined;
	conversation_id?: ConversationId | undefined;
	/** of the audience "group" */
	group_id?: GroupId | undefined;
	/** this person too, whatever they see; with the audience "nobody" only they */
	also?: UserId | undefined;
	/** of those only the guests, or only the others */
	guests?: boolean | undefined;
}

export const addressOf = ({ audience, conversation_id, group_id, also }: Addressed): Addressed => ({
	audience,
	conversation_id,
	group_id,
	also,
});

export const audienceOf = ({ audience, conversation_id }: Addressed): Audience =>
	audience ?? (conversation_id === undefined ? "everybody" : "conversation");

/** As the view has it, and the log. */
export const placeOf = ({ conversation_id, group_id }: Addressed): ConversationId | GroupId | undefined =>
	conversation_id ?? group_id;

/** Which of `connected` get it now: membership is queried each time, never cached. Blocked members get nothing. */
export function recipients(sql: Sql, addressed: Addressed, connected: UserId[]): Set<UserId> {
	const { also = null } = addressed;
	const connected_json = JSON.stringify(connected);
	// the names bound to the view, not to a query around it: only then SQLite looks up these members instead of all
	const rows = sql<{ user_id: UserId }>`
		SELECT m.user_id FROM audiences a JOIN members m ON m.user_id = a.user_id
		WHERE a.audience = ${audienceOf(addressed)} AND a.conversation_id = ${placeOf(addressed) ?? ""}
			AND a.user_id IN (SELECT value FROM json_each(${connected_json})) AND m.blocked_at IS NULL
		UNION ALL
		SELECT user_id FROM members
		WHERE user_id = ${also} AND user_id IN (SELECT value FROM json_each(${connected_json}))
			AND left_at IS NULL AND blocked_at IS NULL`;
	const all = new Set(rows.map((row) => row.user_id));
	if (addressed.guests === undefined) return all;
	const guests = guestsAmong(sql, all);
	return new Set([...all].filter((user_id) => guests.has(user_id) === addressed.guests));
}
