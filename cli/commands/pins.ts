import type { Message } from "@clickclack/sdk";
import { idIn } from "../input.ts";
import { Body, type Report } from "../output.ts";
import { signedIn } from "../session.ts";
import type { ListFlags } from "./messages.ts";
import { type PlaceFlags, findPlace } from "./places.ts";

/** The pinned messages of a channel or a direct conversation, the one pinned last first. */
export async function list({ limit, ...flags }: ListFlags): Promise<Report> {
	const chat = signedIn(flags);
	const messages: Message[] = [];
	for await (const message of chat.pins.list(await findPlace(chat, flags))) if (messages.push(message) === limit) break;
	const rows = messages.map(({ id, created_at, author, body }) => [
		id,
		new Date(created_at),
		`@${author.handle}`,
		new Body(body),
	]);
	return { resource: messages, rows };
}

export async function add(flags: PlaceFlags, message: string): Promise<Report> {
	const chat = signedIn(flags);
	const { pinned_message } = await chat.pins.add(await findPlace(chat, flags), idIn("msg", message));
	return { resource: pinned_message, rows: [[pinned_message.id]] };
}

export async function remove(flags: PlaceFlags, message: string): Promise<Report> {
	const chat = signedIn(flags);
	const { event } = await chat.pins.remove(await findPlace(chat, flags), idIn("msg", message));
	return { resource: event, rows: [["unpinned"]] };
}
