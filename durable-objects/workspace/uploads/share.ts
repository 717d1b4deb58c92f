import { ChatError, type Picture, type UploadId } from "@clickclack/protocol";
import type { Write } from "../transaction.ts";
import { freeUpload } from "./attachments.ts";
import { removeUpload } from "./remove.ts";
import { uploadRow } from "./row.ts";

/** Where members get it. */
export const addressOf = (upload_id: UploadId): string => `/api/uploads/${upload_id}`;

/** What a picture may have, and what it is to be. */
interface Most {
	bytes: number;
	side: number;
	what: string;
}

/**
 * Makes a file of the caller's the workspace's: from now on every member sees it. It still counts among the files of who
 * sent it. @throws ChatError not_found | conflict as for a message; invalid_request | too_large for one that does not fit
 */
export function share(tx: Write, upload_id: UploadId, { bytes, side, what }: Most): void {
	const { num, byte_size, picture_json } = freeUpload(tx, upload_id);
	const picture = picture_json === null ? undefined : (JSON.parse(picture_json) as Picture);
	if (!picture) throw new ChatError("invalid_request", `${what} must be a PNG, JPEG, GIF or WebP picture`);
	if (byte_size > bytes) throw new ChatError("too_large", `${what} may have at most ${bytes / 1_024} KiB`);
	if (Math.max(picture.width, picture.height) > side)
		throw new ChatError("invalid_request", `${what} may have at most ${side} pixels a side`);
	tx.sql`UPDATE uploads SET state = 'shared', ends_at = NULL, content_type = ${picture.type} WHERE num = ${num}`;
}

/** Nothing shows it any more. */
export function removeShared(tx: Write, upload_id: UploadId): void {
	const row = uploadRow(tx, upload_id);
	if (row?.state === "shared") removeUpload(tx, row);
}
