import {
	ChatError,
	type CreateUpload,
	type Picture,
	type Upload,
	type UploadId,
	uploadKind,
	mib,
} from "@clickclack/protocol";
import { countOf } from "../../ids.ts";
import { permit, permitTakingPart } from "../access.ts";
import { refuseBeyond } from "../caps.ts";
import type { Read, Write } from "../transaction.ts";
import { removeUpload } from "./remove.ts";
import { type One, type UploadRow, myUpload, toMyUpload } from "./row.ts";

/** How long one may take to arrive, and how long one without a message is kept. */
const [lease_ms, kept_ms] = [15 * 60_000, 24 * 3_600_000];

const later = (now: string, ms: number): string => new Date(Date.parse(now) + ms).toISOString();

interface Reserving extends Omit<CreateUpload, "workspace_id"> {
	/** how much the request has; absent: it does not say */
	announced_bytes?: number | undefined;
}

/** Where to store one, how much it may have, and until when; or the one that was stored with this nonce. */
type Reserved = { upload: Upload } | { upload_id: UploadId; most_bytes: number; ends_at: string };

/** Reserves the room, before a byte is stored. */
export function createUpload(tx: Write, { announced_bytes, ...about }: Reserving): Reserved {
	permit(tx, "upload.create");
	const known = about.nonce === undefined ? undefined : withNonce(tx, about.nonce);
	if (known) return { upload: toMyUpload(tx, known) };
	const most_bytes = roomFor(tx, announced_bytes);
	const id = tx.newId("upl");
	const ends_at = later(tx.now, lease_ms);
	const { nonce = null, width = null, height = null, duration_ms = null, placeholder = null } = about;
	tx.sql`INSERT INTO uploads (num, id, owner_num, nonce, state, ends_at, filename, content_type, kind, byte_size,
			width, height, duration_ms, placeholder, created_at)
		VALUES (${countOf(id)}, ${id}, ${tx.me.num}, ${nonce}, 'pending', ${ends_at}, '', '', 'file', ${most_bytes},
			${width}, ${height}, ${duration_ms}, ${placeholder}, ${tx.now})`;
	tx.addJob({ kind: "removeUploads" }, ends_at);
	return { upload_id: id, most_bytes, ends_at };
}

const ofNonce = ({ sql, me }: Read, nonce: string): UploadRow | undefined =>
	sql<UploadRow>`SELECT * FROM uploads WHERE owner_num = ${me.num} AND nonce = ${nonce}`[0];

const inProgress = () => new ChatError("conflict", "upload nonce is already in progress");

/** What the caller stored with it; one that took too long makes way. @throws ChatError conflict while one arrives */
function withNonce(tx: Write, nonce: string): UploadRow | undefined {
	const row = ofNonce(tx, nonce);
	if (row?.state !== "pending") return row;
	if (row.ends_at! > tx.now) throw inProgress();
	removeUpload(tx, row);
	return undefined;
}

/** How much one more file may have. @throws ChatError conflict | too_large */
function roomFor({ caps, me }: Read, announced_bytes: number | undefined): number {
	const { person, person_mib, file_mib } = caps.uploads;
	refuseBeyond(person, me.upload_count, "files of one person: delete some");
	const most = file_mib * mib;
	const left = person_mib * mib - me.upload_bytes;
	const wanted = Math.min(announced_bytes ?? Math.min(most, left), most);
	if (wanted > left || left <= 0)
		throw new ChatError("too_large", `there is room for ${person_mib} MiB of files of one person: delete some`);
	return wanted;
}

interface Arrived extends One {
	filename: string;
	content_type: string;
	byte_size: number;
	picture?: Picture | undefined;
}

const tooLate = () => new ChatError("conflict", "this upload took too long: try again");

function arriving(tx: Read, one: One): UploadRow {
	const row = myUpload(tx, one);
	if (row.state !== "pending" || row.ends_at! <= tx.now) throw tooLate();
	return row;
}

/** When its bytes are in the bucket. */
export function storeUpload(tx: Write, { filename, content_type, byte_size, picture, ...one }: Arrived): Upload {
	permitTakingPart(tx);
	const row = arriving(tx, one);
	const ends_at = later(tx.now, kept_ms);
	const kind = uploadKind(content_type);
	const picture_json = picture ? JSON.stringify(picture) : null;
	tx.sql`UPDATE uploads SET state = 'stored', picture_json = ${picture_json}, ends_at = ${ends_at}, parts_id = NULL, filename = ${filename},
			content_type = ${content_type}, kind = ${kind}, byte_size = ${byte_size}
		WHERE num = ${row.num}`;
	tx.addJob({ kind: "removeUploads" }, ends_at);
	return toMyUpload(tx, { ...row, filename, content_type, byte_size });
}

/** Before the first part of one that arrives in parts: whoever removes it has to name them. */
export function noteParts(tx: Write, { parts_id, ...one }: One & { parts_id: string }): void {
	const { num } = arriving(tx, one);
	tx.sql`UPDATE uploads SET parts_id = ${parts_id} WHERE num = ${num}`;
}

/** When it did not arrive. */
export function abandonUpload(tx: Write, one: One): void {
	const row = myUpload(tx, one);
	if (row.state === "pending") removeUpload(tx, row);
}

export function getUploadByNonce(tx: Read, { nonce }: { nonce: string }): Upload {
	const row = ofNonce(tx, nonce);
	if (!row) throw new ChatError("not_found", "upload not found");
	if (row.state === "pending") throw inProgress();
	return toMyUpload(tx, row);
}
