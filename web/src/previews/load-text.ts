import type { Upload } from "@clickclack/sdk";
import * as strings from "../strings/previews.ts";
import { addressOf } from "../uploads/kinds.ts";

/** A longer text is not shown. */
export const most_bytes = 2 * 1_024 * 1_024;

/** The text of a file. @throws in words for people */
export async function loadText(upload: Upload): Promise<string> {
	const answer = await fetch(addressOf(upload)).catch(() => undefined);
	if (answer?.status === 404) throw new Error(strings.gone);
	if (!answer?.ok) throw new Error(strings.failed);
	const bytes = new Uint8Array(await answer.arrayBuffer());
	const text = decoded(bytes);
	if (text === undefined) throw new Error(strings.unreadable);
	return text.replaceAll(/\r\n?/g, "\n");
}

/** Undefined where the bytes are no text. */
function decoded(bytes: Uint8Array): string | undefined {
	const [a, b] = bytes;
	if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff))
		return new TextDecoder(a === 0xff ? "utf-16le" : "utf-16be").decode(bytes);
	if (bytes.includes(0)) return undefined;
	try {
		return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
	} catch {
		return new TextDecoder("windows-1252").decode(bytes);
	}
}
