import {
	type AuditAction,
	type AuditLogEntry,
	type AuditLogEntryId,
	type AuditLogPage,
	type AuditMetadata,
	type ConversationId,
	type ListAuditLog,
	type UserId,
	audit_log_days,
} from "@clickclack/protocol";
import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { taggedId } from "../ids.ts";
import type { Actor } from "../actor.ts";
import { permit } from "./access.ts";
import type { Read, Write } from "./transaction.ts";

export const audit_log = sqliteTable("audit_log", {
	id: text().$type<AuditLogEntryId>().primaryKey(),
	position: integer().notNull(),
	actor_user_id: text().$type<UserId>(),
	action: text().$type<AuditAction>().notNull(),
	target_type: text().$type<AuditLogEntry["target_type"]>().notNull(),
	target_id: text().notNull(),
	private_id: text().$type<ConversationId>(),
	metadata_json: text().notNull(),
	created_at: text().notNull(),
});
export type AuditLogRow = typeof audit_log.$inferSelect;

type Values = NonNullable<AuditMetadata["before"]>;

/** An act, as the command that has done it tells of it. */
export interface Audited extends Pick<AuditMetadata, "name" | "user_id" | "before" | "after"> {
	action: AuditAction;
	target_id: string;
	/** the channel that it happened in, where that is private */
	private_id?: ConversationId | undefined;
	/** where that is not the caller: the Directory has authenticated them; null is the operator */
	actor_user_id?: UserId | null;
}

/** Where it happened: what happens in a private channel is for those in it. */
export const privateIn = ({ id, kind }: { id: ConversationId; kind: string }): Pick<Audited, "private_id"> =>
	kind === "private" ? { private_id: id } : {};

/** How many of the oldest may go with each new one: one more than comes, so that those beyond a lowered cap go too. */
const most_forgotten = 2;

/** Writes down what was done, in the transaction that does it. Never what people said, nor a secret. */
export function audit(tx: Write, { action, target_id, private_id, actor_user_id, ...about }: Audited): void {
	const who = actor_user_id === undefined ? (tx.member?.user_id ?? null) : actor_user_id;
	const metadata: AuditMetadata = { by: kindOf(tx.actor, who), ...tx.actor.source, ...about };
	const [row] = tx.sql<Pick<AuditLogRow, "position">>`
		INSERT INTO audit_log (id, position, actor_user_id, action, target_type, target_id, private_id, metadata_json, created_at)
		VALUES (${tx.newId("aud")}, coalesce((SELECT position FROM audit_log ORDER BY id DESC LIMIT 1), 0) + 1, ${who},
			${action}, ${action.split(".")[0]!}, ${target_id}, ${private_id ?? null}, ${JSON.stringify(metadata)}, ${tx.now})
		RETURNING position`;
	tx.sql`DELETE FROM audit_log WHERE id IN (SELECT id FROM audit_log ORDER BY id LIMIT ${most_forgotten})
		AND (created_at < ${oldest(tx.now)} OR position <= ${row!.position - tx.caps.audit_log.workspace})`;
}

const kindOf = ({ kind }: Actor, who: UserId | null): AuditMetadata["by"] =>
	kind === "bot" ? kind : who === null ? "operator" : "person";

const oldest = (now: string): string => new Date(Date.parse(now) - audit_log_days * 86_400_000).toISOString();

/** @returns these fields before and after, of those that differ; undefined when none does */
export function changesOf<T extends object>(
	before: T,
	after: T,
	fields: readonly (keyof T & string)[],
): { before: Values; after: Values } | undefined {
	const changed = fields.filter((field) => before[field] !== after[field]);
	const pick = (row: T) => Object.fromEntries(changed.map((field) => [field, row[field]])) as Values;
	return changed.length === 0 ? undefined : { before: pick(before), after: pick(after) };
}

/** How many entries one request looks at. Where fewer fit than were asked for, the next page goes on after the last of them. */
const scan = 10_000;

/** Sorts after every id. */
const after_all = "aud~";

const idAt = ({ tag }: Read, time: string) => taggedId("aud", Date.parse(time), tag, 0);
/** The id that the oldest entry may have. */
export const oldestKept = (tx: Read) => idAt(tx, oldest(tx.now));

/** The ids of the entries that are asked for: from the first on, and before the other. */
function range(tx: Read, { since = "", until, cursor }: ListAuditLog): { from: string; to: string } {
	const first = oldest(tx.now);
	const shownFrom = (time: string) => idAt(tx, time > first ? time : first);
	const to = until === undefined ? after_all : shownFrom(until);
	return { from: shownFrom(since), to: cursor !== undefined && cursor < to ? cursor : to };
}

/** Newest first. What happened in a private channel is for those in it, and does not exist for others. */
export function listAuditLog(tx: Read, asked: ListAuditLog): AuditLogPage {
	permit(tx, "moderation.read");
	const { limit, actor_user_id = null, action = null, target_id = null } = asked;
	const { from, to } = range(tx, asked);
	// the inner order is the outer one too: only so it stops when the page is full
	const rows = tx.sql<AuditLogRow>`
		SELECT * FROM (SELECT * FROM audit_log WHERE id >= ${from} AND id < ${to} ORDER BY id DESC LIMIT ${scan})
		WHERE (${actor_user_id} IS NULL OR actor_user_id = ${actor_user_id})
			AND (${action} IS NULL OR action = ${action} OR (substr(${action}, -1) = '.' AND instr(action, ${action}) = 1))
			AND (${target_id} IS NULL OR target_id = ${target_id})
			AND (private_id IS NULL OR EXISTS (
				SELECT 1 FROM conversation_members WHERE conversation_id = private_id AND user_id = ${tx.me.user_id}
			))
		LIMIT ${limit + 1}`;
	const page = rows.slice(0, limit);
	const next_cursor = rows.length > limit ? page.at(-1)!.id : lastLookedAt(tx, from, to);
	const has_more = next_cursor !== undefined;
	return { audit_log_entries: page.map((row) => toEntry(tx, row)), has_more, ...(has_more && { next_cursor }) };
}

/** Undefined where the end was reached. */
const lastLookedAt = ({ sql }: Read, from: string, to: string): AuditLogEntryId | undefined =>
	sql<Pick<AuditLogRow, "id">>`
		SELECT id FROM audit_log WHERE id >= ${from} AND id < ${to} ORDER BY id DESC LIMIT 1 OFFSET ${scan - 1}`[0]?.id;

const toEntry = (tx: Read, row: AuditLogRow): AuditLogEntry => ({
	id: row.id,
	workspace_id: tx.identity.id,
	actor_user_id: row.actor_user_id ?? "",
	action: row.action,
	target_type: row.target_type,
	target_id: row.target_id,
	metadata: JSON.parse(row.metadata_json) as AuditMetadata,
	created_at: row.created_at,
});
