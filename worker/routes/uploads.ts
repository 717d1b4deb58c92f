import { keyOf } from "@clickclack/durable-objects/workspace/uploads/remove-job";
import {
	ChatError,
	type CreateUpload,
	type Picture,
	type Upload,
	type UploadId,
	WorkspaceId,
	readConfiguration,
	mib,
} from "@clickclack/protocol";
import { bucketOf } from "../buckets.ts";
import type { Context } from "../context.ts";
import { disposition, fileName } from "../file-names.ts";
import { FileWriter } from "../file-writer.ts";
import { mediaTypeOf, shownAs } from "../media-types.ts";
import { workspaceOf } from "../middleware/workspace.ts";
import type { Handlers } from "../mount.ts";
import { Multipart, type Part } from "../multipart.ts";
import { findByNonce } from "../nonces.ts";
import { pictureIn } from "../pictures.ts";
import { type Range, rangeOf } from "../ranges.ts";
import { respond } from "../respond.ts";

/** What a form may have besides the file. */
const form_bytes = 65_536;
/** A client that sends more waits until it is read. */
const asked_bytes = 65_536;
/** When the reservation is nearly over, the bucket is left alone: the job that removes it might not see what comes then. */
const margin_ms = 60_000;

const fileBytes = (c: Context): number => readConfiguration(c.env).CAPS.uploads.file_mib * mib;
const tooLarge = (most: number) =>
	new ChatError("too_large", `the file is too large (at most ${Math.floor(most / mib)} MiB)`);

/** The form, and how long it says that it is. */
function formOf(c: Context): { form: Multipart; announced_bytes: number | undefined } {
	const most = fileBytes(c);
	const length = c.req.header("content-length");
	const announced_bytes = length === undefined ? undefined : Number(length);
	if ((announced_bytes ?? 0) > most + form_bytes) throw tooLarge(most);
	const { body } = c.req.raw;
	if (!body) throw new ChatError("invalid_request", "request body is incomplete");
	return { form: new Multipart(body, c.req.header("content-type")!, most + form_bytes), announced_bytes };
}

type Place = { upload_id: UploadId; most_bytes: number; ends_at: string };

/** Receives one file. */
class Receiving {
	readonly #c: Context;
	readonly #about: CreateUpload;
	readonly #announced_bytes: number | undefined;
	#workspace: ReturnType<typeof workspaceOf> | undefined;
	#workspace_id: WorkspaceId | undefined;
	#place: Place | undefined;
	#writer: FileWriter | undefined;
	#file: { filename: string; content_type: string; byte_size: number; picture: Picture | undefined } | undefined;

	constructor(c: Context, about: CreateUpload, announced_bytes: number | undefined) {
		this.#c = c;
		this.#about = about;
		this.#announced_bytes = announced_bytes;
		if (about.workspace_id !== undefined) this.#enter(about.workspace_id);
	}

