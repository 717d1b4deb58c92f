import { ChatError, isReserved } from "@clickclack/protocol";
import type { Read } from "../transaction.ts";

/** People, groups and the words that call several people have one name space. @throws ChatError conflict | invalid_request */
export function claimGroupHandle({ sql }: Read, handle: string, except = 0): void {
	if (isReserved(handle))
		throw new ChatError("invalid_request", "this handle calls several people at once: choose another one");
	const taken = sql`
		SELECT 1 FROM members WHERE handle = ${handle} AND left_at IS NULL
		UNION ALL SELECT 1 FROM people_groups WHERE handle = ${handle} AND deleted_at IS NULL AND num <> ${except}`;
	if (taken.length > 0) throw new ChatError("conflict", "handle is already taken");
}

/** For somebody who joins, or is about to be renamed. @throws ChatError conflict */
export function refuseGroupHandle({ sql }: Read, { handle }: { handle: string }): void {
	const taken = sql`SELECT 1 FROM people_groups WHERE handle = ${handle} AND deleted_at IS NULL`;
	if (taken.length > 0)
		throw new ChatError("conflict", "a group of this workspace has your handle: choose another handle");
}
