import {
	type ChannelId,
	ChatError,
	type CreateTopic,
	type EventOf,
	type Topic,
	type TopicId,
	type UpdateTopic,
	type UserId,
	folded,
	isDirect,
	isolated,
} from "@clickclack/protocol";
import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { countOf } from "../ids.ts";
import { present } from "../sql.ts";
import { permit } from "./access.ts";
import { type Audited, audit, changesOf, privateIn } from "./audit-log.ts";
import { refuseBeyond } from "./caps.ts";
import { type ConversationRow, visibleConversation } from "./conversations/row.ts";
import type { Addressed } from "./events/audience.ts";
import type { Read, Write } from "./transaction.ts";

export const topics = sqliteTable("topics", {
	num: integer().primaryKey(),
	id: text().$type<TopicId>().notNull(),
	channel_id: text().$type<ChannelId>(),
	name: text().notNull(),
	folded_name: text().notNull(),
	created_by: text().$type<UserId>().notNull(),
	created_at: text().notNull(),
	archived_at: text(),
	deleted_at: text(),
});
type TopicRow = typeof topics.$inferSelect;

const toTopic = (tx: Read, { id, channel_id, name, created_by, created_at, archived_at }: TopicRow): Topic => ({
	...present({ id, channel_id, name, created_by, created_at, archived_at }),
	workspace_id: tx.identity.id,
});

/** One of a channel is seen by who sees the channel, one for all channels by everybody but guests. */
function findTopic({ sql, me }: Read, topic_id: TopicId): TopicRow | undefined {
	const [row] = sql<TopicRow>`
		SELECT * FROM topics t WHERE num = ${countOf(topic_id)} AND id = ${topic_id} AND deleted_at IS NULL
			AND iif(channel_id IS NULL, ${me.role} <> 'guest', EXISTS (
				SELECT 1 FROM visible_conversations v WHERE v.user_id = ${me.user_id} AND v.conversation_id = t.channel_id
			))`;
	return row;
}

function visibleTopic(tx: Read, topic_id: TopicId): TopicRow {
	const row = findTopic(tx, topic_id);
	if (!row) throw new ChatError("not_found", "topic not found");
	return row;
}

/** Also an archived one: of this channel, or for all. */
const found = (tx: Read, { id }: ConversationRow, topic_id: TopicId): TopicRow | undefined => {
	const row = isDirect(id) ? undefined : findTopic(tx, topic_id);
	return row && (row.channel_id ?? id) === id ? row : undefined;
};

const none = () => new ChatError("invalid_request", "topic_id: this channel has no such topic");

/** To read. @throws ChatError invalid_request for any other, in the same words: nothing is learned of topics elsewhere */
export function topicIn(tx: Read, conversation: ConversationRow, topic_id: TopicId): TopicRow {
	const row = found(tx, conversation, topic_id);
	if (!row) throw none();
	return row;
}

/** That something new in the conversation may have: none that is archived. */
export function openTopic(
	tx: Read,
	conversation: ConversationRow,
	topic_id: TopicId | null | undefined,
): TopicRow | undefined {
	const row = topic_id ? found(tx, conversation, topic_id) : undefined;
	return row?.archived_at === null ? row : undefined;
}

/** The same of one that is asked for. @throws ChatError invalid_request */
export function topicFor(tx: Read, conversation: ConversationRow, topic_id: TopicId | undefined): TopicRow | undefined {
	const row = openTopic(tx, conversation, topic_id);
	if (!row && topic_id !== undefined) throw none();
	return row;
}

/** Those of these messages, as far as the caller sees them: all are of one conversation that they see. */
export function topicsOf(tx: Read, rows: { topic_id: TopicId | null }[]): Topic[] {
	const ids = new Set(rows.flatMap(({ topic_id }) => topic_id ?? []));
	return [...ids].flatMap((id) => findTopic(tx, id) ?? []).map((row) => toTopic(tx, row));
}

export function listTopics(tx: Read): Topic[] {
	const { sql, me } = tx;
	const rows = sql<TopicRow>`
		SELECT * FROM topics t INDEXED BY topics_by_name
		WHERE deleted_at IS NULL AND iif(channel_id IS NULL, ${me.role} <> 'guest', EXISTS (
			SELECT 1 FROM visible_conversations v WHERE v.user_id = ${me.user_id} AND v.conversation_id = t.channel_id
		)) ORDER BY folded_name, num`;
	return rows.map((row) => toTopic(tx, row));
}

/** Also of one that was deleted, for an event from before. */
export function anyTopic(tx: Read, topic_id: TopicId): Topic {
	const [row] = tx.sql<TopicRow>`SELECT * FROM topics WHERE num = ${countOf(topic_id)}`;
	return toTopic(tx, row!);
}

