import { type Attention, type UpdateAttention, type UserId, folded } from "@clickclack/protocol";
import { sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { Read, Write } from "./transaction.ts";

export const attention = sqliteTable("attention", {
	user_id: text().$type<UserId>().primaryKey(),
	settings_json: text().notNull(),
});

export function attentionOf({ sql }: Pick<Read, "sql">, user_id: UserId): Attention {
	const [row] = sql<{ settings_json: string }>`SELECT settings_json FROM attention WHERE user_id = ${user_id}`;
	return row ? (JSON.parse(row.settings_json) as Attention) : { keywords: [] };
}

export const getAttention = (tx: Read): Attention => attentionOf(tx, tx.me.user_id);

/** A keyword in another spelling is the same: the first one stays. */
const different = (keywords: string[]): string[] =>
	[...new Map(keywords.toReversed().map((keyword) => [folded(keyword), keyword])).values()].toReversed();

function changed(before: Attention, { keywords, quiet_hours, paused_until }: UpdateAttention): Attention {
	const { quiet_hours: hours, ...rest } = { ...before, ...(quiet_hours && { quiet_hours }) };
	return {
		...rest,
		...(keywords && { keywords: different(keywords) }),
		...(hours && hours.from !== hours.until && { quiet_hours: hours }),
		...(paused_until && { paused_until }),
	};
}

/** The event goes to the caller's own devices only. */
export function updateAttention(tx: Write, change: UpdateAttention): Attention {
	const { user_id } = tx.me;
	const before = attentionOf(tx, user_id);
	const after = changed(before, change);
	const settings_json = JSON.stringify(after);
	if (settings_json === JSON.stringify(changed(before, {}))) return after;
	tx.sql`INSERT INTO attention (user_id, settings_json) VALUES (${user_id}, ${settings_json})
		ON CONFLICT DO UPDATE SET settings_json = excluded.settings_json`;
	tx.emit({
		type: "attention.updated",
		audience: "nobody",
		also: user_id,
		ids: { user_id },
		resource: { attention: after },
	});
	return after;
}
