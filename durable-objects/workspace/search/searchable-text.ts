import { plainText, tokensOf } from "@clickclack/protocol";
import { forwardOf } from "../messages/forwards.ts";
import type { MessageRow } from "../messages/row.ts";
import { pollOf } from "../polls.ts";
import { namesOf } from "../uploads/attachments.ts";

export type Searchable = Pick<MessageRow, "body" | "forwarded_json" | "poll_json" | "attachments_json">;

/** What a message says and what it passes on, in Markdown. */
const textsOf = (row: Searchable): string[] => [row.body, forwardOf(row)?.body ?? ""].filter((text) => text !== "");
/** They are no Markdown. */
const optionsOf = (row: Searchable): string[] => pollOf(row)?.options ?? [];

/** What people read in a message. */
export const shownText = (row: Searchable): string =>
	[...textsOf(row).map(plainText), ...optionsOf(row), ...namesOf(row)].join("\n");

const tokensIn = (row: Searchable) => textsOf(row).flatMap((text) => [...tokensOf(text)]);

/** All that a message is found by: what people read in it, and the addresses behind its links. */
export function searchableText(row: Searchable): string {
	const links = tokensIn(row).flatMap((token) =>
		token.kind === "link" || token.kind === "picture" ? [token.href] : [],
	);
	return [shownText(row), ...links].join("\n");
}

/** Whether something in it leads elsewhere. */
export const hasLink = (row: Searchable): boolean =>
	tokensIn(row).some((token) => (token.kind === "link" || token.kind === "address") && token.href !== "");
