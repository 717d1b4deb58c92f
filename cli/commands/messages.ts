import type { Message } from "@clickclack/sdk";
import { type BodyFlags, idIn, readBody } from "../input.ts";
import { Body, type Report } from "../output.ts";
import { type Flags, signedIn } from "../session.ts";
import { findChannel } from "./channels.ts";

export interface SendFlags extends Flags, BodyFlags {
	replyTo?: string;
	nonce?: string;
}

/** Sends to a channel or into a thread. With the nonce the client, or a script, can retry without sending twice. */
export async function send(flags: SendFlags, argument?: string): Promise<Report> {
	const body = await readBody(argument, flags);
	const chat = signedIn(flags);
	const draft = { body, nonce: flags.nonce ?? crypto.randomUUID() };
	const { message } =
		flags.replyTo === undefined
			? await chat.messages.create(await findChannel(chat, flags), draft)
			: await chat.threads.reply(idIn("msg", flags.replyTo), draft);
	return { resource: message, rows: [[message.id]] };
}

export interface ListFlags extends Flags {
	limit: number;
	afterSeq?: number;
}

/** The newest messages, or those after a seq; oldest first. */
export async function list(flags: ListFlags): Promise<Report> {
	const chat = signedIn(flags);
	const window = { limit: flags.limit, after_seq: flags.afterSeq };
	const page = await chat.messages.list(await findChannel(chat, flags), window);
	return { resource: page, rows: page.messages.map(row) };
}

const row = (message: Message) => [
	message.channel_seq ?? "",
	new Date(message.created_at),
	`@${message.author.handle}`,
	message.deleted_at === undefined ? new Body(message.body) : "(deleted)",
];
