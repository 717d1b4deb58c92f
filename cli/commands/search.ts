import type { SearchResult } from "@clickclack/sdk";
import { Body, type Report } from "../output.ts";
import { type Flags, signedIn } from "../session.ts";
import { findWorkspace } from "./workspaces.ts";

export interface SearchFlags extends Flags {
	limit: number;
	newest?: boolean;
	channelsOnly?: boolean;
}

/** The messages that fit all words and operators. */
export async function find(
	{ limit, newest, channelsOnly, ...flags }: SearchFlags,
	...words: string[]
): Promise<Report> {
	const chat = signedIn(flags);
	const query = {
		workspace_id: await findWorkspace(chat, flags),
		q: words.join(" "),
		limit: Math.min(limit, max_page),
		...(!channelsOnly && { scope: "all" as const }),
		...(newest && { sort: "newest" as const }),
	};
	const results: SearchResult[] = [];
	for await (const hit of chat.search.messages(query)) if (results.push(hit) === limit) break;
	return { resource: results, rows: results.map(row) };
}

/** The most that the API gives in one page of a search. */
const max_page = 100;

const row = (hit: SearchResult) => [
	hit.id,
	new Date(hit.created_at),
	hit.direct_conversation_id === undefined ? `#${hit.channel_name ?? ""}` : "direct message",
	`@${hit.author.handle}`,
	new Body(hit.snippet),
];
