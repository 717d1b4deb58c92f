import type { UserId, WorkspaceId } from "@clickclack/sdk";
import { withTables } from "./database.ts";

/** So many are kept for each workspace. */
const most = 10;
const kind = "search";

/** Whose searches, and where. They are kept in this browser only, until the person signs out. */
export interface Searcher {
	person: UserId;
	workspace_id: WorkspaceId;
}

const keyOf = ({ person, workspace_id }: Searcher): [string, string, string] => [person, kind, workspace_id];

/** What was searched for, the last first. */
export async function recentSearches(who: Searcher): Promise<string[]> {
	const row = await withTables(["written"], "readonly", (tx) => tx.table("written").get(keyOf(who)));
	return Array.isArray(row?.value) ? row.value.filter((one) => typeof one === "string") : [];
}

export async function rememberSearch(who: Searcher, words: string): Promise<void> {
	const said = words.trim();
	if (said === "") return;
	await withTables(["written"], "readwrite", async (tx) => {
		const table = tx.table("written");
		const row = await table.get(keyOf(who));
		const before = Array.isArray(row?.value) ? row.value.filter((one) => one !== said) : [];
		const value = [said, ...before].slice(0, most);
		return await tx.all([table.put({ person: who.person, kind, id: who.workspace_id, value })]);
	});
}

export const forgetSearches = (who: Searcher): Promise<unknown> =>
	withTables(["written"], "readwrite", (tx) => tx.all([tx.table("written").delete(keyOf(who))]));
