import type { ListedUpload, ListUploads } from "@clickclack/sdk";
import { idIn, pageOf } from "../input.ts";
import type { Report } from "../output.ts";
import { save } from "../save.ts";
import { type Flags, signedIn } from "../session.ts";
import { uploadAll } from "./files.ts";
import { type PlaceFlags, findPlace } from "./places.ts";

export interface SendFlags extends PlaceFlags {
	body?: string;
	nonce?: string;
}

/** Sends files, as one message. */
export async function send(flags: SendFlags, ...paths: string[]): Promise<Report> {
	const chat = signedIn(flags);
	const { body = "", nonce = crypto.randomUUID() } = flags;
	const place = await findPlace(chat, flags);
	const upload_ids = await uploadAll(chat, flags, paths, nonce);
	const { message } = await chat.messages.create(place, { body, nonce, upload_ids });
	return { resource: message, rows: [[message.id]] };
}

export interface GetFlags extends Flags {
	out: string;
}

export async function get({ out, ...flags }: GetFlags, id: string): Promise<Report> {
	const bytes = await signedIn(flags).uploads.download(idIn("upl", id));
	await save(bytes, out);
	return { resource: { ok: true }, rows: [["written"]] };
}

export interface ListFlags extends PlaceFlags, Pick<ListUploads, "kind"> {
	limit: number;
}

/** The files of a channel or a direct conversation, newest first. */
export async function list({ limit, kind, ...flags }: ListFlags): Promise<Report> {
	const chat = signedIn(flags);
	const uploads: ListedUpload[] = [];
	const query = { limit: Math.min(100, pageOf(limit)), ...(kind && { kind }) };
	for await (const one of chat.uploads.list(await findPlace(chat, flags), query))
		if (uploads.push(one) === limit) break;
	const rows = uploads.map(({ message_id, upload: { id, created_at, byte_size, filename } }) => [
		id,
		new Date(created_at),
		message_id,
		byte_size,
		filename,
	]);
	return { resource: uploads, rows, headings: ["ID", "SENT", "MESSAGE", "BYTES", "NAME"] };
}

export async function remove(flags: Flags, id: string): Promise<Report> {
	const deleted = await signedIn(flags).uploads.delete(idIn("upl", id));
	return { resource: deleted, rows: [["deleted"]] };
}
