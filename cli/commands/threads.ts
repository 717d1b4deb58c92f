import { type ClickClack, type ListedThread, type MyThread, conversationOf } from "@clickclack/sdk";
import { idIn } from "../input.ts";
import { Body, type Report } from "../output.ts";
import { type Flags, signedIn } from "../session.ts";
import type { ListFlags } from "./messages.ts";
import { type PlaceFlags, findPlace } from "./places.ts";
import { findWorkspace } from "./workspaces.ts";

export interface ThreadFlags extends ListFlags {
	unread?: boolean;
}

/** The threads that I follow, newest activity first; of a conversation all that it has, the newest first. */
export async function list({ limit, unread, ...flags }: ThreadFlags): Promise<Report> {
	const chat = signedIn(flags);
	const threads: ListedThread[] = [];
	for await (const one of listed(chat, flags, unread)) if (threads.push(one) === limit) break;
	const rows = threads.map(({ root, unread_count, mention_count }) => [
		root.id,
		unread_count,
		mention_count,
		`@${root.author.handle}`,
		new Body(root.body),
	]);
	return { resource: threads, rows, headings: ["ID", "UNREAD", "MENTIONS", "BY", "MESSAGE"] };
}

async function* listed(chat: ClickClack, flags: PlaceFlags, isUnread = false): AsyncGenerator<ListedThread, void> {
	const isPlaced = flags.dm !== undefined || flags.channel !== undefined;
	const place = isPlaced ? await findPlace(chat, flags) : undefined;
	const query = isUnread ? { unread: "true" as const } : {};
	const all =
		place && !isUnread ? chat.threads.listIn(place) : chat.threads.list(await findWorkspace(chat, flags), query);
	for await (const one of all) if (place === undefined || conversationOf(one) === place) yield one;
}

const standing = (thread: MyThread): Report => ({
	resource: thread,
	rows: [[thread.is_following ? "following" : "not following", thread.unread_count]],
});

export async function follow(flags: Flags, message: string): Promise<Report> {
	return standing(await signedIn(flags).threads.follow(idIn("msg", message)));
}

export async function unfollow(flags: Flags, message: string): Promise<Report> {
	return standing(await signedIn(flags).threads.unfollow(idIn("msg", message)));
}

/** From this reply on; from the first one, if it is the root. */
export async function markUnread(flags: Flags, id: string): Promise<Report> {
	const chat = signedIn(flags);
	const message = await chat.messages.get(idIn("msg", id));
	return standing(await chat.threads.markUnread(message.id, message.thread_seq ?? 1));
}

/** Everything that is in it now. */
export async function markRead(flags: Flags, message: string): Promise<Report> {
	return standing(await signedIn(flags).threads.markRead(idIn("msg", message), Number.MAX_SAFE_INTEGER));
}
