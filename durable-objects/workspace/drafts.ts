import { createHash } from "node:crypto";
import {
	type ChannelId,
	type ConversationId,
	type DirectConversationId,
	type Draft,
	type DraftPage,
	type ListDrafts,
	type MessageId,
	type SaveDraft,
	type SavedDraft,
	type UserId,
	toPlace,
} from "@clickclack/protocol";
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { permitKeeping } from "./access.ts";
import { refuseBeyond } from "./caps.ts";
import { type ConversationRow, visibleConversation } from "./conversations/row.ts";
import { max_window_bytes } from "./messages/lengths.ts";
import { type MessageRow, messageId, messageRow, visibleMessage } from "./messages/row.ts";
import { envelope } from "./realtime/presence.ts";
import { takeWithin } from "./take-within.ts";
import type { Read, Write } from "./transaction.ts";

export const drafts = sqliteTable(
	"drafts",
	{
		user_id: text().$type<UserId>().notNull(),
		conversation_num: integer().notNull(),
		root_num: integer().notNull(),
		body: text().notNull(),
		version: integer().notNull(),
		/** of the text that it had, of one that was deleted */
		deleted_digest: text(),
	},
	(t) => [primaryKey({ columns: [t.user_id, t.conversation_num, t.root_num] })],
);
type Written = Pick<typeof drafts.$inferSelect, "body" | "version" | "deleted_digest">;

/** Where a draft is. */
interface Place {
	conversation: Pick<ConversationRow, "id" | "num">;
	/** of its thread */
	root: Pick<MessageRow, "id" | "num"> | undefined;
}

const toDraft = ({ conversation, root }: Place, { body, version }: Pick<Written, "body" | "version">): Draft => ({
	...toPlace(conversation.id),
	...(root && { thread_root_id: root.id }),
	body,
	version,
	saved_at: new Date(version).toISOString(),
});

const none: Written = { body: "", version: 0, deleted_digest: null };

const digestOf = (body: string): string => createHash("sha256").update(body).digest("base64url").slice(0, 16);

function writtenIn({ sql, me }: Read, { conversation, root }: Place): Written | undefined {
	return sql<Written>`
		SELECT body, version, deleted_digest FROM drafts
		WHERE user_id = ${me.user_id} AND conversation_num = ${conversation.num} AND root_num = ${root?.num ?? 0}`[0];
}

interface ListedRow {
	conversation_num: number;
	conversation_id: ConversationId;
	root_num: number;
	root_ms: number | null;
	bytes: number;
}

/** By their places, so that none is left out when others are saved between two pages. */
function listed({ sql, me }: Read): ListedRow[] {
	return sql<ListedRow>`
		WITH mine AS MATERIALIZED (
			SELECT conversation_num, root_num, octet_length(body) AS bytes FROM drafts
			WHERE user_id = ${me.user_id} AND body <> ''
		), seen AS MATERIALIZED (
			SELECT v.conversation_num, v.conversation_id FROM (SELECT DISTINCT conversation_num FROM mine) d
			CROSS JOIN visible_conversations v ON v.conversation_num = d.conversation_num AND v.user_id = ${me.user_id}
		)
		SELECT mine.conversation_num, conversation_id, root_num, m.created_ms AS root_ms, bytes
		FROM mine JOIN seen USING (conversation_num) LEFT JOIN messages m ON m.num = root_num
		ORDER BY mine.conversation_num, root_num`;
}

const placeOf = ({ tag }: Read, { conversation_num, conversation_id, root_num, root_ms }: ListedRow): Place => ({
	conversation: { id: conversation_id, num: conversation_num },
	root: root_ms === null ? undefined : { id: messageId(tag, root_ms, root_num), num: root_num },
});

