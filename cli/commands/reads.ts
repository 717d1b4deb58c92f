import { type ReadPosition, type Receipt, type ThreadPosition, conversationOf } from "@clickclack/sdk";
import { Stop, exit } from "../exit.ts";
import { idIn } from "../input.ts";
import type { Report } from "../output.ts";
import { type Flags, signedIn } from "../session.ts";
import { type PlaceFlags, findPlace } from "./places.ts";
import { findWorkspace } from "./workspaces.ts";

export interface MarkFlags extends PlaceFlags {
	upTo?: number;
}

const moved = (receipt: Receipt): Report => ({
	resource: receipt,
	rows: [[receipt.scope_id, receipt.last_read_seq]],
	headings: ["ID", "READ UP TO"],
});

/** A channel or a direct conversation, to its end or to a message. */
export async function mark(flags: MarkFlags): Promise<Report> {
	const chat = signedIn(flags);
	const id = await findPlace(chat, flags);
	return moved(await chat.reads.mark(id, flags.upTo ?? Number.MAX_SAFE_INTEGER));
}

/** From this message on. */
export async function markUnread(flags: Flags, message_id: string): Promise<Report> {
	const chat = signedIn(flags);
	const message = await chat.messages.get(idIn("msg", message_id));
	if (message.channel_seq === undefined)
		throw new Stop(
			exit.failed,
			`a reply is read in its thread: \`clickclack threads unread ${message.id}\` marks it as unread there`,
		);
	return moved(await chat.reads.markUnread(conversationOf(message), message.channel_seq));
}

/** More than anybody has conversations and threads, in requests of 500 of each. */
const most_requests = 40;

/** Everything, in one request for every 500 conversations and threads. */
export async function markAll(flags: Flags): Promise<Report> {
	const chat = signedIn(flags);
	const workspace_id = await findWorkspace(chat, flags);
	const previous: (ReadPosition | ThreadPosition)[] = [];
	for (let asked = 0; asked < most_requests; asked++) {
		const page = await chat.reads.markAll(workspace_id);
		previous.push(...page.previous, ...page.previous_threads);
		if (!page.has_more) break;
	}
	const rows = previous.map((one) => ["scope_id" in one ? one.scope_id : one.root_message_id, one.last_read_seq]);
	return { resource: previous, rows, headings: ["ID", "WAS READ UP TO"] };
}
