import { openAsBlob } from "node:fs";
import { basename, extname } from "node:path";
import type { ClickClack, UploadId } from "@clickclack/sdk";
import { Stop, exit } from "../exit.ts";
import type { Flags } from "../session.ts";
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
