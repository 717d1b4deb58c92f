import {
	ChatError,
	type ConversationId,
	type EventOf,
	type Sidebar,
	type UpdateSidebar,
	type UserId,
	max_sidebar_ids,
	max_sidebar_sections,
	sidebarAfter,
} from "@clickclack/protocol";
import { sqliteTable, text } from "drizzle-orm/sqlite-core";
import { visibleConversation } from "./conversations/row.ts";
import type { Read, Write } from "./transaction.ts";

export const sidebars = sqliteTable("sidebars", {
	user_id: text().$type<UserId>().primaryKey(),
	sidebar_json: text().notNull(),
});

/** Also for the event about it, whoever asks. */
export function sidebarOf({ sql }: Pick<Read, "sql">, user_id: UserId): Sidebar {
	const [row] = sql<typeof sidebars.$inferSelect>`SELECT * FROM sidebars WHERE user_id = ${user_id}`;
	return row ? (JSON.parse(row.sidebar_json) as Sidebar) : { sections: [] };
}

export const getSidebar = (tx: Read): Sidebar => sidebarOf(tx, tx.me.user_id);

/** The event goes to the caller's own devices only. */
export function updateSidebar(
	tx: Write,
	{ workspace_id: _, ...change }: UpdateSidebar & { workspace_id?: string },
): { sidebar: Sidebar; event?: EventOf<"sidebar.updated"> } {
	const { user_id } = tx.me;
	if (change.move) visibleConversation(tx, change.move.scope_id);
	const before = sidebarOf(tx, user_id);
	const sidebar = withoutGone(tx, sidebarAfter(before, change));
	if (JSON.stringify(sidebar) === JSON.stringify(before)) return { sidebar };
	refuseMore(sidebar);
	tx.sql`INSERT INTO sidebars (user_id, sidebar_json) VALUES (${user_id}, ${JSON.stringify(sidebar)})
		ON CONFLICT DO UPDATE SET sidebar_json = excluded.sidebar_json`;
	const event = tx.emit({
		type: "sidebar.updated",
		audience: "nobody",
		also: user_id,
		ids: { user_id },
		resource: { sidebar },
	});
	return { sidebar, event };
}

/** What the caller does not see any more is dropped with their next change. */
function withoutGone({ sql, me }: Read, { sections }: Sidebar): Sidebar {
	const ids = JSON.stringify(sections.flatMap((section) => section.ids));
	const seen = sql<{ id: ConversationId }>`
		SELECT value AS id FROM json_each(${ids}) WHERE EXISTS (
			SELECT 1 FROM visible_conversations v WHERE v.conversation_id = value AND v.user_id = ${me.user_id})`;
	const isSeen = new Set(seen.map(({ id }) => id));
	return { sections: sections.map((section) => ({ ...section, ids: section.ids.filter((id) => isSeen.has(id)) })) };
}

function refuseMore({ sections }: Sidebar): void {
	const ids = sections.reduce((sum, section) => sum + section.ids.length, 0);
	if (sections.length > max_sidebar_sections)
		throw new ChatError("conflict", `there is room for ${max_sidebar_sections} sections: remove one`);
	if (ids > max_sidebar_ids)
		throw new ChatError("conflict", `there is room for ${max_sidebar_ids} moved conversations: put some back`);
}
