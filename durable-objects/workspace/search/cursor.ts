import { createHash } from "node:crypto";
import { ChatError } from "@clickclack/protocol";
import type { Read } from "../transaction.ts";
import type { Searching } from "./search.ts";

/** Where a page begins: below a message; when ranked, after this many ranked ones. */
export interface Position {
	below: number;
	passed: number | undefined;
}

/** Ties a cursor to one person and one search. */
function boundTo(tx: Read, search: Searching): string {
	const { q, conversation_id, scope, sort, typing, syntax, time_zone } = search;
	const operators = syntax === "operators" ? [syntax, time_zone] : [];
	const text = JSON.stringify([tx.me.user_id, q, conversation_id, scope, sort, typing, ...operators]);
	return createHash("sha256").update(text).digest("base64url").slice(0, 16);
}

/** @param after the position after a page's last result */
export const toCursor = (tx: Read, search: Searching, after: string): string => `${boundTo(tx, search)}.${after}`;

/** @throws ChatError invalid_request for another search's cursor */
export function readCursor(tx: Read, search: Searching): Position {
	if (search.cursor === undefined)
		return { below: Number.MAX_SAFE_INTEGER, passed: search.sort === "newest" ? undefined : 0 };
	const [bound, ...numbers] = search.cursor.split(".");
	const isPosition = numbers.length > 0 && numbers.length <= 2 && numbers.every((number) => /^\d{1,15}$/.test(number));
	if (bound !== boundTo(tx, search) || !isPosition)
		throw new ChatError("invalid_request", "cursor: does not belong to this search");
	const [below, passed] = numbers.map(Number);
	return { below: below!, passed };
}
