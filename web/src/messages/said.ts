import type { Message } from "@clickclack/sdk";

/** The words of a message in Markdown: its own, or else those that it forwards, or else the names of its files. */
export const saidIn = (message: Message | undefined): string =>
	message?.body || message?.forwarded?.body || namesIn(message?.attachments);

const namesIn = (files: Message["attachments"] = []): string => files.map(({ filename }) => filename).join(", ");
