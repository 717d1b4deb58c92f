import type { Message, MessageId } from "@clickclack/sdk";

/** A message that another one quotes, as it is drawn there. */
export interface Quote {
	id: MessageId;
	name: string;
	body: string;
}

export function quoteIn({ quoted_message_id: id, ...message }: Message): Quote | undefined {
	return id && { id, name: message.quoted_author!.display_name, body: message.quoted_body_snapshot! };
}
