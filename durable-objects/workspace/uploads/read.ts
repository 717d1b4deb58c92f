import type { ConversationId, ListUploads, ListedUpload, Upload, UploadPage, UserId } from "@clickclack/protocol";
import { visibleConversation } from "../conversations/row.ts";
import { messageId } from "../messages/row.ts";
import type { Read } from "../transaction.ts";
import { seenUpload } from "./attach.ts";
import { type One, type UploadRow, toAttachment } from "./row.ts";

interface OfOwner extends UploadRow {
	owner_id: UserId;
}

const toUpload = (tx: Read, { owner_id, ...row }: OfOwner): Upload => ({
	...toAttachment(row),
	workspace_id: tx.identity.id,
	owner_id,
});

/** What there is to download. Access is checked each time: it ends with the message, the membership, the channel. */
export function downloadUpload(tx: Read, one: One): { upload: Upload; isShared: boolean } {
	const { row } = seenUpload(tx, one);
	const [owner] = tx.sql<{ user_id: UserId }>`SELECT user_id FROM members WHERE num = ${row.owner_num}`;
	return { upload: toUpload(tx, { ...row, owner_id: owner!.user_id }), isShared: row.state === "shared" };
}

interface ListedRow extends OfOwner {
	message_num: number;
	created_ms: number;
	root_num: number;
	root_ms: number;
}

/** By message, the newest first. */
export function listUploads(
	tx: Read,
	{ conversation_id, limit, cursor = "", kind }: ListUploads & { conversation_id: ConversationId },
): UploadPage {
	const { num } = visibleConversation(tx, conversation_id);
	const [before_message = null, before_num = null] = cursor === "" ? [] : cursor.split("-").map(Number);
	const found = tx.sql<ListedRow>`
		SELECT u.*, o.user_id AS owner_id, m.created_ms, coalesce(root.num, m.num) AS root_num,
			coalesce(root.created_ms, m.created_ms) AS root_ms
		FROM uploads u CROSS JOIN messages m ON m.num = u.message_num CROSS JOIN members o ON o.num = u.owner_num
		LEFT JOIN messages root ON root.num = m.timeline
		WHERE u.conversation_num = ${num} AND u.message_num IS NOT NULL
			AND u.message_num <= coalesce(${before_message}, 9e15)
			AND (u.message_num < coalesce(${before_message}, 9e15) OR u.num < ${before_num})
			AND u.kind = coalesce(${kind ?? null}, u.kind)
		ORDER BY u.message_num DESC, u.num DESC LIMIT ${limit + 1}`;
	const page = found.slice(0, limit);
	const last = page.at(-1);
	const has_more = found.length > limit;
	const next_cursor = has_more && last ? { next_cursor: `${last.message_num}-${last.num}` } : {};
	return { uploads: page.map((row) => toListed(tx, row)), has_more, ...next_cursor };
}

function toListed(tx: Read, { created_ms, root_num, root_ms, ...row }: ListedRow): ListedUpload {
	const message_id = messageId(tx.tag, created_ms, row.message_num);
	const thread_root_id = messageId(tx.tag, root_ms, root_num);
	return { upload: toUpload(tx, row), message_id, thread_root_id, author_id: row.owner_id };
}