export function listDrafts(tx: Read, { limit, cursor = "0.-1" }: ListDrafts): DraftPage {
	const [after = 0, afterRoot = 0] = cursor.split(".").map(Number);
	const isNext = ({ conversation_num, root_num }: ListedRow) =>
		conversation_num > after || (conversation_num === after && root_num > afterRoot);
	const rest = listed(tx).filter(isNext);
	const page = takeWithin(rest.slice(0, limit), ({ bytes }) => bytes, max_window_bytes);
	const found = page.map((row) => placeOf(tx, row)).map((place) => toDraft(place, writtenIn(tx, place)!));
	const last = page.at(-1);
	const has_more = rest.length > page.length;
	return {
		drafts: found,
		as_of: Date.parse(tx.now),
		has_more,
		...(has_more && last && { next_cursor: `${last.conversation_num}.${last.root_num}` }),
	};
}

type TargetId = ChannelId | DirectConversationId | MessageId;

/** @throws ChatError not_found */
function placeAt(tx: Read, target_id: TargetId): Place {
	if (!isMessage(target_id)) return { conversation: visibleConversation(tx, target_id), root: undefined };
	const { row, conversation } = visibleMessage(tx, target_id);
	return { conversation, root: row.root_id === row.id ? row : messageRow(tx, row.root_id)! };
}

const isMessage = (id: TargetId): id is MessageId => id.startsWith("msg_");

/**
 * What was written meanwhile on another device is never replaced: it is the answer. A repeat finds its own text there, so it
 * writes nothing and is answered alike; without a version also when that text was sent or deleted since.
 */
export function saveDraft(tx: Write, { target_id, body, version }: SaveDraft & { target_id: TargetId }): SavedDraft {
	const place = placeAt(tx, target_id);
	permitKeeping(tx);
	const before = writtenIn(tx, place);
	const current = before ?? none;
	const isCurrent =
		version === undefined
			? current.body === "" && current.deleted_digest !== digestOf(body)
			: current.version === version;
	if (current.body === body || !isCurrent) return { draft: toDraft(place, current), is_saved: current.body === body };
	if (!before) makeRoom(tx);
	return { draft: write(tx, place, current, body), is_saved: true };
}

/** With a message that was made of it. What was typed since that version stays. */
export function deleteSent(tx: Write, place: Place, version: number | undefined): void {
	const current = version === undefined ? undefined : writtenIn(tx, place);
	if (current?.version === version && current?.body) write(tx, place, current, "");
}

function write(tx: Write, place: Place, before: Written, body: string): Draft {
	const { user_id } = tx.me;
	const version = Math.max(Date.parse(tx.now), before.version + 1);
	const deleted_digest = body === "" ? digestOf(before.body) : null;
	tx.sql`INSERT INTO drafts (user_id, conversation_num, root_num, body, version, deleted_digest)
		VALUES (${user_id}, ${place.conversation.num}, ${place.root?.num ?? 0}, ${body}, ${version}, ${deleted_digest})
		ON CONFLICT DO UPDATE SET body = excluded.body, version = excluded.version, deleted_digest = excluded.deleted_digest`;
	const draft = toDraft(place, { body, version });
	const event = { ...envelope(tx), type: "draft.updated" as const, payload: { user_id, draft } };
	tx.broadcast(event, { audience: "nobody", also: user_id });
	return draft;
}

/** One that was deleted, or that the caller does not see any more, gives way. @throws ChatError conflict */
function makeRoom(tx: Write): void {
	const { user_id } = tx.me;
	const { person } = tx.caps.drafts;
	const [{ count }] = tx.sql`SELECT count(*) AS count FROM drafts WHERE user_id = ${user_id}` as [{ count: number }];
	if (count < person) return;
	const gone = tx.sql`
		DELETE FROM drafts WHERE (user_id, conversation_num, root_num) IN (
			SELECT user_id, conversation_num, root_num FROM drafts d
			WHERE user_id = ${user_id} AND (body = '' OR NOT EXISTS (
				SELECT 1 FROM visible_conversations v WHERE v.conversation_num = d.conversation_num AND v.user_id = ${user_id}
			))
			ORDER BY body <> '', version LIMIT 1
		) RETURNING 1`;
	if (gone.length === 0) refuseBeyond(person, count, "drafts: send some, or delete them");
}

/** Of somebody who leaves the workspace. */
export function forgetDrafts({ sql }: Write, user_id: UserId): void {
	sql`DELETE FROM drafts WHERE user_id = ${user_id}`;
}
