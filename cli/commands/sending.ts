import type { ClickClack } from "@clickclack/sdk";
import { type BodyFlags, idIn, readBody } from "../input.ts";
import type { Flags } from "../session.ts";
import { uploadAll } from "./files.ts";

export interface SendFlags extends Flags, BodyFlags {
	replyTo?: string;
	nonce?: string;
	topic?: string;
	/** of a reply */
	alsoSend?: boolean;
	/** paths of files */
	attach?: string[];
}

/** With files the text is not needed. */
async function bodyOf({ attach, ...flags }: SendFlags, argument?: string): Promise<string> {
	const isSaid = [argument, flags.body, flags.file, flags.stdin].some((source) => source !== undefined);
	return attach && !isSaid ? "" : await readBody(argument, flags);
}

/** With the nonce the client, or a script, can retry without sending twice. */
export async function draftOf(chat: ClickClack, flags: SendFlags, argument?: string) {
	const { replyTo, nonce = crypto.randomUUID(), attach } = flags;
	const quote = replyTo === undefined ? {} : { quoted_message_id: idIn("msg", replyTo) };
	const draft = { body: await bodyOf(flags, argument), nonce, ...quote };
	return attach ? { ...draft, upload_ids: await uploadAll(chat, flags, attach, nonce) } : draft;
}
