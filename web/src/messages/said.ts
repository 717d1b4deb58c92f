import type { Message } from "@clickclack/sdk";

/** The words of a message in Markdown: its own, or else those that it forwards. */
export const saidIn = (message: Message | undefined): string => message?.body || (message?.forwarded?.body ?? "");
