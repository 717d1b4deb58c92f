import { createWriteStream, openAsBlob } from "node:fs";
import { rm } from "node:fs/promises";
import { basename, extname } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";
import type { ClickClack, ListedUpload, ListUploads, UploadId } from "@clickclack/sdk";
import { Stop, exit } from "../exit.ts";
import { idIn, pageOf } from "../input.ts";
import type { Report } from "../output.ts";
import { type Flags, signedIn } from "../session.ts";
import { type PlaceFlags, findPlace } from "./places.ts";
import { findWorkspace } from "./workspaces.ts";

/** What the app shows; others are downloaded. */
const types: Partial<Record<string, string>> = {
	".png": "image/png",
	".jpg": "image/jpeg",
	".jpeg": "image/jpeg",
	".gif": "image/gif",
	".webp": "image/webp",
	".avif": "image/avif",
	".mp4": "video/mp4",
	".webm": "video/webm",
	".mp3": "audio/mpeg",
	".ogg": "audio/ogg",
	".wav": "audio/wav",
	".m4a": "audio/mp4",
	".txt": "text/plain",
	".log": "text/plain",
	".md": "text/markdown",
	".csv": "text/csv",
	".json": "application/json",
	".pdf": "application/pdf",
	".zip": "application/zip",
};

/** Read as it is sent: however long it is, it is not in memory. */
async function open(path: string): Promise<Blob> {
	try {
		return await openAsBlob(path, { type: types[extname(path).toLowerCase()] ?? "" });
	} catch {
		throw new Stop(exit.usage, `${path} cannot be read`);
	}
}

/** The longest beginning of a nonce of a message that files have too: theirs has a number behind it. */
const most_of_nonce = 120;

/** One after the other. The same nonce stores nothing twice. */
export async function uploadAll(chat: ClickClack, flags: Flags, paths: string[], nonce: string): Promise<UploadId[]> {
	const files = await Promise.all(paths.map(open));
	const workspace_id = await findWorkspace(chat, flags);
	const ids: UploadId[] = [];
	for (const [i, file] of files.entries()) {
		const about = { filename: basename(paths[i]!), nonce: `${nonce.slice(0, most_of_nonce)} ${i}` };
		ids.push((await chat.uploads.send(workspace_id, file, about)).id);
	}
	return ids;
}

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

/** What could not be written to its end is not left behind. */
export async function get({ out, ...flags }: GetFlags, id: string): Promise<Report> {
	const bytes = await signedIn(flags).uploads.download(idIn("upl", id));
	try {
		await pipeline(Readable.fromWeb(bytes as ReadableStream), createWriteStream(out));
	} catch (error) {
		await rm(out, { force: true });
		throw error;
	}
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
