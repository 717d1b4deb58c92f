import type { Message } from "@clickclack/sdk";

/** A message's place in its timeline: roots count in the channel, replies in their thread. */
export const seqOf = (message: Message): number => message.thread_seq ?? message.channel_seq!;
