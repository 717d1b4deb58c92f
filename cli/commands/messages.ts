import type { ClickClack, ConversationId, ListMessages, Message, MessagePage, TopicId } from "@clickclack/sdk";
import { type BodyFlags, idIn, pageOf, readBody } from "../input.ts";
import { Body, type Report } from "../output.ts";
import { type Flags, signedIn } from "../session.ts";
import { findChannel } from "./channels.ts";
import { directFor } from "./directs.ts";
import { type PlaceFlags, findPlace } from "./places.ts";
import { type SendFlags, draftOf } from "./sending.ts";
import { findTopic } from "./topics.ts";

const sent = ({ message }: { message: Message }): Report => ({ resource: message, rows: [[message.id]] });

/** Sends to a channel. */
export async function send(flags: SendFlags, argument?: string): Promise<Report> {
	const chat = signedIn(flags);
	const draft = await draftOf(chat, flags, argument);
	const topic_id = flags.topic === undefined ? undefined : await findTopic(chat, flags, flags.topic);
	return sent(await chat.messages.create(await findChannel(chat, flags), { ...draft, topic_id }));
}

/** Sends into the thread of a message. */
export async function reply(flags: SendFlags, root: string, argument?: string): Promise<Report> {
	const chat = signedIn(flags);
	const draft = await draftOf(chat, flags, argument);
	const also = flags.alsoSend ? { also_send: true } : {};
	return sent(await chat.threads.reply(idIn("msg", root), { ...draft, ...also }));
}

/** Only its author may. */
export async function edit(flags: Flags & BodyFlags, message: string, argument?: string): Promise<Report> {
	const body = await readBody(argument, flags);
	return sent(await signedIn(flags).messages.edit(idIn("msg", message), { body }));
}

/** Its author, or an owner. */
export async function remove(flags: Flags, message: string): Promise<Report> {
	const { message: deleted } = await signedIn(flags).messages.delete(idIn("msg", message));
	return { resource: deleted, rows: [["deleted"]] };
}

export type ForwardFlags = SendFlags & PlaceFlags;

/** Passes a message on to a channel or a direct conversation, with words of one's own or without. */
export async function forward(flags: ForwardFlags, message: string, argument?: string): Promise<Report> {
	const hasBody = [argument, flags.body, flags.file, flags.stdin].some(Boolean);
	const body = hasBody ? await readBody(argument, flags) : undefined;
	const chat = signedIn(flags);
	const place = await (flags.dm === undefined ? findChannel(chat, flags) : directFor(chat, flags, flags.dm));
	const { nonce = crypto.randomUUID() } = flags;
	return sent(await chat.messages.create(place, { body, forwarded_message_id: idIn("msg", message), nonce }));
}

export interface ListFlags extends PlaceFlags {
	limit: number;
	afterSeq?: number;
	topic?: string;
}

/** The newest messages, or those after a seq; oldest first. */
export async function list(flags: ListFlags): Promise<Report> {
	const chat = signedIn(flags);
	const place = await findPlace(chat, flags);
	const topic_id = flags.topic === undefined ? undefined : await findTopic(chat, flags, flags.topic);
	const page = await window(chat, place, flags, topic_id);
	return { resource: page, rows: page.messages.map(row) };
}

/** As one page, of as many requests as it takes. */
async function window(
	chat: ClickClack,
	conversation_id: ConversationId,
	{ limit, afterSeq }: ListFlags,
	topic_id: TopicId | undefined,
): Promise<MessagePage> {
	const read = (query: ListMessages) => chat.messages.list(conversation_id, { ...query, topic_id });
	let all = await read({ limit: pageOf(limit), after_seq: afterSeq });
	for (let missing = limit - all.messages.length; missing > 0; missing = limit - all.messages.length) {
		const isAfter = afterSeq !== undefined;
		if (!(isAfter ? all.has_newer : all.has_older)) break;
		const place = isAfter ? { after_seq: all.newest_seq } : { before_seq: all.oldest_seq };
		const page = await read({ limit: pageOf(missing), ...place });
		if (page.messages.length === 0) break;
		all = isAfter ? joined(all, page) : joined(page, all);
	}
	return all;
}

const joined = (older: MessagePage, newer: MessagePage): MessagePage => ({
	cursor: older.cursor,
	messages: [...older.messages, ...newer.messages],
	oldest_seq: older.oldest_seq,
	newest_seq: newer.newest_seq,
	has_older: older.has_older,
	has_newer: newer.has_newer,
});

/** What it says, or passes on, and the names of its files. */
const shown = ({ body, forwarded, attachments = [] }: Message): string =>
	[body || (forwarded?.body ?? ""), ...attachments.map(({ filename }) => `[${filename}]`)].filter(Boolean).join("\n");

const row = (message: Message) => [
	message.channel_seq ?? "",
	new Date(message.created_at),
	`@${message.author.handle}`,
	message.deleted_at === undefined ? new Body(shown(message)) : "(deleted)",
];
