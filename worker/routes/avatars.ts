import { avatarKey } from "@clickclack/durable-objects/directory/avatars";
import { ChatError, avatarPath, max_avatar } from "@clickclack/protocol";
import { bucketOf } from "../buckets.ts";
import type { Context } from "../context.ts";
import { onThisServer } from "../links.ts";
import type { Handlers } from "../mount.ts";
import { Multipart } from "../multipart.ts";
import { pictureIn } from "../pictures.ts";

/** What a form may have besides the picture. */
const form_bytes = 65_536;

const tooLarge = () => new ChatError("too_large", `the picture may have at most ${max_avatar.bytes / 1_024} KiB`);

/** 160 bits, which nobody guesses. */
const newName = (): string => {
	const digits = Array.from(crypto.getRandomValues(new Uint8Array(32)), (byte) => (byte % 32).toString(32));
	return digits.join("");
};

async function fileIn(form: Multipart): Promise<Uint8Array> {
	let file: Uint8Array | undefined;
	for (let part = await form.next(); part; part = await form.next()) {
		if (part.name !== "file") await form.text();
		else if (file) throw new ChatError("invalid_request", "one file at a time");
		else file = await contentOf(form);
	}
	if (!file) throw new ChatError("invalid_request", "file is missing");
	return file;
}

async function contentOf(form: Multipart): Promise<Uint8Array> {
	const pieces: Uint8Array[] = [];
	let size = 0;
	for await (const piece of form.content()) {
		size += piece.length;
		if (size > max_avatar.bytes) throw tooLarge();
		pieces.push(piece.slice());
	}
	if (size === 0) throw new ChatError("invalid_request", "the file is empty");
	return Buffer.concat(pieces);
}

/** It is small, so all of it is read and looked at before a byte is stored. */
async function receive(c: Context): Promise<Uint8Array> {
	const { body } = c.req.raw;
	if (!body) throw new ChatError("invalid_request", "request body is incomplete");
	const length = Number(c.req.header("content-length") ?? 0);
	if (length > max_avatar.bytes + form_bytes) throw tooLarge();
	const form = new Multipart(body, c.req.header("content-type")!, max_avatar.bytes + form_bytes);
	try {
		return await fileIn(form);
	} finally {
		await form.discard(true);
	}
}

function typeOf(file: Uint8Array): string {
	const picture = pictureIn(file);
	if (!picture) throw new ChatError("invalid_request", "the picture must be a PNG, JPEG, GIF or WebP");
	if (Math.max(picture.width, picture.height) > max_avatar.side)
		throw new ChatError("invalid_request", `the picture may have at most ${max_avatar.side} pixels a side`);
	return picture.type;
}

export const avatars = {
	async setAvatar(c) {
		const bucket = bucketOf(c);
		const { directory } = c.var;
		// whoever is not signed in is told so before anything is read
		const { id: user_id } = await directory.getMe({});
		const file = await receive(c);
		const contentType = typeOf(file);
		const avatar = newName();
		await directory.reserveAvatar({ avatar });
		await bucket.put(avatarKey(avatar), file, { httpMetadata: { contentType }, customMetadata: { user_id } });
		return await directory.updateMe({ avatar_url: onThisServer(c, avatarPath(avatar)) });
	},
	async getAvatar(c, { avatar }) {
		const found = await bucketOf(c).get(avatarKey(avatar));
		if (!found) throw new ChatError("not_found", "picture not found");
		return new Response(found.body, {
			headers: {
				...c.var.headers,
				"Cache-Control": "public, max-age=31536000, immutable",
				"Content-Length": String(found.size),
				"Content-Type": found.httpMetadata?.contentType ?? "application/octet-stream",
			},
		});
	},
} satisfies Handlers;
