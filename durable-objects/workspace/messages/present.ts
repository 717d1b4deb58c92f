import { type Message, type MessageId, type Poll, type UserId, routeId, toPlace } from "@clickclack/protocol";
import { toGroupMention } from "../group-mentions.ts";
import { once } from "../../once.ts";
import { present } from "../../sql.ts";
import { type MemberRow, anyMember, isMe, toUser } from "../members/row.ts";
import { myPolls, toPollFor } from "../polls.ts";
import { type ReactionFields, myReactions, reactionsOf } from "../reactions.ts";
import { toThreadState } from "../threads/state.ts";
import type { Read } from "../transaction.ts";
import { attachmentFields } from "../uploads/attachments.ts";
import { forwardedOf } from "./forwards.ts";
import { type MessageRow, isReply, visibleMessage } from "./row.ts";

const anyAuthor = (tx: Read, user_id: UserId): MemberRow => (isMe(tx, user_id) ? tx.me : anyMember(tx, user_id)!);

/** Look-ups shared by a page of messages. */
export const authorsOnce = (tx: Read): ((user_id: UserId) => MemberRow) => once((user_id) => anyAuthor(tx, user_id));

interface Parts {
	authorOf: (user_id: UserId) => MemberRow;
	reactions: ReactionFields;
	poll: Poll | undefined;
}

/** What it quotes, by whom: their profile is the current one, the text is as it was. */
function quoteFields(row: MessageRow, authorOf: Parts["authorOf"]): Partial<Message> {
	const { quoted_id, quoted_author_id, quoted_body_snapshot } = row;
	if (quoted_id === null || quoted_author_id === null || quoted_body_snapshot === null) return {};
	const quoted_author = toUser(authorOf(quoted_author_id));
	return { quoted_message_id: quoted_id, quoted_body_snapshot, quoted_author_id, quoted_author };
}

/** The form that is the same for every reader, as in events. */
export function toMessage(tx: Read, row: MessageRow, parts: Partial<Parts> = {}): Message {
	const { authorOf = (user_id) => anyAuthor(tx, user_id), reactions = reactionsOf(row), poll = toPollFor(row) } = parts;
	const reply = isReply(row);
	const { id, author_id, body, nonce, created_at, edited_at, deleted_at, topic_id } = row;
	return {
		...present({ id, author_id, topic_id, body, nonce, created_at, edited_at, deleted_at }),
		...quoteFields(row, authorOf),
		...(row.forwarded_json !== null && { forwarded: forwardedOf(row, (user_id) => toUser(authorOf(user_id))) }),
		...(poll && { poll }),
		...attachmentFields(tx, row),
		...(row.twin_id !== null && { also_sent_as: row.twin_id }),
		...(row.twin_root_id !== null && { also_sent_root_id: row.twin_root_id }),
		...toPlace(row.conversation_id),
		workspace_id: tx.identity.id,
		author: toUser(authorOf(author_id)),
		thread_root_id: row.root_id,
		...(reply ? { parent_message_id: row.root_id, thread_seq: row.seq } : { channel_seq: row.seq }),
		kind: "message",
		body_format: "markdown",
		mentioned_user_ids: row.mentions_json === null ? [] : (JSON.parse(row.mentions_json) as UserId[]),
		...(row.group_mention !== null && { group_mention: toGroupMention(row.group_mention) }),
		...reactions,
		...(!reply && { route_id: routeId("M", id), thread_state: toThreadState(row) }),
	};
}

/** As the caller sees them: with their own reactions marked. */
export function toMyMessages(tx: Read, rows: MessageRow[]): Message[] {
	const [reactions, polls, authorOf] = [myReactions(tx, rows), myPolls(tx, rows), authorsOnce(tx)];
	return rows.map((row, i) => toMessage(tx, row, { authorOf, reactions: reactions[i]!, poll: polls[i] }));
}

export const toMyMessage = (tx: Read, row: MessageRow): Message => toMyMessages(tx, [row])[0]!;

export const getMessage = (tx: Read, { message_id }: { message_id: MessageId }): Message =>
	toMyMessage(tx, visibleMessage(tx, message_id).row);
