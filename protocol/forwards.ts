import * as z from "zod";
import { ChannelId, MessageId, UserId } from "./ids.ts";
import { Time } from "./text.ts";
import { User } from "./users.ts";

/**
 * What a message passes on from elsewhere, as it was then. It says nothing of a private channel or a direct conversation
 * that it is from: whoever may see the message there finds it by its id.
 */
export const Forwarded = z
	.object({
		message_id: MessageId.meta({ description: "It may be deleted, or hidden from the reader" }),
		author_id: UserId,
		author: User,
		created_at: Time.meta({ description: "When that was sent" }),
		body: z.string().meta({ description: "Its text when it was forwarded, in Markdown" }),
		channel_id: ChannelId.optional().meta({
			description: "Where it is, if that was a public channel; absent for guests",
		}),
	})
	.meta({ id: "Forwarded" });
export type Forwarded = z.infer<typeof Forwarded>;
