import { type BodyFlags, idIn, readBody } from "../input.ts";
import type { Flags } from "../session.ts";

export interface SendFlags extends Flags, BodyFlags {
	replyTo?: string;
	nonce?: string;
	topic?: string;
	/** of a reply */
	alsoSend?: boolean;
}

/** With the nonce the client, or a script, can retry without sending twice. */
export async function draftOf({ replyTo, nonce = crypto.randomUUID(), ...flags }: SendFlags, argument?: string) {
	const quote = replyTo === undefined ? {} : { quoted_message_id: idIn("msg", replyTo) };
	return { body: await readBody(argument, flags), nonce, ...quote };
}