const addressOf = (channel_id: ChannelId | null): Addressed =>
	channel_id === null ? { audience: "not_guests" } : { conversation_id: channel_id };

function claimName({ sql }: Read, channel_id: ChannelId | null, name: string, except = 0): void {
	const taken = sql`
		SELECT 1 FROM topics
		WHERE coalesce(channel_id, '') = ${channel_id ?? ""} AND folded_name = ${folded(name)} AND deleted_at IS NULL
			AND num <> ${except}`;
	if (taken.length > 0) throw new ChatError("conflict", `there is a topic named ${isolated(name)} already`);
}

function refuseMore({ sql, caps }: Read, channel_id: ChannelId | null): void {
	const [{ all, here }] = sql`
		SELECT count(*) AS "all", count(*) FILTER (WHERE coalesce(channel_id, '') = ${channel_id ?? "-"}) AS here
		FROM topics INDEXED BY topics_by_name WHERE deleted_at IS NULL` as [{ all: number; here: number }];
	refuseBeyond(caps.topics.workspace, all, "topics in a workspace: delete some");
	refuseBeyond(caps.topics.channel, here, "topics of a channel: delete some");
}

export function createTopic(
	tx: Write,
	{ name, channel_id: asked }: CreateTopic,
): { topic: Topic; event: EventOf<"topic.created"> } {
	const conversation = asked && visibleConversation(tx, asked);
	permit(tx, "topic.create");
	if (conversation) permit(tx, "message.reply", conversation);
	const channel_id = asked ?? null;
	claimName(tx, channel_id, name);
	refuseMore(tx, channel_id);
	const id = tx.newId("top");
	tx.sql`INSERT INTO topics (num, id, channel_id, name, folded_name, created_by, created_at)
		VALUES (${countOf(id)}, ${id}, ${channel_id}, ${name}, ${folded(name)}, ${tx.me.user_id}, ${tx.now})`;
	const topic = anyTopic(tx, id);
	const event = tx.emit({
		type: "topic.created",
		...addressOf(channel_id),
		ids: { topic_id: id },
		resource: { topic },
	});
	return { topic, event };
}

export function updateTopic(
	tx: Write,
	{ topic_id, name, archived }: UpdateTopic & { topic_id: TopicId },
): { topic: Topic; event?: EventOf<"topic.updated"> } {
	const before = visibleTopic(tx, topic_id);
	permit(tx, "topic.update", before);
	const archived_at = archived === undefined ? before.archived_at : archived ? (before.archived_at ?? tx.now) : null;
	const row = { ...before, name: name ?? before.name, archived_at };
	if (row.name === before.name && archived_at === before.archived_at) return { topic: toTopic(tx, before) };
	claimName(tx, row.channel_id, row.name, row.num);
	tx.sql`UPDATE topics SET name = ${row.name}, folded_name = ${folded(row.name)}, archived_at = ${archived_at}
		WHERE num = ${row.num}`;
	auditOthers(tx, before, { action: "topic.updated", ...changesOf(before, row, ["name", "archived_at"]) });
	const topic = toTopic(tx, row);
	return {
		topic,
		event: tx.emit({ type: "topic.updated", ...addressOf(row.channel_id), ids: { topic_id }, resource: { topic } }),
	};
}

/** What a moderator does to the topic of somebody else. */
function auditOthers(tx: Write, topic: TopicRow, act: Omit<Audited, "target_id">): void {
	const { id: target_id, channel_id, name, created_by: user_id } = topic;
	if (user_id === tx.me.user_id) return;
	const place = channel_id === null ? {} : privateIn(visibleConversation(tx, channel_id));
	audit(tx, { ...act, target_id, ...place, name, user_id });
}

/** Of a channel that is deleted. Those that were deleted before are not looked at: they have no index, and no name. */
export function dropTopics({ sql }: Write, channel_id: ChannelId): void {
	sql`DELETE FROM topics INDEXED BY topics_by_name WHERE coalesce(channel_id, '') = ${channel_id} AND deleted_at IS NULL`;
}

/**
 * One row, whatever its messages are: it is the topic of none of them any more. Guests are told too, whose messages may have
 * had it, though not its name.
 */
export function deleteTopic(tx: Write, { topic_id }: { topic_id: TopicId }): { event: EventOf<"topic.deleted"> } {
	const row = visibleTopic(tx, topic_id);
	permit(tx, "topic.update", row);
	auditOthers(tx, row, { action: "topic.deleted" });
	tx.sql`UPDATE topics SET name = '', folded_name = '', deleted_at = ${tx.now} WHERE num = ${row.num}`;
	const address = row.channel_id === null ? {} : addressOf(row.channel_id);
	return { event: tx.emit({ type: "topic.deleted", ...address, ids: { topic_id }, resource: {} }) };
}
