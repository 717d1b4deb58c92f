import * as z from "zod";
import { MessageId, UserId } from "./ids.ts";
import { Time } from "./text.ts";

/** The state of a thread: how many replies, and its last authors. */
export const ThreadState = z
	.object({
		root_message_id: MessageId,
		reply_count: z.int(),
		last_reply_at: Time.optional(),
		last_reply_author_ids: z.array(UserId).meta({ description: "The latest three, newest first" }),
	})
	.meta({ id: "ThreadState" });
export type ThreadState = z.infer<typeof ThreadState>;
