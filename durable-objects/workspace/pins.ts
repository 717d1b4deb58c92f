import {
	ChatError,
	type ConversationId,
	type EventOf,
	type ListPins,
	type MessageId,
	type PinPage,
	type PinnedMessage,
	type UserId,
	isDirect,
	max_pins,
	toPlace,
} from "@clickclack/protocol";
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { countOf, taggedId } from "../ids.ts";
import { permit, permitReading } from "./access.ts";
import { type ConversationRow, visibleConversation } from "./conversations/row.ts";
import { cursorNum } from "./events/log.ts";
import { toMessage, toMyMessages } from "./messages/present.ts";
import { takePage } from "./messages/lengths.ts";
import { type MessageRow, messageId, messageRows, visibleMessage } from "./messages/row.ts";
import { reindex } from "./search/indexing.ts";
import type { Read, Write } from "./transaction.ts";

export const pins = sqliteTable(
	"pins",
	{
		conversation_num: integer().notNull(),
		message_num: integer().notNull(),
		num: integer().notNull(),
		pinned_by: text().$type<UserId>().notNull(),
		created_at: text().notNull(),
	},
	(t) => [primaryKey({ columns: [t.conversation_num, t.message_num] })],
);
type PinRow = typeof pins.$inferSelect;

/** With what the message's id is made of. */
interface ListedPin extends Omit<PinRow, "conversation_num"> {
	created_ms: number;
}

/** The last pinned first. */
const pinsIn = ({ sql }: Read, { num }: ConversationRow): ListedPin[] => sql<ListedPin>`
	SELECT p.message_num, p.num, p.pinned_by, p.created_at, m.created_ms
	FROM pins p CROSS JOIN messages m ON m.num = p.message_num
	WHERE p.conversation_num = ${num} ORDER BY p.num DESC`;

type Pin = Pick<PinRow, "num" | "pinned_by" | "created_at">;

const toPin = (tx: Read, place: ConversationId, message_id: MessageId, pin: Pin): PinnedMessage => ({
	id: taggedId("pin", Date.parse(pin.created_at), tx.tag, pin.num),
	workspace_id: tx.identity.id,
	...toPlace(place),
	message_id,
	pinned_by: pin.pinned_by,
	created_at: pin.created_at,
});

export function listPins(
	tx: Read,
	{ conversation_id, limit, cursor }: ListPins & { conversation_id: ConversationId },
): PinPage {
	const all = pinsIn(tx, visibleConversation(tx, conversation_id));
	const before = cursor === undefined ? Infinity : countOf(cursor);
	const rest = all.filter(({ num }) => num < before);
	const page = takePage(tx, rest.slice(0, limit), ({ message_num }) => [message_num]);
	const nums = page.map(({ message_num }) => message_num);
	const rows = messageRows(tx, nums).toSorted((a, b) => nums.indexOf(a.num) - nums.indexOf(b.num));
	const listed = all.map((pin) => toPin(tx, conversation_id, messageId(tx.tag, pin.created_ms, pin.message_num), pin));
	const has_more = rest.length > page.length;
	const next_cursor = listed.find(({ message_id }) => message_id === rows.at(-1)?.id)?.id;
	return { messages: toMyMessages(tx, rows), pins: listed, has_more, ...(has_more && next_cursor && { next_cursor }) };
}

interface Pinning {
	conversation_id: ConversationId;
	message_id: MessageId;
}

/** A message in the conversation: any other is refused like a missing one. */
function messageIn(tx: Read, { conversation_id, message_id }: Pinning): ReturnType<typeof visibleMessage> {
	visibleConversation(tx, conversation_id);
	const found = visibleMessage(tx, message_id);
	if (found.conversation.id !== conversation_id) throw new ChatError("not_found", "message not found");
	return found;
}

const ids = (place: ConversationId, message_id: MessageId, pinned_by: UserId) => ({
	...(!isDirect(place) && { channel_id: place }),
	message_id,
	pinned_by,
});

/** Roots and replies are pinned to their conversation, for everybody in it. */
export function pinMessage(
	tx: Write,
	pinning: Pinning,
): { pinned_message: PinnedMessage; event: EventOf<"pin.added"> } {
	const { conversation_id, message_id } = pinning;
	const { row, conversation } = messageIn(tx, pinning);
	permitReading(tx, conversation_id);
	permit(tx, "message.pin", conversation);
	if (row.deleted_at !== null) throw new ChatError("conflict", "this message was deleted");
	const known = pinsIn(tx, conversation);
	if (known.some(({ message_num }) => message_num === row.num))
		throw new ChatError("conflict", "message is already pinned");
	if (known.length >= max_pins) throw new ChatError("conflict", `channel pin limit reached (maximum ${max_pins})`);
	const pinned_by = tx.me.user_id;
	const event = tx.emit({
		type: "pin.added",
		conversation_id,
		ids: ids(conversation_id, message_id, pinned_by),
		resource: { message: toMessage(tx, row) },
	});
	const pin = { num: cursorNum(event.cursor), pinned_by, created_at: tx.now };
	tx.sql`INSERT INTO pins (conversation_num, message_num, num, pinned_by, created_at)
		VALUES (${conversation.num}, ${row.num}, ${pin.num}, ${pinned_by}, ${tx.now})`;
	reindex(tx, row);
	return { pinned_message: toPin(tx, conversation_id, message_id, pin), event };
}

export function unpinMessage(tx: Write, pinning: Pinning): { event: EventOf<"pin.removed"> } {
	const { row, conversation } = messageIn(tx, pinning);
	permit(tx, "message.pin", conversation);
	const event = unpin(tx, row);
	if (!event) throw new ChatError("not_found", "this message is not pinned");
	return { event };
}

/** Also when a message is deleted. @returns undefined for one that is not pinned */
export function unpin(tx: Write, row: MessageRow): EventOf<"pin.removed"> | undefined {
	const { num, id, conversation_id } = row;
	const [pin] = tx.sql<Pick<PinRow, "pinned_by">>`
		DELETE FROM pins WHERE message_num = ${num}
			AND conversation_num = (SELECT conversation_num FROM messages WHERE num = ${num})
		RETURNING pinned_by`;
	if (!pin) return undefined;
	reindex(tx, row);
	const about = ids(conversation_id, id, pin.pinned_by);
	return tx.emit({ type: "pin.removed", conversation_id, ids: about, resource: {} });
}
