import type { Message } from "@clickclack/sdk";

/** The words of a message in Markdown: its own, or else those that it forwards. */
export const saidIn = ({ body, forwarded }: Pick<Message, "body" | "forwarded">): string =>
	body || (forwarded?.body ?? "");