	#enter(workspace_id: WorkspaceId): void {
		this.#workspace_id = workspace_id;
		this.#workspace = workspaceOf(this.#c, workspace_id);
	}

	/** @returns the one that was stored with the nonce before */
	async reserve(): Promise<Upload | undefined> {
		if (this.#place) return undefined;
		if (!this.#workspace)
			throw new ChatError("invalid_request", "workspace_id: give it in the query, or as a field before the file");
		const { workspace_id: _, ...about } = this.#about;
		const reserved = await this.#workspace.createUpload({ ...about, announced_bytes: this.#announced_bytes });
		if ("upload" in reserved) return reserved.upload;
		this.#place = reserved;
		return undefined;
	}

	async read(form: Multipart): Promise<void> {
		for (let part = await form.next(); part; part = await form.next()) {
			if (part.name === "file") await this.#store(form, part);
			else if (part.filename !== undefined) throw new ChatError("invalid_request", 'the file must be the field "file"');
			else this.#take(part.name, await form.text());
		}
		if (!this.#file) throw new ChatError("invalid_request", "file is missing");
	}

	/** Other fields are ignored, as in JSON. */
	#take(name: string, value: string): void {
		if (name !== "workspace_id" || this.#workspace) return;
		const { success, data } = WorkspaceId.safeParse(value);
		if (!success) throw new ChatError("not_found", "not found");
		this.#enter(data);
	}

	async #store(form: Multipart, { filename, type }: Part): Promise<void> {
		if (this.#file) throw new ChatError("invalid_request", "one file at a time");
		await this.reserve();
		const { upload_id, most_bytes } = this.#place!;
		const key = keyOf(this.#workspace_id!, upload_id);
		const writer = new FileWriter(bucketOf(this.#c), key, most_bytes, async (parts_id) => {
			await this.#workspace!.noteParts({ upload_id, parts_id });
		});
		this.#writer = writer;
		for await (const piece of form.content()) {
			if (writer.size + piece.length > most_bytes) throw tooLarge(fileBytes(this.#c));
			this.#refuseLate();
			await writer.write(piece);
		}
		if (writer.size === 0) throw new ChatError("invalid_request", "the file is empty");
		const content_type = mediaTypeOf(type, writer.head);
		const picture = writer.whole && pictureIn(writer.whole);
		this.#file = { filename: fileName(filename), content_type, byte_size: writer.size, picture };
	}

	#refuseLate(): void {
		if (Date.parse(this.#place!.ends_at) - margin_ms < Date.now())
			throw new ChatError("conflict", "this upload took too long: try again");
	}

	/** When the whole form was read and nothing was wrong with it. */
	async finish(): Promise<Upload> {
		this.#refuseLate();
		await this.#writer!.close();
		return await this.#workspace!.storeUpload({ upload_id: this.#place!.upload_id, ...this.#file! });
	}

	/** Leaves nothing behind. What fails here, the workspace's job does later. */
	async abandon(): Promise<void> {
		await this.#writer?.abort().catch(() => {});
		if (this.#place) await this.#workspace!.abandonUpload({ upload_id: this.#place.upload_id }).catch(() => {});
	}
}

async function receive(c: Context, about: CreateUpload): Promise<Response> {
	const { form, announced_bytes } = formOf(c);
	const receiving = new Receiving(c, about, announced_bytes);
	try {
		const known = about.nonce === undefined ? undefined : await receiving.reserve();
		if (known) return respond(c, { upload: known }, 200);
		await receiving.read(form);
		return respond(c, { upload: await receiving.finish() }, 201);
	} catch (error) {
		await receiving.abandon();
		throw error;
	} finally {
		await form.discard((announced_bytes ?? Infinity) <= asked_bytes);
	}
}

type Found = { upload: Upload; isShared: boolean };

/** Beside `nosniff`: nothing in it runs, or reaches out. */
const policy =
	"sandbox; default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'";

/** Emoji are drawn again and again, and every member may see them. */
const shared_cache = "private, max-age=604800, immutable, no-transform";

/** A file never changes, so its id names its content; but whether one may have it is asked each time. */
const headersOf = (c: Context, { upload: { id, content_type, filename }, isShared }: Found): Record<string, string> => {
	const { type, kind } = shownAs(content_type);
	return {
		...c.var.headers,
		"Accept-Ranges": "bytes",
		"Cache-Control": isShared ? shared_cache : "private, no-cache, no-transform",
		"Content-Disposition": disposition(kind, filename),
		"Content-Security-Policy": policy,
		"Content-Type": type,
		ETag: `"${id}"`,
	};
};

const isNamed = (header: string | undefined, id: UploadId): boolean =>
	header !== undefined &&
	header.split(",").some((one) => one.trim() === "*" || one.trim().replace(/^W\//, "") === `"${id}"`);

/** `If-Range`: of another version, all is wanted. */
const rangeIn = (c: Context, { id, byte_size }: Upload): Range | "none" | undefined =>
	isNamed(c.req.header("if-range") ?? "*", id) ? rangeOf(c.req.header("range"), byte_size) : undefined;

async function send(c: Context, asked: Found): Promise<Response> {
	const { upload } = asked;
	const { id, workspace_id, byte_size } = upload;
	const headers = headersOf(c, asked);
	if (isNamed(c.req.header("if-none-match"), id)) return new Response(null, { status: 304, headers });
	const range = rangeIn(c, upload);
	if (range === "none") {
		c.var.headers["Content-Range"] = `bytes */${byte_size}`;
		throw new ChatError("range_not_satisfiable", `range: the file has ${byte_size} bytes`);
	}
	const { offset, length } = range ?? { offset: 0, length: byte_size };
	const part = range && { "Content-Range": `bytes ${offset}-${offset + length - 1}/${byte_size}` };
	const answer = { status: range ? 206 : 200, headers: { ...headers, ...part, "Content-Length": String(length) } };
	if (c.req.method === "HEAD") return new Response(null, answer);
	const found = await bucketOf(c).get(keyOf(workspace_id, id), range && { range });
	// it was deleted since the workspace was asked
	if (!found) throw new ChatError("not_found", "upload not found");
	return new Response(found.body, answer);
}

export const uploads = {
	createUpload(c, about) {
		bucketOf(c);
		return receive(c, about);
	},
	getUploadByNonce: (c, { workspace_id, nonce }) =>
		findByNonce(c, workspace_id, {
			header: "X-ClickClack-Upload-Nonce",
			elsewhere: "upload nonce was already used in another workspace",
			find: (workspace) => workspace.getUploadByNonce({ nonce }),
		}),
	async downloadUpload(c, { upload_id }) {
		bucketOf(c);
		return await send(c, await c.var.workspace.downloadUpload({ upload_id }));
	},
} satisfies Handlers;
