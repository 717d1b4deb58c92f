import { openAsBlob } from "node:fs";
import { extname } from "node:path";
import { Stop, exit } from "../exit.ts";

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
export async function open(path: string): Promise<Blob> {
	try {
		return await openAsBlob(path, { type: types[extname(path).toLowerCase()] ?? "" });
	} catch {
		throw new Stop(exit.usage, `${path} cannot be read`);
	}
}
