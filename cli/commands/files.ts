import { basename } from "node:path";
import type { ClickClack, UploadId } from "@clickclack/sdk";
import type { Flags } from "../session.ts";
import { open } from "./open-file.ts";
import { findWorkspace } from "./workspaces.ts";

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
